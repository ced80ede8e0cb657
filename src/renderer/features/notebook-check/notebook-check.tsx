import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { FindingInfo } from '#shared/annotation'
import type { Response } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { toFailure } from '#shared/result'
import { useConnection, useQuery } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { cx } from '../../ui/cx'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { Problem } from '../../ui/problem'
import { byKind } from './kinds'
import styles from './notebook-check.module.css'

interface NotebookCheckProps {
  readonly library: LibraryInfo
  readonly onClose: () => void
}

/** Looks through the files of a library's notebook and repairs what can be. */
export function NotebookCheck({ library, onClose }: NotebookCheckProps): ReactNode {
  const connection = useConnection()
  const { value, failure, reload } = useQuery('notebook.check', { library: library.id })
  const [repairing, setRepairing] = useState(false)
  const [repaired, setRepaired] = useState<Response<'notebook.repair'> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const repair = (): void => {
    setRepairing(true)
    setProblem(null)
    connection
      .request('notebook.repair', { library: library.id })
      .then(setRepaired, (thrown: unknown) => setProblem(toFailure(thrown).message))
      .finally(() => setRepairing(false))
  }
  const again = (): void => {
    setRepaired(null)
    setProblem(null)
    reload()
  }
  const findings = repaired?.findings ?? value?.findings ?? null
  return (
    <Panel title={`Notes and highlights of ${library.name}`} onClose={onClose}>
      {failure !== null && <Problem failure={failure} onRetry={reload} />}
      <div aria-live="polite">
        {findings === null && failure === null && <p>Looking through every file…</p>}
        {repairing && <p>Making a copy of everything, then repairing…</p>}
        {repaired !== null && <Done repaired={repaired} />}
        {repaired === null && findings !== null && <p>{summaryOf(findings)}</p>}
      </div>
      {problem !== null && (
        <p className={cx('problem', styles.problem)} role="alert">
          {problem}
        </p>
      )}
      {findings !== null && (
        <>
          <Findings findings={findings} />
          <div className="actions">
            {findings.some(({ repairable }) => repairable) && (
              <Button className="button primary" isDisabled={repairing} onPress={repair}>
                Repair
              </Button>
            )}
            <Button className="button" isDisabled={repairing} onPress={again}>
              Check again
            </Button>
          </div>
          {findings.some(({ repairable }) => repairable) && (
            <p className={styles.promise}>Before anything is repaired, a copy of all your notes is made and kept.</p>
          )}
        </>
      )}
    </Panel>
  )
}

/** The findings in a sentence. */
function summaryOf(findings: readonly FindingInfo[]): string {
  if (findings.length === 0) return 'Every file is sound. Nothing needs your attention.'
  const repairable = findings.filter((finding) => finding.repairable).length
  const found = `${counted(findings.length, 'thing', 'things')} found`
  if (repairable === 0) return `${found}; your notes are safe, and there is nothing to repair.`
  return `${found}, of which ${repairable === findings.length ? 'all' : String(repairable)} can be repaired.`
}

function Done({ repaired }: { readonly repaired: Response<'notebook.repair'> }): ReactNode {
  const { backup, done } = repaired
  if (backup === null) return <p>There was nothing to repair.</p>
  return (
    <>
      <p>Repaired. A copy of how everything was lies in:</p>
      <p className={styles.path}>
        <bdi>{backup}</bdi>
      </p>
      <ul className={styles.done} aria-label="What was repaired">
        {done.map((deed) => (
          <li key={deed}>{deed}</li>
        ))}
      </ul>
    </>
  )
}

/** Findings of a kind listed at most. */
const listed = 100

function Findings({ findings }: { readonly findings: readonly FindingInfo[] }): ReactNode {
  const { dispatch } = useDesk()
  return byKind(findings).map(({ kind, name, meaning, of }) => (
    <section key={kind} aria-label={name} className={styles.kind}>
      <h3>
        {name} <span>{of.length}</span>
      </h3>
      <p className={styles.meaning}>{meaning}</p>
      <ul className={styles.findings}>
        {of.slice(0, listed).map((finding) => (
          <li key={`${finding.path} ${finding.message}`}>{finding.message}</li>
        ))}
      </ul>
      {of.length > listed && <p className={styles.meaning}>and {counted(of.length - listed, 'other', 'others')}</p>}
      {(kind === 'review' || kind === 'orphan') && (
        <Button
          className="button"
          onPress={() => dispatch({ type: 'annotations', tab: kind === 'review' ? 'review' : 'orphaned' })}
        >
          Look at them
        </Button>
      )}
    </section>
  ))
}
