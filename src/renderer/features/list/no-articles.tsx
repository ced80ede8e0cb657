import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { useConnection } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { counted } from '../../ui/format'
import { isWorking } from '../library/progress'
import styles from './list.module.css'

/** What stands in the list's place while the libraries themselves hold no article: why, and the next step. */
export function NoArticles(): ReactNode {
  const { state, dispatch } = useDesk()
  const all = useLibraries() ?? []
  const { scope } = state
  const libraries = scope.kind === 'all' ? all : all.filter(({ id }) => id === scope.library)
  const show = (library: LibraryInfo, files: 'skipped' | 'ignored'): void =>
    dispatch({ type: 'panel', panel: { kind: 'passed-over', library: library.id, files } })
  const failed = libraries.find(({ phase }) => phase === 'failed')
  const stopped = libraries.find(({ phase }) => phase === 'cancelled')
  const skipping = libraries.find(({ skipped }) => skipped > 0)
  const ignoring = libraries.find(({ ignored }) => ignored > 0)
  if (libraries.some(isWorking))
    return (
      <div className={styles.empty}>
        <p>Reading the folder: articles appear here as they are found.</p>
      </div>
    )
  if (failed !== undefined)
    return (
      <div className={styles.empty} role="alert">
        <p>{failed.problem ?? 'This folder cannot be read.'}</p>
        <p>
          Nothing was changed in <bdi>{failed.location}</bdi>, and all you wrote is kept. Connect the disk or allow
          reading it, then look again.
        </p>
        <ScanAgain library={failed} name="Look again" />
      </div>
    )
  if (stopped !== undefined)
    return (
      <div className={styles.empty}>
        <p>You stopped before an article was found.</p>
        <ScanAgain library={stopped} name="Go on reading the folder" />
      </div>
    )
  if (skipping !== undefined)
    return (
      <div className={styles.empty}>
        <p>None of the files in this folder could be read as an article.</p>
        <p>They are left as they are. The list of them says why, one by one.</p>
        <Button className="button" onPress={() => show(skipping, 'skipped')}>
          Show {counted(skipping.skipped, 'skipped file', 'skipped files')}
        </Button>
      </div>
    )
  return (
    <div className={styles.empty}>
      <p>There are no articles here yet.</p>
      <p>Lectern reads .txt, .md and .html files. Put one into the folder and it appears by itself.</p>
      {ignoring !== undefined && (
        <Button className="button" onPress={() => show(ignoring, 'ignored')}>
          Show {counted(ignoring.ignored, 'ignored file', 'ignored files')}
        </Button>
      )}
    </div>
  )
}

function ScanAgain({ library, name }: { readonly library: LibraryInfo; readonly name: string }): ReactNode {
  const connection = useConnection()
  const { fail } = useNotices()
  return (
    <Button
      className="button"
      onPress={() => connection.request('libraries.rescan', { library: library.id }).catch(fail)}
    >
      {name}
    </Button>
  )
}
