/** Undoing, earlier versions, corrections. */
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { newRecord, tagsOf } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import { isDate } from '#core/search/index'
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import { writtenOf } from '../corrected'
import type { KeptVersion } from '../notebook/versions'
import type { HandlerContext } from './context'

type Channel = 'undo.state' | 'undo.undo' | 'undo.redo' | 'history.list' | 'history.restore' | 'articles.correct'

/** Makes the handlers. */
export function createHistoryHandlers({
  editor,
  host,
}: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  return {
    'undo.state': async () => editor.state,
    'undo.undo': () => editor.undo(),
    'undo.redo': () => editor.redo(),
    'history.list': async ({ article }) => {
      const library = host.libraryOf(article)
      return (await library.notebook.versions(library.row(article).path)).map(shownVersion)
    },
    'history.restore': async ({ article, version }) => {
      const library = host.libraryOf(article)
      const row = library.row(article)
      const { notebook } = library
      const then = (await notebook.versions(row.path)).find(({ id }) => id === version)
      if (then === undefined) throw gone()
      await notebook.keepVersion(row.path)
      const now = notebook.record(row.path) ?? newRecord('', row, '-')
      const edits = editsTowards(now, then.record)
      await editor.apply('Bring back an earlier version', [{ library, article: row, edits }])
      return null
    },
    'articles.correct': async ({ article, field, value }) => {
      const library = host.libraryOf(article)
      const row = library.row(article)
      if (field === 'date' && value !== null && !isDate(value)) throw noDate(value)
      const written = library.index.catalog.written(row.path) ?? row
      const edit = { kind: 'correct', field, value: value === writtenOf(written, field) ? null : value } as const
      await editor.apply(`Correct the ${field}`, [{ library, article: row, edits: [edit] }])
      return null
    },
  }
}

function shownVersion({ id, at, record }: KeptVersion) {
  const highlights = shownHighlights(record.highlights).map(({ quote, note, colour }) => ({ quote, note, colour }))
  return { id, at, note: noteText(record.note), tags: tagsOf(record), highlights }
}

const gone = (): LecternError =>
  new LecternError('not-found', 'This earlier version is not kept (any more). Nothing was changed.')

const noDate = (value: string): LecternError =>
  new LecternError(
    'invalid',
    `“${value}” is no day, month or year. Write it as 2024-01-04, 2024-01 or 2024. Nothing was changed.`,
  )
