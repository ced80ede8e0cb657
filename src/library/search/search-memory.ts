/** What is remembered of searching on this machine, in the app's data: searches typed before, and visits to saved ones. */
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { stableJson } from '#core/notebook/revision'
import type { LibraryId } from '#shared/article'
import { assertNever, toFailure } from '#shared/result'
import { oneAtATime } from '../concurrency'
import { setAside } from '../disk/aside'
import { ensureFolder, writeFileAtomic } from '../disk/files'
import { readJson } from '../disk/json-file'
import { withLock } from '../disk/lock'
import type { Notice } from '../notebook/types'

/** What the memory is opened with. */
interface SearchMemoryOptions {
  readonly dataDir: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly notify: (notice: Notice) => void
  /** Milliseconds between a change and its writing. */
  readonly delay?: number
}

export interface SearchMemory {
  /** Newest first. */
  recent(): readonly string[]
  /** Remembers a search at once, on the disk a little later; a blank one forgets all. */
  remember(text: string): void
  /** When a saved search was visited last, milliseconds since the epoch; null: never here. */
  visited(library: LibraryId, search: string): number | null
  /** It is visited now. */
  visit(library: LibraryId, search: string): void
  /** Writes what is not on the disk yet; throws `LecternError` 'io'. */
  flush(): Promise<void>
  /** `flush`, and no more writing after it. */
  close(): Promise<void>
}

/** The version of `searches.json`. */
export const searchMemoryVersion = 1

/** `searches.json`: searches newest first; visits as library, search and time, the least recent first. */
export const searchMemorySchema = z.object({
  schemaVersion: z.literal(searchMemoryVersion),
  recent: z.array(z.string()),
  visits: z.array(z.tuple([z.string(), z.string(), z.number()])),
})

/** Searches remembered, and their longest text in UTF-16 code units. */
const mostRecent = 50
const longestRecent = 1_000
const mostVisits = 5_000
const defaultDelay = 1_000

/** Where it lies. */
export const searchMemoryFile = (dataDir: string): string => join(dataDir, 'searches.json')

interface State {
  readonly recent: readonly string[]
  /** By library and search, the least recent visit first. */
  readonly visits: ReadonlyMap<string, { readonly library: string; readonly search: string; readonly at: number }>
}

type Change =
  | { readonly kind: 'remember'; readonly text: string }
  | { readonly kind: 'forget' }
  | { readonly kind: 'visit'; readonly library: string; readonly search: string; readonly at: number }

const nothing: State = { recent: [], visits: new Map() }
const visitKey = (library: string, search: string): string => `${library}/${search}`

function changed(state: State, change: Change): State {
  switch (change.kind) {
    case 'remember': {
      const others = state.recent.filter((text) => text !== change.text)
      return { ...state, recent: [change.text, ...others].slice(0, mostRecent) }
    }
    case 'forget':
      return { ...state, recent: [] }
    case 'visit': {
      const { library, search, at } = change
      const key = visitKey(library, search)
      const visits = new Map(state.visits)
      visits.delete(key)
      visits.set(key, { library, search, at: Math.max(at, state.visits.get(key)?.at ?? 0) })
      return { ...state, visits: new Map([...visits].slice(-mostVisits)) }
    }
    default:
      return assertNever(change)
  }
}

/** Reads what is remembered. A broken file is set aside and told of; one of a newer format is left alone and not written. */
export async function openSearchMemory(options: SearchMemoryOptions): Promise<SearchMemory> {
  const memory = new OpenMemory(options)
  await memory.load()
  return memory
}

class OpenMemory implements SearchMemory {
  readonly #file: string
  readonly #serially = oneAtATime()
  #state = nothing
  /** Not on the disk yet. Made again upon what another process wrote meanwhile. */
  #pending: readonly Change[] = []
  #isNewer = false
  #timer: NodeJS.Timeout | null = null

  constructor(private readonly options: SearchMemoryOptions) {
    this.#file = searchMemoryFile(options.dataDir)
  }

  async load(): Promise<void> {
    this.#state = this.#pending.reduce(changed, await this.#read())
  }

  recent(): readonly string[] {
    return this.#state.recent
  }

  remember(text: string): void {
    const trimmed = text.trim()
    if (trimmed === '') this.#change({ kind: 'forget' })
    else if (trimmed.length <= longestRecent) this.#change({ kind: 'remember', text: trimmed })
  }

  visited(library: LibraryId, search: string): number | null {
    return this.#state.visits.get(visitKey(library, search))?.at ?? null
  }

  visit(library: LibraryId, search: string): void {
    this.#change({ kind: 'visit', library, search, at: this.options.now() })
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#write()
  }

  close(): Promise<void> {
    return this.flush()
  }

  #change(change: Change): void {
    this.#state = changed(this.#state, change)
    this.#pending = [...this.#pending, change]
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#write().catch((error) => this.options.notify({ level: 'warning', message: toFailure(error).message }))
    }, this.options.delay ?? defaultDelay)
    this.#timer.unref()
  }

  #write(): Promise<void> {
    return this.#serially(async () => {
      if (this.#pending.length === 0 || this.#isNewer) return
      await ensureFolder(dirname(this.#file))
      await withLock(join(this.options.dataDir, 'locks', 'searches.lock'), async () => {
        const writing = this.#pending
        const { recent, visits } = writing.reduce(changed, await this.#read())
        if (this.#isNewer) return
        const file = {
          schemaVersion: searchMemoryVersion,
          recent,
          visits: Array.from(visits.values(), ({ library, search, at }) => [library, search, at]),
        }
        await writeFileAtomic(this.#file, `${stableJson(file, 2)}\n`)
        this.#pending = this.#pending.slice(writing.length)
        this.#state = this.#pending.reduce(changed, { recent, visits })
      })
    })
  }

  async #read(): Promise<State> {
    const reading = await readJson(this.#file, searchMemorySchema, searchMemoryVersion)
    this.#isNewer = reading.kind === 'newer'
    if (reading.kind === 'corrupt') {
      const aside = await setAside(this.#file, this.options.now())
      this.options.notify({
        level: 'warning',
        message: `The list of your earlier searches could not be read and was set aside as “${aside}”.`,
      })
    }
    if (reading.kind !== 'read') return nothing
    const { recent, visits } = reading.value
    return {
      recent,
      visits: new Map(visits.map(([library, search, at]) => [visitKey(library, search), { library, search, at }])),
    }
  }
}
