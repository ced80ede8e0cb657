/** All annotated articles of a library in memory, found by record and by path. */
import { hasConflict } from '#core/notebook/note'
import { type LibraryFiles, type NamedArticle, placeRecords } from '#core/notebook/reconcile'
import { type ArticleRecord, isAnnotated, newRecord } from '#core/notebook/record'
import type { FileStamp } from '../disk/file-system'
import { Entry } from './entry'

/** The collection of entries; it touches no file. */
export class RecordBook {
  private readonly all = new Set<Entry>()
  private readonly byId = new Map<string, Entry>()
  private readonly byFile = new Map<string, Entry>()
  private readonly byPath = new Map<string, Entry>()

  constructor(
    private readonly replica: string,
    /** Told when a note turns out to have been written in two places at once. */
    private readonly onConflict: (entry: Entry) => void,
  ) {}

  get entries(): Iterable<Entry> {
    return this.all
  }

  at(path: string): Entry | undefined {
    return this.byPath.get(path)
  }

  withId(id: string): Entry | undefined {
    return this.byId.get(id)?.current
  }

  ofFile(file: string): Entry | undefined {
    return this.byFile.get(file)
  }

  /** Starts a record for an article that has none. */
  create(article: NamedArticle, id: string): Entry {
    const entry = new Entry(newRecord(id, article, this.replica), this.replica)
    this.all.add(entry)
    this.byId.set(id, entry)
    this.byPath.set(article.path, entry)
    return entry
  }

  /**
   * Finds the records of articles that were moved since the last scan: the same content, and nothing at the old path any more.
   * Without it, a note written before the scan has ended would begin a second record and leave the first behind.
   */
  follow(articles: readonly NamedArticle[], isGone: (path: string) => boolean): void {
    const strangers = new Map(
      articles
        .filter(({ path, hash }) => hash !== '' && !this.byPath.has(path))
        .map((article) => [article.hash, article]),
    )
    if (strangers.size === 0) return
    for (const entry of this.all) {
      const article = strangers.get(entry.shown.article.hash)
      if (!article || this.byPath.has(article.path) || (entry.path !== null && !isGone(entry.path))) continue
      if (entry.path !== null) this.byPath.delete(entry.path)
      entry.path = article.path
      this.byPath.set(article.path, entry)
    }
  }

  /** Says which article an entry is about now; where another is about it already, the next `place` makes one of the two. */
  assign(entry: Entry, article: NamedArticle): void {
    if (entry.path !== null && this.byPath.get(entry.path) === entry) this.byPath.delete(entry.path)
    entry.path = article.path
    entry.seenAs = article
    if (!this.byPath.has(article.path)) this.byPath.set(article.path, entry)
  }

  /** Takes in what a file holds, into the entry it belongs to. */
  absorb(file: string, stamp: FileStamp | null, record: ArticleRecord): Entry {
    const entry = this.byFile.get(file) ?? this.byId.get(record.id) ?? this.unsavedAt(record) ?? this.add(record)
    const conflictBefore = hasConflict(entry.base.note)
    entry.sources.set(file, { stamp, record })
    this.byFile.set(file, entry)
    this.byId.set(record.id, entry)
    entry.rebase()
    if (!conflictBefore && hasConflict(entry.base.note)) this.onConflict(entry)
    return entry
  }

  /** Lets go of a file that is gone; with its last file an entry without edits goes too. */
  forget(file: string): void {
    const entry = this.byFile.get(file)
    this.byFile.delete(file)
    if (!entry?.sources.delete(file)) return
    if (entry.sources.size > 0 || entry.edits.length > 0) entry.rebase()
    else this.remove(entry)
  }

  /** Fits the entries to the articles that are there now; those about one article become one. */
  place(files: LibraryFiles): readonly { readonly from: string; readonly to: string }[] {
    const entries = [...this.all]
    const places = placeRecords(
      entries.map((entry) => entry.seenAs ?? entry.shown.article),
      files,
    )
    const moved: { from: string; to: string }[] = []
    this.byPath.clear()
    entries.forEach((entry, index) => {
      const path = places[index] ?? null
      if (path !== null && entry.path !== null && path !== entry.path) moved.push({ from: entry.path, to: path })
      entry.path = path
      const file = path === null ? undefined : files.get(path)
      if (path === null || file === undefined) return
      entry.seenAs = { path, hash: file.hash, title: file.title, sketch: file.sketch }
      const other = this.byPath.get(path)
      if (other) this.join(other, entry)
      else this.byPath.set(path, entry)
    })
    return moved
  }

  /** The entries whose records still name the path from which their articles were moved. */
  displaced(): readonly Entry[] {
    return [...this.all].filter(({ path, shown: { article } }) => {
      if (path === null || path === article.path) return false
      // Not for the two spellings of `é`: two machines would write theirs in turn for ever.
      return path.normalize() !== article.path.normalize()
    })
  }

  /** The annotated entries whose articles are gone. */
  orphans(): readonly Entry[] {
    return [...this.all].filter((entry) => entry.path === null && isAnnotated(entry.shown))
  }

  private add(record: ArticleRecord): Entry {
    const entry = new Entry(record, this.replica)
    this.all.add(entry)
    // Where two speak of one path, the next `place` decides; until then the first is shown.
    if (!this.byPath.has(record.article.path)) this.byPath.set(record.article.path, entry)
    return entry
  }

  /** An entry of ours that was never saved, where another writer began a record for the same article. */
  private unsavedAt(record: ArticleRecord): Entry | undefined {
    const entry = this.byPath.get(record.article.path)
    return entry && entry.sources.size === 0 ? entry : undefined
  }

  private join(entry: Entry, other: Entry): void {
    const conflictBefore = hasConflict(entry.base.note) || hasConflict(other.base.note)
    for (const file of other.sources.keys()) this.byFile.set(file, entry)
    for (const id of idsOf(other)) this.byId.set(id, entry)
    entry.join(other)
    this.all.delete(other)
    if (!conflictBefore && hasConflict(entry.base.note)) this.onConflict(entry)
  }

  private remove(entry: Entry): void {
    this.all.delete(entry)
    for (const id of idsOf(entry)) if (this.byId.get(id) === entry) this.byId.delete(id)
    if (entry.path !== null && this.byPath.get(entry.path) === entry) this.byPath.delete(entry.path)
  }
}

function idsOf(entry: Entry): readonly string[] {
  return [entry.base.id, ...[...entry.sources.values()].map((source) => source.record.id)]
}
