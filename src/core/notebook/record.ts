/** What is kept about one annotated article, and how it changes. Pure: state in, state out. */
import type { CorrectableField } from '#shared/highlight'
import { assertNever, LecternError } from '#shared/result'
import type { Anchor } from '../anchoring/anchor'
import { mergeNotes, type Note, noNote, noteText, writeNote } from './note'
import { compareText, later, mergeMaps, type Revised, type Revision } from './revision'
import { compareTags } from './tags'

/** The version of the files in `articles/`. */
export const recordVersion = 1

/** A tag on an article; one that was taken off stays as a tombstone, so that merging does not bring it back. */
export interface TagMark extends Revised {
  readonly removed?: true | undefined
}

/** Kept and merged by revision, with everything in it; highlight.ts says what that is. */
export type Highlight = Revised & Readonly<Record<string, unknown>>

/** Which article a record speaks of, as its writer last saw it. */
export interface ArticleName extends Revised {
  /** Relative to the library, with `/`. */
  readonly path: string
  readonly hash: string
  readonly title: string
}

/** Everything kept about one annotated article. */
export interface ArticleRecord {
  readonly id: string
  readonly article: ArticleName
  readonly tags: ReadonlyMap<string, TagMark>
  readonly note: Note
  readonly highlights: ReadonlyMap<string, Highlight>
}

/** A change by the reader. `known` of a note is the `seen` of the note that was on the screen. */
export type Edit =
  | { readonly kind: 'add-tag'; readonly tag: string }
  | { readonly kind: 'remove-tag'; readonly tag: string }
  | { readonly kind: 'set-note'; readonly text: string; readonly known: ReadonlyMap<string, number> }
  /** `created`: an ISO instant. */
  | {
      readonly kind: 'add-highlight'
      readonly id: string
      readonly anchor: Anchor
      readonly colour: string | null
      readonly created: string
    }
  | { readonly kind: 'colour-highlight'; readonly id: string; readonly colour: string | null }
  /** `known`: the `seen` of the highlight's note that was on the screen. */
  | {
      readonly kind: 'note-highlight'
      readonly id: string
      readonly text: string
      readonly known: ReadonlyMap<string, number>
    }
  | { readonly kind: 'tag-highlight'; readonly id: string; readonly tag: string }
  | { readonly kind: 'untag-highlight'; readonly id: string; readonly tag: string }
  /** The reader says where its passage is now. */
  | { readonly kind: 'place-highlight'; readonly id: string; readonly anchor: Anchor }
  /** The reader says that its passage is gone, and keeps it. */
  | { readonly kind: 'keep-highlight'; readonly id: string }
  | { readonly kind: 'remove-highlight'; readonly id: string }
  | { readonly kind: 'restore-highlight'; readonly id: string }
  /** Null: as the article says. */
  | { readonly kind: 'correct'; readonly field: CorrectableField; readonly value: string | null }
  /** Not by the reader: the article was seen under another path. */
  | { readonly kind: 'follow'; readonly article: Omit<ArticleName, 'revision'> }

/** A record with nothing in it yet. */
export function newRecord(id: string, article: Omit<ArticleName, 'revision'>, replica: string): ArticleRecord {
  const { path, hash, title } = article
  return {
    id,
    article: { path, hash, title, revision: { counter: 1, replica } },
    tags: new Map(),
    note: noNote,
    highlights: new Map(),
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
    highlights: mergeMaps(a.highlights, b.highlights),
  }
}

/** Applies an edit made by `replica`; returns the same record where it changes nothing. */
export function applyEdit(record: ArticleRecord, edit: Edit, replica: string): ArticleRecord {
  switch (edit.kind) {
    case 'add-tag':
      if (isOn(record.tags.get(edit.tag))) return record
      return { ...record, tags: new Map(record.tags).set(edit.tag, { revision: nextRevision(record, replica) }) }
    case 'remove-tag':
      if (!isOn(record.tags.get(edit.tag))) return record
      return {
        ...record,
        tags: new Map(record.tags).set(edit.tag, { revision: nextRevision(record, replica), removed: true }),
      }
    case 'set-note':
      if (noteText(record.note) === edit.text) return record
      return { ...record, note: writeNote(record.note, edit.text, nextRevision(record, replica), edit.known) }
    case 'follow':
      return nameArticle(record, edit.article, replica)
    case 'add-highlight':
    case 'colour-highlight':
    case 'note-highlight':
    case 'tag-highlight':
    case 'untag-highlight':
    case 'place-highlight':
    case 'keep-highlight':
    case 'remove-highlight':
    case 'restore-highlight':
    case 'correct':
      throw new LecternError('unavailable', 'Highlights cannot be written yet.')
    default:
      return assertNever(edit)
  }
}

/** Notes where the article is now and what it contains; returns the same record where that is known already. */
export function nameArticle(
  record: ArticleRecord,
  article: Omit<ArticleName, 'revision'>,
  replica: string,
): ArticleRecord {
  const { path, hash, title } = record.article
  if (path === article.path && hash === article.hash && title === article.title) return record
  return {
    ...record,
    article: {
      path: article.path,
      hash: article.hash,
      title: article.title,
      revision: nextRevision(record, replica),
    },
  }
}

/** The tags that are on, in order. */
export function tagsOf(record: ArticleRecord): readonly string[] {
  return [...record.tags]
    .filter(([, mark]) => isOn(mark))
    .map(([tag]) => tag)
    .sort(compareTags)
}

/** Whether there is a tag, a note or a highlight to show. */
export function isAnnotated(record: ArticleRecord): boolean {
  return (
    [...record.tags.values()].some(isOn) ||
    noteText(record.note) !== '' ||
    [...record.highlights.values()].some((highlight) => highlight.removed !== true)
  )
}

function isOn(mark: TagMark | undefined): boolean {
  return mark !== undefined && mark.removed !== true
}

/** Later than everything in the record. */
function nextRevision(record: ArticleRecord, replica: string): Revision {
  let counter = record.article.revision.counter
  for (const { revision } of record.tags.values()) counter = Math.max(counter, revision.counter)
  for (const { revision } of record.highlights.values()) counter = Math.max(counter, revision.counter)
  for (const seen of record.note.seen.values()) counter = Math.max(counter, seen)
  return { counter: counter + 1, replica }
}
