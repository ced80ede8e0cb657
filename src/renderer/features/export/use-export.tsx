import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { ArticleSelection } from '#shared/article-query'
import type { ExportReport } from '#shared/contract'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'

interface ExportHandle {
  readonly running: boolean
  /** The last report, as the report panel shows it. */
  readonly report: ExportReport | null
  run(selection: ArticleSelection): void
}

const ExportContext = createContext<ExportHandle | null>(null)

/** Runs exports and holds the last report. */
export function useExport(): ExportHandle {
  const handle = useContext(ExportContext)
  if (handle === null) throw new Error('No export is provided.')
  return handle
}

/** Keeps the last export's report. */
export function ExportProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const { fail } = useNotices()
  const [running, setRunning] = useState(false)
  const [report, setReport] = useState<ExportReport | null>(null)
  const handle = useMemo<ExportHandle>(
    () => ({
      running,
      report,
      run(selection) {
        setRunning(true)
        connection
          .request('export.run', selection)
          .then((answer) => {
            // Null: the reader closed the folder dialog. Nothing was written and there is nothing to say.
            if (answer === null) return
            setReport(answer)
            dispatch({ type: 'panel', panel: { kind: 'export' } })
          }, fail)
          .finally(() => setRunning(false))
      },
    }),
    [connection, dispatch, running, report, fail],
  )
  return <ExportContext value={handle}>{children}</ExportContext>
}
