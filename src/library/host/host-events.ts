/** What a host tells its shell, at most a few times a second. */
import type { ArticleId, LibraryId } from '#shared/article'
import type { Emit } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { type Throttle, throttle } from '../throttle'

/** Milliseconds between two events of a kind. */
const infoEvery = 250
const articlesEvery = 400
const searchesEvery = 1000
/** More articles than this are told of as “many”. */
const manyArticles = 200

interface Pending {
  articles: Set<ArticleId> | null
  readonly throttle: Throttle
}

export class HostEvents {
  readonly #info: Throttle
  readonly #searches: Throttle
  readonly #articles = new Map<LibraryId, Pending>()

  constructor(
    private readonly emit: Emit,
    infos: () => LibraryInfo[],
  ) {
    this.#info = throttle(infoEvery, () => emit('libraries.changed', infos()))
    this.#searches = throttle(searchesEvery, () => emit('searches.changed', null))
  }

  librariesChanged(): void {
    this.#info.call()
  }

  /** Articles of a library changed; null: many, or nobody knows which. */
  articlesChanged(library: LibraryId, articles: readonly ArticleId[] | null): void {
    const pending = this.#pendingOf(library)
    if (articles === null) pending.articles = null
    else for (const id of articles) pending.articles?.add(id)
    if ((pending.articles?.size ?? 0) > manyArticles) pending.articles = null
    pending.throttle.call()
    this.searchesChanged()
  }

  /** Saved searches changed, or what they find. */
  searchesChanged(): void {
    this.#searches.call()
  }

  close(): void {
    this.#info.stop()
    this.#searches.stop()
    for (const { throttle } of this.#articles.values()) throttle.stop()
  }

  #pendingOf(library: LibraryId): Pending {
    const known = this.#articles.get(library)
    if (known !== undefined) return known
    const pending: Pending = {
      articles: new Set(),
      throttle: throttle(articlesEvery, () => {
        const articles = pending.articles === null ? null : [...pending.articles]
        pending.articles = new Set()
        this.emit('articles.changed', { library, articles })
      }),
    }
    this.#articles.set(library, pending)
    return pending
  }
}
