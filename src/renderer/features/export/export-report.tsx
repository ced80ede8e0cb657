import type { ReactNode } from 'react'
import type { ExportReport as Report } from '#shared/contract'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import styles from './export.module.css'
import { useExport } from './use-export'

/** File names listed at most; the folder itself shows the rest. */
const listed = 200

/** What an export wrote, what it left alone and why. */
export function ExportReport({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { report } = useExport()
  if (report === null) return null
  return (
    <Panel title="Exported" onClose={onClose}>
      <p>{summary(report)}</p>
      <p className={styles.folder}>{report.folder}</p>
      {report.kept.length > 0 && (
        <section aria-label="Kept beside">
          <h3>Left alone, with the new text beside it</h3>
          <ul className={styles.files}>
            {report.kept.map((file) => (
              <li key={file.file}>
                <bdi>{file.file}</bdi> <span>{file.reason}</span>
                <span>
                  New text: <bdi>{file.instead}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.failed.length > 0 && (
        <section aria-label="Not exported">
          <h3>Not exported</h3>
          <ul className={styles.files}>
            {report.failed.map((failure) => (
              <li key={`${failure.article} ${failure.reason}`}>
                <bdi>{failure.article}</bdi> <span>{failure.reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Files title="Written" files={report.written} />
      <Files title="Unchanged since the last export" files={report.unchanged} />
    </Panel>
  )
}

function Files({ title, files }: { readonly title: string; readonly files: readonly string[] }): ReactNode {
  if (files.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>
        {title} <span>{files.length}</span>
      </h3>
      <ul className={styles.files}>
        {files.slice(0, listed).map((file) => (
          <li key={file}>
            <bdi>{file}</bdi>
          </li>
        ))}
      </ul>
      {files.length > listed && (
        <p className={styles.more}>and {counted(files.length - listed, 'file', 'files')} more</p>
      )}
    </section>
  )
}

/** The report in a sentence. */
export function summary(report: Report): string {
  const parts = [`${counted(report.written.length, 'file', 'files')} written`]
  if (report.unchanged.length > 0) parts.push(`${counted(report.unchanged.length, 'file', 'files')} unchanged`)
  if (report.kept.length > 0) parts.push(`${counted(report.kept.length, 'file', 'files')} left alone`)
  if (report.failed.length > 0) parts.push(`${counted(report.failed.length, 'article', 'articles')} not exported`)
  return `${parts.join(', ')}.`
}
