import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { Response } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { type Failure, toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { cx } from '../../ui/cx'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { PlaceQuestion } from '../margin/place-question'
import { useUndoToast } from '../undo/undo'
import { summaryOf } from './import-summary'
import styles from './transfer.module.css'

interface ImportAnnotationsProps {
  readonly library: LibraryInfo
  readonly onClose: () => void
}

/** What a file may hold at most, bytes. */
const mostBytes = 100_000_000
/** What was skipped, listed at most. */
const listed = 200

/** Takes in a file of annotations that Lectern or another program wrote, and says what became of each. */
export function ImportAnnotations({ library, onClose }: ImportAnnotationsProps): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const done = useUndoToast()
  const [json, setJson] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [report, setReport] = useState<Response<'annotations.import'> | null>(null)
  const take = (text: string): void => {
    setJson(text)
    setBusy(true)
    setFailure(null)
    setReport(null)
    connection
      .request('annotations.import', { library: library.id, json: text })
      .then(
        (answer) => {
          setReport(answer)
          if (answer.highlights + answer.notes > 0) done('Imported annotations')
        },
        (thrown: unknown) => setFailure(toFailure(thrown)),
      )
      .finally(() => setBusy(false))
  }
  const read = (file: File | undefined): void => {
    if (file === undefined) return
    if (file.size > mostBytes) {
      setFailure({ code: 'invalid', message: 'This file is larger than 100 MB. Nothing was imported.' })
      return
    }
    file.text().then(take, (thrown: unknown) => setFailure(toFailure(thrown)))
  }
  return (
    <Panel title={`Import into ${library.name}`} onClose={onClose}>
      <p>
        A file of W3C Web Annotations (.jsonld or .json), as Lectern and other programs export them. What is there
        already is not taken twice; a passage that cannot be found waits under “Needs a look”.
      </p>
      <div className="actions">
        <FileTrigger acceptedFileTypes={['.json', '.jsonld']} onSelect={(files) => read(files?.[0])}>
          <Button className="button primary" isDisabled={busy}>
            {busy ? 'Importing…' : 'Choose a file…'}
          </Button>
        </FileTrigger>
      </div>
      {failure?.code === 'place-needed' && json !== null ? (
        <PlaceQuestion
          library={library.id}
          what="The import goes on as soon as you choose."
          onChosen={() => take(json)}
        />
      ) : (
        failure !== null && (
          <p className={cx('problem', styles.problem)} role="alert">
            {failure.message}
          </p>
        )
      )}
      <div aria-live="polite">{report !== null && <p className={styles.summary}>{summaryOf(report)}</p>}</div>
      {report !== null && report.skipped.length > 0 && (
        <section aria-label="Skipped">
          <h3>
            Skipped <span>{report.skipped.length}</span>
          </h3>
          <ul className={styles.skipped}>
            {report.skipped.slice(0, listed).map(({ what, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and two entries may be alike
              <li key={index}>
                <bdi>{what}</bdi>
                <span>{reason}</span>
              </li>
            ))}
          </ul>
          {report.skipped.length > listed && <p>and {counted(report.skipped.length - listed, 'other', 'others')}</p>}
        </section>
      )}
      {report !== null && report.highlights > 0 && (
        <div className="actions">
          <Button className="button" onPress={() => dispatch({ type: 'annotations', tab: 'all' })}>
            Show highlights and notes
          </Button>
        </div>
      )}
    </Panel>
  )
}
