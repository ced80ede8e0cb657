/** Reads what others (this program before, another process, a synchroniser) put into a notebook folder. */
import { basename } from 'node:path'
import { articleOfNewerRecord, formatRecord } from '#core/notebook/format'
import type { NamedArticle } from '#core/notebook/reconcile'
import { type ArticleRecord, mergeRecords } from '#core/notebook/record'
import { type LecternError, toFailure } from '#shared/result'
import { forEachLimited } from '../concurrency'
import type { FileStamp } from '../disk/file-system'
import { newerMessage } from './notices'
import type { RecordBook } from './record-book'
import type { RecordFiles } from './record-files'

/** Records read at a time: enough to keep a disk busy, few enough to leave file handles for everybody else. */
const readersAtOnce = 32

/** Files that are told of one by one; the others are counted. */
const toldAtOnce = 20

type Warn = (message: string) => void

/** Brings a `RecordBook` up to what the files of one place hold, and remembers which of them cannot be taken. */
export class Intake {
  /** Files that do not parse. They are left alone until something is written, then set aside. */
  private readonly corrupt = new Set<string>()
  /** Files of a newer format, with the article they speak of as far as it can be told. */
  private readonly newer = new Map<string, { readonly path: string; readonly hash: string } | null>()
  /** Files that the system does not let us read. */
  private readonly unreadable = new Set<string>()

  /** How many files were told of since the last sum. */
  private told = 0

  constructor(
    readonly files: RecordFiles,
    private readonly book: RecordBook,
    private readonly tell: Warn,
  ) {}

  get corruptFiles(): readonly string[] {
    return [...this.corrupt]
  }

  /** Whether a newer Lectern keeps this article's record. */
  hasNewer(article: NamedArticle): boolean {
    for (const of of this.newer.values()) if (of?.path === article.path || of?.hash === article.hash) return true
    return false
  }

  /** Takes in files that were not there before, and with `changes` those that were written anew or are gone. */
  async refresh({ changes }: { readonly changes: boolean }): Promise<void> {
    const listed = new Set(await this.files.list())
    const looked = changes ? [...listed] : [...listed].filter((file) => !this.isKnown(file))
    await forEachLimited(looked, readersAtOnce, async (file) => {
      const known = this.book.ofFile(file)?.sources.get(file)
      if (known && known.stamp === (await this.files.stampOf(file))) return
      await this.take(file)
    })
    this.sumUp()
    if (!changes) return
    for (const entry of [...this.book.entries]) {
      for (const file of [...entry.sources.keys()]) {
        if (this.files.holds(file) && !listed.has(file)) this.book.forget(file)
      }
    }
  }

  /**
   * Reads one file into the book. A file that cannot be taken leaves what was known of it before as it is; it is never taken
   * for an empty one.
   */
  async take(file: string): Promise<'read' | 'missing' | 'corrupt' | 'newer' | 'unreadable'> {
    const stamp = await this.files.stampOf(file)
    const reading = await this.files.read(file).catch((error: LecternError) => error)
    if (reading instanceof Error) {
      if (!this.unreadable.has(file))
        this.warn(`${toFailure(reading).message} The tags and the note in it are not shown.`)
      this.unreadable.add(file)
      return 'unreadable'
    }
    this.unreadable.delete(file)
    if (reading.kind === 'read') {
      this.corrupt.delete(file)
      this.newer.delete(file)
      this.absorb(file, stamp, reading.value)
    } else if (reading.kind === 'corrupt') {
      if (!this.corrupt.has(file)) this.warn(this.describeCorrupt(file, reading.reason))
      this.corrupt.add(file)
    } else if (reading.kind === 'newer') {
      const entry = this.book.ofFile(file)
      if (entry) entry.newer = true
      if (!this.newer.has(file)) this.warn(newerMessage(file))
      this.newer.set(file, articleOfNewerRecord(reading.raw))
    }
    return reading.kind
  }

  /**
   * What we knew of a file stands beside what it says now: a synchroniser may have put an older one in its place. Where it knows less than
   * we do, it is to be written again.
   */
  private absorb(file: string, stamp: FileStamp | null, found: ArticleRecord): void {
    const former = this.book.ofFile(file)?.sources.get(file)?.record
    const merged = former?.id === found.id ? mergeRecords(former, found) : found
    const isBehind = merged !== found && formatRecord(merged) !== formatRecord(found)
    this.book.absorb(file, isBehind ? null : stamp, isBehind ? merged : found)
  }

  /** Moves the files that still do not parse out of the way. */
  async setCorruptAside(now: number): Promise<void> {
    for (const file of this.corrupt) {
      if (this.book.ofFile(file) || (await this.take(file)) !== 'corrupt') continue
      await this.setAside(file, now)
    }
    this.sumUp()
  }

  async setAside(file: string, now: number): Promise<void> {
    const aside = await this.files.setAside(file, now)
    this.corrupt.delete(file)
    this.warn(`“${basename(file)}” could not be read and was set aside as “${aside}”. Nothing in it was deleted.`)
  }

  private warn(message: string): void {
    this.told += 1
    if (this.told <= toldAtOnce) this.tell(message)
  }

  /** Tells how many more files there were than one can read about. */
  private sumUp(): void {
    const more = this.told - toldAtOnce
    this.told = 0
    if (more > 0)
      this.tell(
        `The same is so of ${more} more files in “${this.files.articles}”. Nothing in them is deleted; “Check notes and highlights…” lists them all.`,
      )
  }

  private isKnown(file: string): boolean {
    return (
      this.book.ofFile(file) !== undefined ||
      this.corrupt.has(file) ||
      this.newer.has(file) ||
      this.unreadable.has(file)
    )
  }

  private describeCorrupt(file: string, reason: string): string {
    const id = basename(file, '.json')
    return (
      `The tags and the note in “${file}” cannot be read (${reason}). The file is kept as it is; ` +
      `earlier versions, if there are any, lie in “${this.files.historyOf(id)}”.`
    )
  }
}
