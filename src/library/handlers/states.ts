/** How the reader sorted articles, and which were read. */
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { type HandlerContext, notYet } from './context'

type Channel = 'states.set' | 'states.counts'

/** Makes the handlers. */
export function createStatesHandlers(_context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'states.set': () => notYet(),
    'states.counts': async () => ({ inbox: 0, inboxUnread: 0, later: 0, archived: 0, unread: 0 }),
  }
}
