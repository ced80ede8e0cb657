/** The commands that open a window onto the notebook. */
import { useCommand } from './commands'
import { useDesk } from './desk-context'

/** Takes them while the desk is there. */
export function useNotebookCommands(): void {
  const { state, dispatch } = useDesk()
  useCommand('show-annotations', () =>
    dispatch({ type: 'annotations', tab: state.annotations === null ? 'all' : null }),
  )
  useCommand('review', () => dispatch({ type: 'annotations', tab: 'review' }))
  useCommand('manage-tags', () => dispatch({ type: 'panel', panel: { kind: 'all-tags' } }))
}
