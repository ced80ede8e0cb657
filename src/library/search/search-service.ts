/** Everything about searching in one host: queries, saved searches, completion, and the threads they need. */
import type { LibraryId } from '#shared/article'
import type { Completion } from '#shared/contract'
import type { Notice } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { complete } from './complete'
import { localDay } from './local-day'
import { parseFor } from './plan'
import { Queries } from './queries'
import { SavedSearches } from './saved-searches'
import { openSearchMemory, type SearchMemory } from './search-memory'
import { TextThread } from './text-thread'
import { ValueCounter } from './value-counts'

interface SearchServiceOptions {
  readonly libraries: () => readonly OpenLibrary[]
  readonly dataDir: string
  /** Milliseconds of a clock that is never set back. */
  readonly now: () => number
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly notify: (notice: Notice) => void
  /** The bundled workers; throw `LecternError` 'internal' where there is none. */
  readonly textWorker: () => URL
  readonly mergeWorker: () => URL
  /** Told when all is found in a library that an earlier search missed. */
  readonly onWhole: (library: OpenLibrary) => void
}

export class SearchService {
  readonly queries: Queries
  readonly saved: SavedSearches
  readonly #threads: readonly TextThread[]
  readonly #values: ValueCounter
  #memory: Promise<SearchMemory> | null = null

  constructor(private readonly options: SearchServiceOptions) {
    const { libraries, now, clock, textWorker, mergeWorker, onWhole } = options
    // What is pointed out in a page does not wait for another search to end.
    const [looking, marking] = [new TextThread(textWorker), new TextThread(textWorker)]
    this.#threads = [looking, marking]
    this.queries = new Queries({ libraries, now, clock, looking, marking, mergeWorker, onWhole })
    this.saved = new SavedSearches(libraries, this.queries, () => this.memory())
    this.#values = new ValueCounter(this.queries.sources)
  }

  /** What is remembered of searching; read when first asked for. */
  memory(): Promise<SearchMemory> {
    const { dataDir, clock, notify } = this.options
    this.#memory ??= openSearchMemory({ dataDir, now: clock, notify })
    // What could not be read now may be readable the next time.
    this.#memory.catch(() => {
      this.#memory = null
    })
    return this.#memory
  }

  /** Begins to read what is written in a library that was opened, so that the first search finds it. */
  opened(library: OpenLibrary): void {
    this.queries.sources.of(library)
  }

  /** The query of a text, as one library reads it. */
  parse(text: string, library: OpenLibrary): ReturnType<typeof parseFor> {
    return parseFor(text, [library], this.#today)
  }

  async complete(text: string, caret: number, scope: readonly LibraryId[] | null): Promise<readonly Completion[]> {
    const libraries = this.options.libraries().filter(({ id }) => scope === null || scope.includes(id))
    const recent = (await this.memory()).recent().map((one) => ({ text: one, name: '' }))
    const saved = libraries.flatMap(({ notebook }) => notebook.searches())
    const searches = [...saved, ...recent]
    return complete({ text, caret, scope: libraries, values: this.#values, today: this.#today, searches })
  }

  async flush(): Promise<void> {
    await (await this.#memory)?.flush()
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
    await (await this.#memory)?.close()
  }

  get #today(): string {
    return localDay(this.options.clock())
  }
}
