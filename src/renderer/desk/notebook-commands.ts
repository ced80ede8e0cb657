/** The commands that open a window onto the notebook. */
import type { LibraryId } from '#shared/article'
import { useLibraries } from '../client/libraries'
import { useExportAnnotations } from '../features/transfer/use-export-annotations'
import { useCommand } from './commands'
import { useDesk } from './desk-context'
import { useOpenArticle } from './open-article'
import type { Panel } from './state'

/** Takes them while the desk is there. What concerns one library means that of the list, else of the open article, else the first. */
export function useNotebookCommands(): void {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const { value: article } = useOpenArticle()
  const exportAnnotations = useExportAnnotations()
  const show = (panel: Panel): void => dispatch({ type: 'panel', panel })
  const meant = (): LibraryId | null =>
    state.scope.kind !== 'all' ? state.scope.library : (article?.library ?? libraries[0]?.id ?? null)
  const ofLibrary = (act: (library: LibraryId) => void) => (): boolean => {
    const library = meant()
    if (library !== null) act(library)
    return library !== null
  }
  useCommand('show-annotations', () =>
    dispatch({ type: 'annotations', tab: state.annotations === null ? 'all' : null }),
  )
  useCommand('review', () => dispatch({ type: 'annotations', tab: 'review' }))
  useCommand('manage-tags', () => show({ kind: 'all-tags' }))
  useCommand('history', () => show({ kind: 'history' }))
  useCommand('correct', () => show({ kind: 'correct' }))
  useCommand(
    'check-notebook',
    ofLibrary((library) => show({ kind: 'notebook-check', library })),
  )
  useCommand(
    'import-annotations',
    ofLibrary((library) => show({ kind: 'import-annotations', library })),
  )
  useCommand('export-annotations', ofLibrary(exportAnnotations))
}
