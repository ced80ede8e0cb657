/** Tags, of articles and across libraries; notes. */
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { mergeTagCounts } from '../notebooks'
import { type HandlerContext, notYet } from './context'

type Channel =
  | 'tags.list'
  | 'tags.add'
  | 'tags.remove'
  | 'tags.preview'
  | 'tags.rename'
  | 'tags.delete'
  | 'tags.recolour'
  | 'notes.set'

/** Makes the handlers. */
export function createTagsHandlers(context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'tags.list': async ({ scope }) => [
      ...mergeTagCounts(context.inScope(scope).map(({ notebook }) => notebook.tagCounts())),
    ],
    'tags.add': async ({ selection, tag }) => {
      const groups = await context.select(selection)
      for (const [library, rows] of groups) await library.notebook.addTag(rows, tag)
      return { changed: [...groups.values()].flat().length }
    },
    'tags.remove': async ({ selection, tag }) => {
      const groups = await context.select(selection)
      for (const [library, rows] of groups) await library.notebook.removeTag(rows, tag)
      return { changed: [...groups.values()].flat().length }
    },
    'tags.preview': () => notYet(),
    'tags.rename': () => notYet(),
    'tags.delete': () => notYet(),
    'tags.recolour': () => notYet(),
    'notes.set': async ({ article, note }) => {
      const library = context.host.libraryOf(article)
      await library.notebook.setNote(library.row(article), note)
      return { seen: '' }
    },
  }
}
