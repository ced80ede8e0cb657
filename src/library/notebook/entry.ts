/** One annotated article in memory: what the disk holds of it, and the edits that are not there yet. */
import { shownCorrections } from '#core/notebook/corrections'
import { formatRecord } from '#core/notebook/format'
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import type { NamedArticle } from '#core/notebook/reconcile'
import {
  type ArticleRecord,
  type Edit,
  isAnnotated,
  mergeRecords,
  nameArticle,
  RecordDraft,
  tagsOf,
} from '#core/notebook/record'
import type { FileStamp } from '../disk/file-system'
import { decidedBy } from './edits'
import type { WrittenAnnotation } from './types'

/** A file that holds (a part of) a record. A null stamp: it is gone, changed since, or behind what is known of it; look again. */
interface Source {
  readonly stamp: FileStamp | null
  readonly record: ArticleRecord
}

/** An edit by this notebook, with the article as it was then. */
export interface PendingEdit {
  readonly edit: Edit
  readonly article: NamedArticle
}

/** Edits are kept as edits, not as their outcome, so that they can be made again upon what others wrote meanwhile. */
export class Entry {
  /** By file. More than one after a synchroniser made a copy, or two machines annotated the same article. */
  readonly sources = new Map<string, Source>()
  /** Where the article is now; null when it is gone. */
  path: string | null
  /** The article as the last scan saw it, which may be newer than what the record says; null before the first. */
  seenAs: NamedArticle | null = null
  /** Written by a newer Lectern meanwhile: shown as it was, not edited any more. */
  newer = false
  /** The entry that took this one over. */
  private successor: Entry | null = null
  private pending: readonly PendingEdit[] = []
  private saved: ArticleRecord
  private seen: ArticleRecord | null = null
  private read: (WrittenAnnotation & { readonly isEmpty: boolean }) | null = null

  constructor(
    record: ArticleRecord,
    private readonly replica: string,
  ) {
    this.saved = record
    this.path = record.article.path
  }

  /** The record as the disk has it, as far as is known. */
  get base(): ArticleRecord {
    return this.saved
  }

  /** The record as the reader sees it: with the edits that are not on the disk yet. */
  get shown(): ArticleRecord {
    this.seen ??= this.apply(this.saved, this.pending)
    return this.seen
  }

  /** The same, as the rest of the library reads it; remembered, since a search asks all of them. */
  get annotation(): WrittenAnnotation & { readonly isEmpty: boolean } {
    this.read ??= {
      tags: tagsOf(this.shown),
      note: noteText(this.shown.note),
      highlights: shownHighlights(this.shown.highlights),
      corrections: shownCorrections(this.shown.corrections),
      isEmpty: !isAnnotated(this.shown),
    }
    return this.read
  }

  get edits(): readonly PendingEdit[] {
    return this.pending
  }

  /** The entry that stands for this one now. */
  get current(): Entry {
    return this.successor?.current ?? this
  }

  /** The outcome of edits upon a record; the same record where they change nothing. */
  apply(record: ArticleRecord, edits: readonly PendingEdit[]): ArticleRecord {
    if (edits.length === 0) return record
    const draft = new RecordDraft(record, this.replica)
    for (const { edit } of edits) draft.apply(edit)
    const edited = draft.record
    const last = edits.at(-1)
    return last !== undefined && edited !== record ? nameArticle(edited, last.article, this.replica) : edited
  }

  /** The article as it is known now. */
  get article(): NamedArticle {
    const { path, hash, title, sketch } = this.seenAs ?? this.shown.article
    return { path: this.path ?? path, hash, title, sketch }
  }

  /** Whether one file says all that is known of the record, without what lies elsewhere. */
  isWholeIn(file: string): boolean {
    const source = this.sources.get(file)
    if (source === undefined || source.stamp === null) return false
    const { record } = source
    return record === this.saved || formatRecord(record) === formatRecord(this.saved)
  }

  /** Whether a file says less than is known: an older one was put in its place. */
  get isBehind(): boolean {
    return [...this.sources.values()].some(({ stamp }) => stamp === null)
  }

  /** Adds edits; a note that is typed on replaces the edit before, so that a failing disk does not fill the memory. */
  add(added: readonly PendingEdit[]): void {
    const decided = new Set(added.map(({ edit }) => decidedBy(edit)))
    const standing = this.pending.filter(({ edit }) => decidedBy(edit) === null || !decided.has(decidedBy(edit)))
    this.pending = [...standing, ...added]
    this.forgetShown()
  }

  /** Takes out edits that are on the disk, or that were refused for good. */
  settle(edits: readonly PendingEdit[]): void {
    const settled = new Set(edits)
    this.pending = this.pending.filter((edit) => !settled.has(edit))
    this.forgetShown()
  }

  /** Reads the record off its sources again, after these changed. */
  rebase(): void {
    const records = [...this.sources.values()].map((source) => source.record)
    if (records.length > 0) this.saved = records.reduce(mergeRecords)
    this.forgetShown()
  }

  /** Takes over another entry about the same article. */
  join(other: Entry): void {
    for (const [file, source] of other.sources) this.sources.set(file, source)
    this.pending = [...this.pending, ...other.pending]
    this.newer ||= other.newer
    other.successor = this
    this.rebase()
  }

  private forgetShown(): void {
    this.seen = null
    this.read = null
  }
}
