/** Tags, of articles and across libraries; notes. */
import { noteText, noteToken, parseNoteToken } from '#core/notebook/note'
import { normaliseTag } from '#core/notebook/tags'
import { withUnseen } from '#core/notebook/unseen'
import type { ArticleSelection } from '#shared/article-query'
import type { HandlersOf } from '#shared/contract'
import { englishNumber } from '#shared/english-number'
import type { notebookChannels } from '#shared/notebook-channels'
import { changeTag, colourTag } from '../editing/tag-changes'
import { conflictNotice } from '../notebook/notices'
import { mergeTagCounts } from '../notebook/tag-counts'
import type { HandlerContext } from './context'

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
  const { editor, host } = context

  const mark = async (selection: ArticleSelection, written: string, kind: 'add-tag' | 'remove-tag') => {
    const tag = normaliseTag(written)
    const groups = await context.select(selection)
    const changes = [...groups].flatMap(([library, rows]) =>
      rows.map((article) => ({ library, article, edits: [{ kind, tag }] })),
    )
    const label = kind === 'add-tag' ? 'Tag' : 'Untag'
    const changed = await editor.bulk((count) => `${label} ${articlesIn(count)} “${tag}”`, changes)
    return { changed: changed.length }
  }

  return {
    'tags.list': async ({ scope }) => [
      ...mergeTagCounts(context.inScope(scope).map(({ notebook }) => notebook.tagCounts())),
    ],
    'tags.add': ({ selection, tag }) => mark(selection, tag, 'add-tag'),
    'tags.remove': ({ selection, tag }) => mark(selection, tag, 'remove-tag'),
    'tags.preview': async ({ tag, to }) => {
      const change = changeTag(host.libraries(), normaliseTag(tag), to === null ? null : normaliseTag(to))
      const { articles, highlights, tags } = change
      return { articles, highlights, tags }
    },
    'tags.rename': async ({ tag, to }) => {
      const [from, name] = [normaliseTag(tag), normaliseTag(to)]
      const { changes } = changeTag(host.libraries(), from, name)
      await editor.bulk(() => `Rename the tag “${from}” to “${name}”`, changes)
      return null
    },
    'tags.delete': async ({ tag }) => {
      const name = normaliseTag(tag)
      const { changes } = changeTag(host.libraries(), name, null)
      await editor.bulk(() => `Delete the tag “${name}”`, changes)
      return null
    },
    'tags.recolour': async ({ tag, colour }) => {
      const name = normaliseTag(tag)
      await editor.apply(`Colour the tag “${name}”`, colourTag(host.libraries(), name, colour))
      return null
    },
    'notes.set': async ({ article, note, seen }) => {
      const library = host.libraryOf(article)
      const row = library.row(article)
      const before = library.notebook.record(row.path)?.note
      const known = before?.seen ?? new Map()
      const text = before && seen !== undefined ? withUnseen(before, note, parseNoteToken(seen)) : note
      const label = before === undefined || noteText(before) === '' ? 'Write a note' : 'Change a note'
      const edit = { kind: 'set-note', text, known } as const
      await editor.apply(
        note === '' ? 'Delete a note' : label,
        [{ library, article: row, edits: [edit] }],
        `note ${article}`,
      )
      if (text !== note) host.emit('notice', { level: 'warning', message: conflictNotice(row.title) })
      const after = library.notebook.record(row.path)?.note
      return { seen: after === undefined ? '' : noteToken(after) }
    },
  }
}

const articlesIn = (count: number): string => (count === 1 ? 'an article' : `${englishNumber(count)} articles`)
