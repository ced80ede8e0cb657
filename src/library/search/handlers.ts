/** The answers about searching, channel by channel. */
import type { ArticleId } from '#shared/article'
import type { HandlersOf, libraryChannels } from '#shared/contract'
import type { LibraryHost } from '../host/library-host'
import { hitsIn, passagesIn } from './passages'
import type { SearchService } from './search-service'

type SearchChannel =
  | 'articles.query'
  | 'articles.facets'
  | 'articles.hits'
  | 'articles.passages'
  | `search.${'complete' | 'recent' | 'remember'}`
  | `searches.${'list' | 'save' | 'rename' | 'remove' | 'visit'}`

/** Makes the handlers that a host answers searches with. */
export function createSearchHandlers(
  host: LibraryHost,
  search: SearchService,
): Pick<HandlersOf<typeof libraryChannels>, SearchChannel> {
  const { queries, saved } = search
  const articleOf = (article: ArticleId) => {
    const library = host.libraryOf(article)
    return { library, row: library.row(article) }
  }
  return {
    'articles.query': ({ query, offset, limit, asker }) => queries.page(query, offset, limit, asker),
    'articles.facets': ({ query, asker }) => queries.facets(query, asker),
    'articles.hits': async ({ article: id, text }) => {
      const article = articleOf(id)
      return hitsIn(article, search.parse(text, article.library), queries.marker)
    },
    'articles.passages': async ({ article: id, text, limit }) => {
      const article = articleOf(id)
      return passagesIn(article, search.parse(text, article.library), limit, queries.marker)
    },
    'search.complete': ({ text, caret, scope }) => search.complete(text, caret, scope),
    'search.recent': async () => (await search.memory()).recent(),
    'search.remember': async ({ text }) => {
      const memory = await search.memory()
      memory.remember(text)
      return null
    },
    'searches.list': () => saved.list(),
    'searches.save': ({ library, ...wanted }) => saved.save(host.library(library), wanted),
    'searches.rename': async ({ library, id, name }) => {
      await host.library(library).notebook.renameSearch(id, name)
      return null
    },
    'searches.remove': async ({ library, id }) => {
      await host.library(library).notebook.removeSearch(id)
      return null
    },
    'searches.visit': async ({ library, id }) => {
      await saved.visit(host.library(library).id, id)
      host.searchesChanged()
      return null
    },
  }
}
