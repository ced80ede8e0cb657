/** The reading states of one folder's articles: in memory, shared by all who show them, and in the logs on disk. */
import { join } from 'node:path'
import { followStates, type Move } from '#core/notebook/follow-states'
import type { LibraryFiles } from '#core/notebook/reconcile'
import type { Revision } from '#core/notebook/revision'
import { contentMark, type KeptState, type MarkedPath, StateBook, type StateChange } from '#core/notebook/states'
import { LecternError, toFailure } from '#shared/result'
import { oneAtATime } from '../concurrency'
import { folderKey } from '../disk/folders'
import { withLock } from '../disk/lock'
import { Saver } from '../notebook/saver'
import type { Notice, ReadingState, ReadingStates } from '../notebook/types'
import { machineName } from './machine'
import { type StatedArticle, type StateEdit, type StateWish, whatChanges } from './state-edits'
import { type Look, newerStates, StateFiles } from './state-files'
import { savedNotice, troubles, unsavedNotice } from './state-notices'

/** What states are opened with. */
export interface StatesOptions {
  /** The library's real, absolute path. */
  readonly folder: string
  readonly dataDir: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** A random name of letters, digits, `-` and `_`, at most 64 of them. */
  readonly newId: () => string
  readonly notify: (notice: Notice) => void
  /** Told the paths of articles whose state is another now. */
  readonly onChange: (paths: readonly string[]) => void
  /** Milliseconds between what is noticed in passing (an article was opened) and its writing. */
  readonly delay?: number
  /** Milliseconds before the first, second, … attempt to write again; the last one repeats. */
  readonly retryDelays?: readonly number[]
}

/** An article that a scan found. */
export interface FoundArticle extends StatedArticle {
  readonly title: string
  /** When it came to the library as far as the catalog knows, milliseconds since the epoch. */
  readonly added: number
}

interface Pending {
  readonly change: StateChange
  /** What a program noticed goes into the app's data, and is noticed again where it is lost. */
  readonly isReaders: boolean
}

const defaultDelay = 1_000
const defaultRetryDelays = [1_000, 2_000, 5_000, 15_000, 60_000]

/** Reads what is there; writes nothing. Logs that cannot be read are told of and left alone. */
export async function openStates(options: StatesOptions): Promise<States> {
  const states = new States(options)
  await states.load()
  return states
}

export class States implements ReadingStates {
  readonly #book = new StateBook()
  readonly #files: StateFiles
  readonly #replica: string
  readonly #saver: Saver<States>
  readonly #serially = oneAtATime()
  readonly #told = new Set<string>()
  #pending: readonly Pending[] = []
  /** The day of the first opening, where it is to be written down. */
  #opening: number | null = null
  #timer: NodeJS.Timeout | null = null
  /** A log of a newer format: nothing is written beside it. */
  #newer: string | null = null
  /** The counter of the last revision given. */
  #given = 0
  #closed = false

  constructor(private readonly options: StatesOptions) {
    const { folder, dataDir, newId, now } = options
    let machine: Promise<string> | null = null
    const name = (): Promise<string> => {
      machine ??= machineName(dataDir, newId, now).catch((error) => {
        machine = null
        throw error
      })
      return machine
    }
    this.#files = new StateFiles({ folder, dataDir, now, machine: name })
    this.#replica = newId()
    this.#saver = new Saver<States>({
      save: async () => {
        await this.#save()
        return new Map()
      },
      retryDelays: options.retryDelays ?? defaultRetryDelays,
      onState: (problem) => options.notify(problem === null ? savedNotice : unsavedNotice(problem)),
    })
  }

  async load(): Promise<void> {
    await this.#serially(() => this.#look())
  }

  of(path: string): ReadingState {
    return this.#book.shown(path)
  }

  /** When the library was first opened, milliseconds since the epoch; null before the first whole scan. */
  get firstOpened(): number | null {
    return this.#book.baseline
  }

  /** All that is kept of an article. */
  kept(path: string): KeptState | undefined {
    return this.#book.at(path)
  }

  /** Of these articles those that a wish changes, and the edits that would take the change back. */
  changed(articles: readonly StatedArticle[], wish: StateWish): ReturnType<typeof whatChanges> {
    return whatChanges(this.#book, articles, wish)
  }

  /**
   * Makes edits: shown at once; resolves when they are on disk. Throws 'newer-format' and 'unavailable' at once, rejects with
   * 'io' where they cannot be written (they are kept in memory and tried again).
   */
  set(edits: readonly StateEdit[]): Promise<void> {
    this.#assertWritable()
    this.#edit(edits)
    return this.#saver.save([this])
  }

  /** An article was opened: it is read, at once here, and on the disk a little later. */
  open(article: StatedArticle): void {
    if (this.#closed || this.#newer !== null || !this.#book.shown(article.path).unread) return
    this.#edit([{ articles: [article], read: true }])
    this.#later()
  }

  /**
   * Fits the states to the articles that are there now, and takes in what others wrote. What was not there when the library was
   * first opened has arrived. `moves` are known from elsewhere.
   */
  async reconcile(found: ReadonlyMap<string, FoundArticle>, moves: readonly Move[]): Promise<void> {
    await this.#serially(() => this.#look())
    if (this.#closed || this.#newer !== null) return
    if (this.#book.baseline === null) {
      this.#opening = this.options.now()
      this.#book.open(this.#opening)
    }
    const files: LibraryFiles = found
    const changes = [...followStates(this.#book, files, moves, this.options.now(), () => this.#next())]
    this.#notice(changes)
    this.#notice(this.#arrivals(found))
    if (this.#pending.length > 0 || this.#opening !== null) this.#later()
  }

  /** Writes what is not on the disk yet; throws `LecternError` 'io' where something of the reader's cannot be written. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#pending.length > 0 || this.#opening !== null) await this.#saver.save([this])
    await this.#serially(async () => undefined)
  }

  /** `flush`, and no more changes after it. */
  async close(): Promise<void> {
    try {
      await this.flush()
    } finally {
      this.#closed = true
      this.#saver.stop()
    }
  }

  #arrivals(found: ReadonlyMap<string, FoundArticle>): readonly StateChange[] {
    const first = this.#book.baseline ?? 0
    const times = new Map<number, MarkedPath[]>()
    for (const { path, hash, added } of found.values()) {
      if (added <= first || (this.#book.at(path)?.arrived ?? null) !== null) continue
      const group = times.get(added)
      if (group === undefined) times.set(added, [[path, contentMark(hash)]])
      else group.push([path, contentMark(hash)])
    }
    return Array.from(times, ([arrived, articles]) => ({ articles, arrived, revision: this.#next() }))
  }

  #edit(edits: readonly StateEdit[]): void {
    const changes = edits
      .filter(({ articles }) => articles.length > 0)
      .map(({ articles, ...wish }) => ({
        ...wish,
        articles: articles.map(({ path, hash }): MarkedPath => [path, contentMark(hash)]),
      }))
    const paths = changes.flatMap((wish) => {
      const change = { ...wish, revision: this.#next() }
      this.#pending = [...this.#pending, { change, isReaders: true }]
      return this.#book.apply(change)
    })
    if (paths.length > 0) this.options.onChange(paths)
  }

  /** Takes in what a program noticed. */
  #notice(changes: readonly StateChange[]): void {
    const paths = changes.flatMap((change) => this.#book.apply(change))
    this.#pending = [...this.#pending, ...changes.map((change) => ({ change, isReaders: false }))]
    if (paths.length > 0) this.options.onChange(paths)
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      // The saver itself tells of a failure and tries again.
      this.#saver.save([this]).catch(() => undefined)
    }, this.options.delay ?? defaultDelay)
    this.#timer.unref()
  }

  #save(): Promise<void> {
    const { dataDir, folder } = this.options
    return this.#serially(async () => {
      if (this.#pending.length === 0 && this.#opening === null) return
      try {
        await withLock(join(dataDir, 'locks', `${folderKey(folder)}.states.lock`), () => this.#write())
      } catch (error) {
        const { code } = toFailure(error)
        if (code === 'newer-format') this.#pending = this.#pending.filter(({ isReaders }) => !isReaders)
        if (code === 'newer-format' || this.#pending.some(({ isReaders }) => isReaders)) throw error
      }
    })
  }

  async #write(): Promise<void> {
    const isOther = await this.#look()
    if (this.#newer !== null) throw new LecternError('newer-format', newerStates(this.#newer))
    // What others wrote meanwhile came before what the reader does now, whatever it was numbered.
    if (isOther) this.#pending = this.#pending.map((pending) => this.#renumbered(pending))
    const writing = new Set(this.#pending)
    const baseline = this.#opening
    const log = { changes: Array.from(writing, ({ change }) => change), baseline }
    if ([...writing].some(({ isReaders }) => isReaders)) await this.#files.add(log)
    else await this.#files.addQuietly(log)
    this.#pending = this.#pending.filter((pending) => !writing.has(pending))
    if (this.#opening === baseline) this.#opening = null
    await this.#files.compact()
  }

  #renumbered({ change, isReaders }: Pending): Pending {
    if (!isReaders) return { change, isReaders }
    const later = { ...change, revision: this.#next() }
    this.#book.apply(later)
    return { change: later, isReaders }
  }

  /** Takes in what others wrote; returns whether there was anything. */
  async #look(): Promise<boolean> {
    const look = await this.#files.look()
    const paths = look.logs.flatMap(({ changes, baseline }) => {
      if (baseline !== null) this.#book.open(baseline)
      return changes.flatMap((change) => this.#book.apply(change))
    })
    this.#newer = look.newer[0] ?? null
    this.#tell(look)
    if (paths.length > 0) this.options.onChange([...new Set(paths)])
    return look.logs.length > 0
  }

  /** Tells what is wrong with each log, once. */
  #tell(look: Look): void {
    for (const [file, message] of troubles(look)) {
      if (this.#told.has(file)) continue
      this.#told.add(file)
      this.options.notify({ level: 'warning', message })
    }
  }

  #next(): Revision {
    this.#given = Math.max(this.#given, this.#book.counter) + 1
    return { counter: this.#given, replica: this.#replica }
  }

  #assertWritable(): void {
    if (this.#closed) {
      throw new LecternError('unavailable', 'This library is closed. Open it again to sort its articles.')
    }
    if (this.#newer !== null) throw new LecternError('newer-format', newerStates(this.#newer))
  }
}
