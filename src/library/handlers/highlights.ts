/** Highlights: made, changed, placed, listed; articles that are gone or copied. */
import { randomUUID } from 'node:crypto'
import { type Anchor, makeAnchor, passageIn } from '#core/anchoring/index'
import { noNote, parseNoteToken } from '#core/notebook/note'
import type { Edit } from '#core/notebook/record'
import { withUnseen } from '#core/notebook/unseen'
import type { ArticleId } from '#shared/article'
import type { HandlersOf } from '#shared/contract'
import type { Highlight } from '#shared/highlight'
import type { notebookChannels } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import { carryEdits, clearEdits } from '../anchoring/carry'
import { listAnnotations } from '../anchoring/list-annotations'
import { listOrphans, orphanOf } from '../anchoring/orphans'
import type { CatalogRow } from '../index/catalog'
import { conflictNotice } from '../notebook/notices'
import type { OpenLibrary } from '../open-library'
import type { HandlerContext } from './context'

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
export function createHighlightsHandlers(context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  const { editor, host } = context
  const rowOf = (article: ArticleId): { library: OpenLibrary; row: CatalogRow } => {
    const library = host.libraryOf(article)
    return { library, row: library.row(article) }
  }
  return {
    'highlights.add': async ({ article, place, quote, colour, note, tags }) => {
      const library = host.libraryOf(article)
      const { row, hash, anchor, text } = await passageOf(library, article, place, quote)
      const id = randomUUID()
      const edits: Edit[] = [{ kind: 'add-highlight', id, anchor, colour, created: new Date().toISOString() }]
      if (note.trim() !== '') edits.push({ kind: 'note-highlight', id, text: note, known: new Map() })
      for (const tag of tags) edits.push({ kind: 'tag-highlight', id, tag })
      await editor.apply('Highlight', [{ library, article: { ...row, hash }, edits }])
      const { highlights } = library.notebook.annotation(row.path)
      return found(library.highlights.placements.place({ path: row.path, hash }, text, highlights), id)
    },
    'highlights.change': async ({ article, id, colour, note, addTag, removeTag }) => {
      const { library, row } = rowOf(article)
      found(library.notebook.annotation(row.path).highlights, id)
      const edits: Edit[] = []
      if (colour !== undefined) edits.push({ kind: 'colour-highlight', id, colour })
      if (addTag !== undefined) edits.push({ kind: 'tag-highlight', id, tag: addTag })
      if (removeTag !== undefined) edits.push({ kind: 'untag-highlight', id, tag: removeTag })
      const before = library.notebook.record(row.path)?.highlights.get(id)?.note ?? noNote
      const text = note && withUnseen(before, note.text, parseNoteToken(note.seen))
      if (text !== undefined) edits.push({ kind: 'note-highlight', id, text, known: before.seen })
      const isTyping = note !== undefined && edits.length === 1
      const key = isTyping ? `highlight-note ${library.id} ${id}` : null
      await editor.apply(labelOf(edits), [{ library, article: row, edits }], key)
      if (text !== note?.text) host.emit('notice', { level: 'warning', message: conflictNotice(row.title) })
      return { noteSeen: found(library.notebook.annotation(row.path).highlights, id).noteSeen }
    },
    'highlights.remove': async ({ article, ids }) => {
      const { library, row } = rowOf(article)
      const edits = ids.map((id): Edit => ({ kind: 'remove-highlight', id }))
      const label = ids.length === 1 ? 'Remove a highlight' : `Remove ${ids.length} highlights`
      await editor.apply(label, [{ library, article: row, edits }])
      return null
    },
    'highlights.place': async ({ article, id, place }) => {
      const { library, row } = rowOf(article)
      found(library.notebook.annotation(row.path).highlights, id)
      if (place === null) {
        const edits: Edit[] = [{ kind: 'keep-highlight', id }]
        await editor.apply('Keep a highlight whose passage is gone', [{ library, article: row, edits }])
      } else {
        const { hash, anchor } = await passageOf(library, article, place)
        const edits: Edit[] = [{ kind: 'place-highlight', id, anchor }]
        await editor.apply('Place a highlight', [{ library, article: { ...row, hash }, edits }])
      }
      return null
    },
    'annotations.list': ({ filter, offset, limit }) =>
      listAnnotations(context.inScope(filter.scope), filter, offset, limit),
    'orphans.list': async ({ scope }) => [...listOrphans(context.inScope(scope))],
    'orphans.attach': async ({ library: id, record, article }) => {
      const library = host.library(id)
      const row = library.row(article)
      const orphan = orphanOf(library, record)
      const changes = [
        { library, article: row, edits: carryEdits(orphan, library.notebook.record(row.path)) },
        { library, article: orphan.article, record, edits: clearEdits(orphan) },
      ]
      await editor.apply(`Attach “${orphan.article.title}” to an article`, changes)
      return null
    },
    'orphans.remove': async ({ library: id, record }) => {
      const library = host.library(id)
      const orphan = orphanOf(library, record)
      const change = { library, article: orphan.article, record, edits: clearEdits(orphan) }
      await editor.apply(`Remove what was written on “${orphan.article.title}”`, [change])
      return null
    },
    'copies.carry': async ({ from, to }) => {
      const [source, target] = [rowOf(from), rowOf(to)]
      if (source.row.hash !== target.row.hash || source.row.hash === '')
        throw new LecternError(
          'invalid',
          'These two are not exact copies of each other (any more). Nothing was carried.',
        )
      const record = source.library.notebook.record(source.row.path)
      if (record === null) return { highlights: 0 }
      const edits = carryEdits(record, target.library.notebook.record(target.row.path))
      await editor.apply('Carry highlights to a copy', [{ library: target.library, article: target.row, edits }])
      return { highlights: edits.filter(({ kind }) => kind === 'import-highlight').length }
    },
  }
}

/** A passage of an article as its file is now. Throws `LecternError` 'invalid' where there is none, or not the one that was seen. */
async function passageOf(
  library: OpenLibrary,
  article: ArticleId,
  { start, end }: { readonly start: number; readonly end: number },
  quote?: string,
): Promise<{ row: CatalogRow; hash: string; anchor: Anchor; text: string }> {
  const { row, hash, parsed } = await library.parse(article)
  const { text } = parsed
  if (end > text.length || (quote !== undefined && text.slice(start, end) !== quote))
    throw new LecternError(
      'invalid',
      'The article has changed since it was opened, and this passage stands elsewhere now. Nothing was highlighted; ' +
        'open the article again and mark the passage there.',
    )
  const passage = passageIn(text, start, end)
  if (passage === null)
    throw new LecternError('invalid', 'There are no words in this selection. Select the passage to be highlighted.')
  return { row, hash, anchor: makeAnchor(text, passage.start, passage.end), text }
}

function found<T extends Pick<Highlight, 'id'>>(highlights: readonly T[], id: string): T {
  const highlight = highlights.find((one) => one.id === id)
  if (highlight === undefined)
    throw new LecternError('not-found', 'This highlight is not there (any more). Nothing was changed.')
  return highlight
}

function labelOf([first, ...rest]: readonly Edit[]): string {
  if (rest.length > 0) return 'Change a highlight'
  switch (first?.kind) {
    case 'colour-highlight':
      return 'Change a highlight’s colour'
    case 'note-highlight':
      return 'Change a highlight’s note'
    case 'tag-highlight':
      return 'Tag a highlight'
    case 'untag-highlight':
      return 'Take a tag off a highlight'
    default:
      return 'Change a highlight'
  }
}
