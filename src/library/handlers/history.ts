/** Undoing, earlier versions, corrections. */
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { type HandlerContext, notYet } from './context'

type Channel = 'undo.state' | 'undo.undo' | 'undo.redo' | 'history.list' | 'history.restore' | 'articles.correct'

/** Makes the handlers. */
export function createHistoryHandlers(context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'undo.state': async () => context.editor.state,
    'undo.undo': () => context.editor.undo(),
    'undo.redo': () => context.editor.redo(),
    'history.list': async () => [],
    'history.restore': () => notYet(),
    'articles.correct': () => notYet(),
  }
}
