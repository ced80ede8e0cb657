/** Highlights: made, changed, placed, listed; articles that are gone or copied. */
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { type HandlerContext, notYet } from './context'

type Channel =
  | 'highlights.add'
  | 'highlights.change'
  | 'highlights.remove'
  | 'highlights.place'
  | 'annotations.list'
  | 'orphans.list'
  | 'orphans.attach'
  | 'orphans.remove'
  | 'copies.carry'

/** Makes the handlers. */
export function createHighlightsHandlers(_context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'highlights.add': () => notYet(),
    'highlights.change': () => notYet(),
    'highlights.remove': () => notYet(),
    'highlights.place': () => notYet(),
    'annotations.list': () => notYet(),
    'orphans.list': async () => [],
    'orphans.attach': () => notYet(),
    'orphans.remove': () => notYet(),
    'copies.carry': () => notYet(),
  }
}
