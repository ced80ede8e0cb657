/** The notebook's files: checked, repaired, moved; annotations of other programs taken in. */
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { type HandlerContext, notYet } from './context'

type Channel = 'notebook.check' | 'notebook.repair' | 'notebook.move' | 'annotations.import'

/** Makes the handlers. */
export function createUpkeepHandlers(_context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'notebook.check': () => notYet(),
    'notebook.repair': () => notYet(),
    'notebook.move': () => notYet(),
    'annotations.import': () => notYet(),
  }
}
