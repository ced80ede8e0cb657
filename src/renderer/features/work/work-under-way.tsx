import { type ReactNode, useEffect, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { WorkInfo } from '#shared/work'
import { useConnection, useEvent, useQuery } from '../../client/hooks'
import { useNotices } from '../../desk/notices'
import { cx } from '../../ui/cx'
import { formatNumber, formatTimeLeft } from '../../ui/format'
import { useLate } from '../../ui/use-late'
import styles from './work.module.css'

/** Milliseconds after which work is shown: what is over sooner would only flash. */
const worthShowing = 400

/** The long work that is under way, how far it is, and how to stop it. */
export function WorkUnderWay(): ReactNode {
  const asked = useQuery('work.list', null)
  const [works, setWorks] = useState<readonly WorkInfo[]>([])
  useEffect(() => {
    if (asked.value !== null) setWorks(asked.value)
  }, [asked.value])
  useEvent('work.changed', setWorks)
  return works.map((work) => <WorkCard key={work.id} work={work} />)
}

function WorkCard({ work }: { readonly work: WorkInfo }): ReactNode {
  const { id, label, done, total, cancelled } = work
  const connection = useConnection()
  const { fail } = useNotices()
  const name = useId()
  const isShown = useLate(worthShowing)
  if (!isShown) return null
  const cancel = (): void => {
    connection.request('work.cancel', { work: id }).catch(fail)
  }
  return (
    <section className={styles.work} aria-labelledby={name}>
      <p id={name} className={styles.label}>
        {label}
      </p>
      <progress className={cx('progress', styles.bar)} aria-labelledby={name} max={total} value={done} />
      <p className={styles.state}>{describeWork(work)}</p>
      <Button className="button quiet small" isDisabled={cancelled} onPress={cancel}>
        Cancel
      </Button>
    </section>
  )
}

/** How far work is, in plain words. */
export function describeWork({ done, total, timeLeft, cancelled }: WorkInfo, locale?: string): string {
  const of = `${formatNumber(done, locale)} of ${formatNumber(total, locale)}`
  if (cancelled) return `${of} – stopping`
  return timeLeft === null ? of : `${of} – ${formatTimeLeft(timeLeft, locale)}`
}
