/** What is kept about one annotated article, and how it changes. Pure: state in, state out. */
import type { CorrectableField } from '#shared/highlight'
import { type Corrections, correct } from './corrections'
import { editHighlight, type HighlightEdit } from './highlight-edits'
import { type Imported, isImported, markImported } from './imported'
import { type Highlight, isOn, mergeHighlightMaps } from './kept-highlight'
import { mergeNotes, type Note, noNote, noteText, writeNote } from './note'
import type { Other } from './other'
import { compareText, later, mergeMaps, type Revised, type Revision } from './revision'
import { hasTag, markTag, type TagMarks, tagsOn } from './tag-marks'

/** The version of the files in `articles/`. */
export const recordVersion = 1

/** Which article a record speaks of, as its writer last saw it. */
interface ArticleName extends Revised {
  /** Relative to the library, with `/`. */
  readonly path: string
  readonly hash: string
  readonly title: string
  /** Of its text, as `sketchOf` makes it; absent where nobody made one. */
  readonly sketch?: string | undefined
}

/** Everything kept about one annotated article. */
export interface ArticleRecord {
  readonly id: string
  readonly article: ArticleName
  readonly tags: TagMarks
  readonly note: Note
  /** By id; removed ones stay. */
  readonly highlights: ReadonlyMap<string, Highlight>
  readonly corrections: Corrections
  readonly imported: Imported
}

/** A change by the reader. `known` of a note is the `seen` of the note that was on the screen. */
export type Edit =
  | { readonly kind: 'add-tag'; readonly tag: string }
  | { readonly kind: 'remove-tag'; readonly tag: string }
  | { readonly kind: 'set-note'; readonly text: string; readonly known: ReadonlyMap<string, number> }
  | HighlightEdit
  /** Null: as the article says. */
  | { readonly kind: 'correct'; readonly field: CorrectableField; readonly value: string | null }
  /** An annotation of another program was taken into note and tags, and this is what else stood in it; null: it was not. */
  | { readonly kind: 'import-page'; readonly id: string; readonly other: Other | null }
  /** Not by the reader: the article was seen under another path. */
  | { readonly kind: 'follow'; readonly article: Omit<ArticleName, 'revision'> }

/** A record with nothing in it yet. */
export function newRecord(id: string, article: Omit<ArticleName, 'revision'>, replica: string): ArticleRecord {
  return {
    id,
    article: { ...nameOf(article), revision: { counter: 1, replica } },
    tags: new Map(),
    note: noNote,
    highlights: new Map(),
    corrections: new Map(),
    imported: new Map(),
  }
}

/**
 * One record out of two about the same article. Commutative, associative, idempotent; nothing is dropped that was not
 * replaced or removed by someone who had seen it. Of two ids the lower stands.
 */
export function mergeRecords(a: ArticleRecord, b: ArticleRecord): ArticleRecord {
  return {
    id: compareText(a.id, b.id) <= 0 ? a.id : b.id,
    article: later(a.article, b.article),
    tags: mergeMaps(a.tags, b.tags),
    note: mergeNotes(a.note, b.note),
    highlights: mergeHighlightMaps(a.highlights, b.highlights),
    corrections: mergeMaps(a.corrections, b.corrections),
    imported: mergeMaps(a.imported, b.imported),
  }
}

/** Applies an edit made by `replica`; returns the same record where it changes nothing. */
export function applyEdit(record: ArticleRecord, edit: Edit, replica: string): ArticleRecord {
  const draft = new RecordDraft(record, replica)
  draft.apply(edit)
  return draft.record
}

/** A record while `replica` makes edits in it: each costs what it changes, however much stands in the record. */
export class RecordDraft {
  #record: ArticleRecord
  #counter: number
  /** A copy of the record's highlights that is this draft's own; null before the first of them changes. */
  #highlights: Map<string, Highlight> | null = null

  constructor(
    record: ArticleRecord,
    private readonly replica: string,
  ) {
    this.#record = record
    this.#counter = highestIn(record)
  }

  /** With the edits so far, the same record where they changed nothing; it stands until the next edit. */
  get record(): ArticleRecord {
    return this.#record
  }

  /** Makes an edit; returns whether it changed anything. */
  apply(edit: Edit): boolean {
    const changed = this.#changed(edit, { counter: this.#counter + 1, replica: this.replica })
    if (changed === this.#record) return false
    this.#record = changed
    this.#counter += 1
    return true
  }

  #changed(edit: Edit, revision: Revision): ArticleRecord {
    const record = this.#record
    switch (edit.kind) {
      case 'add-tag':
      case 'remove-tag': {
        const on = edit.kind === 'add-tag'
        if (hasTag(record.tags, edit.tag) === on) return record
        return { ...record, tags: markTag(record.tags, edit.tag, on, revision) }
      }
      case 'set-note':
        if (noteText(record.note) === edit.text) return record
        return { ...record, note: writeNote(record.note, edit.text, revision, edit.known) }
      case 'correct':
        if ((record.corrections.get(edit.field)?.value ?? null) === edit.value) return record
        return { ...record, corrections: correct(record.corrections, edit.field, edit.value, revision) }
      case 'import-page':
        if (isImported(record.imported, edit.id) === (edit.other !== null)) return record
        return { ...record, imported: markImported(record.imported, edit.id, edit.other, revision) }
      case 'follow':
        return named(record, edit.article, revision)
      default: {
        const before = record.highlights.get(edit.id)
        const after = editHighlight(before, edit, revision)
        if (after === undefined || after === before) return record
        this.#highlights ??= new Map(record.highlights)
        return { ...record, highlights: this.#highlights.set(edit.id, after) }
      }
    }
  }
}

/** Notes where the article is now and what it contains; returns the same record where that is known already. */
export function nameArticle(
  record: ArticleRecord,
  article: Omit<ArticleName, 'revision'>,
  replica: string,
): ArticleRecord {
  return applyEdit(record, { kind: 'follow', article }, replica)
}

function named(record: ArticleRecord, article: Omit<ArticleName, 'revision'>, revision: Revision): ArticleRecord {
  const { path, hash, title, sketch } = record.article
  const drawn = article.sketch ?? (article.hash === hash ? sketch : undefined)
  if (path === article.path && hash === article.hash && title === article.title && sketch === drawn) return record
  return { ...record, article: { ...nameOf({ ...article, sketch: drawn }), revision } }
}

/** Without what else may stand in it. */
function nameOf({ path, hash, title, sketch }: Omit<ArticleName, 'revision'>): Omit<ArticleName, 'revision'> {
  return { path, hash, title, ...(sketch !== undefined && { sketch }) }
}

/** The tags that are on, in order. */
export function tagsOf(record: ArticleRecord): readonly string[] {
  return tagsOn(record.tags)
}

/** Whether there is a tag, a note, a highlight or a correction to show. */
export function isAnnotated(record: ArticleRecord): boolean {
  return (
    [...record.tags.keys()].some((tag) => hasTag(record.tags, tag)) ||
    noteText(record.note) !== '' ||
    [...record.highlights.values()].some(isOn) ||
    [...record.corrections.values()].some(({ value }) => value !== null)
  )
}

/** The highest counter of all revisions in a record. */
function highestIn({ article, tags, note, highlights, corrections, imported }: ArticleRecord): number {
  let counter = article.revision.counter
  for (const marks of [tags, corrections, imported, highlights])
    for (const { revision } of marks.values()) counter = Math.max(counter, revision.counter)
  for (const seen of note.seen.values()) counter = Math.max(counter, seen)
  return counter
}
