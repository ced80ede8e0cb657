/** Saved searches of the open libraries: what each finds now, and what of that is new. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { KeptSearch } from '#core/notebook/saved-search'
import type { LibraryId } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { SavedSearch } from '#shared/contract'
import { Lru } from '../lru'
import type { SearchToKeep } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import type { Queries } from './queries'
import type { SearchMemory } from './search-memory'

/** Counts remembered: a search is counted again only where something changed. */
const remembered = 500

type Counts = Pick<SavedSearch, 'total' | 'fresh'>

export class SavedSearches {
  readonly #counts = new Lru<Promise<Counts>>(remembered)

  constructor(
    private readonly libraries: () => readonly OpenLibrary[],
    private readonly queries: Queries,
    private readonly memory: () => Promise<SearchMemory>,
  ) {}

  /** All of them, by library and name. */
  async list(): Promise<SavedSearch[]> {
    const memory = await this.memory()
    const searches: SavedSearch[] = []
    for (const library of this.libraries()) {
      for (const search of library.notebook.searches()) {
        // One that came from another machine is news as a whole, and its articles are not.
        const seen = memory.visited(library.id, search.id)
        if (seen === null) memory.visit(library.id, search.id)
        const counts = await this.#count(library, search, seen ?? Number.POSITIVE_INFINITY)
        searches.push({ ...search, library: library.id, ...counts })
        await breathe()
      }
    }
    return searches
  }

  /** Keeps a search; what it finds now is not new. Rejects as a note does. */
  async save(library: OpenLibrary, search: SearchToKeep): Promise<SavedSearch> {
    const kept = await library.notebook.saveSearch(search)
    await this.visit(library.id, kept.id)
    const counts = await this.#count(library, kept, Number.POSITIVE_INFINITY)
    return { ...kept, library: library.id, ...counts }
  }

  /** From now on only what comes later is new. */
  async visit(library: LibraryId, search: string): Promise<void> {
    const memory = await this.memory()
    memory.visit(library, search)
  }

  /** `since`: milliseconds since the epoch. Partial matches are not what was asked for, and do not count. */
  #count(library: OpenLibrary, search: KeptSearch, since: number): Promise<Counts> {
    const { text, folder, tags } = search
    const query: ArticleQuery = {
      ...{ text, scope: [library.id], tags: [...tags], sort: 'relevance', refine: false },
      folder: folder === '' ? null : { library: library.id, path: folder },
    }
    const key = `${since} ${this.queries.keyOf(query)}`
    const counts = this.#counts.get(key, async () => {
      const plan = await this.queries.plan(query, { isRemembered: false })
      if (plan.partial) return { total: 0, fresh: 0 }
      let fresh = 0
      for (const { row } of plan.articles()) if (row.added > since) fresh += 1
      return { total: plan.total, fresh }
    })
    counts.catch(() => this.#counts.delete(key))
    return counts
  }
}
