/** What handlers work with. */

import type { ArticleId, LibraryId } from '#shared/article'
import type { ArticleSelection } from '#shared/article-query'
import type { Editor } from '../editing/editor'
import type { LibraryHost } from '../host/library-host'
import type { CatalogRow } from '../index/catalog'
import type { OpenLibrary } from '../open-library'
import type { Queries } from '../search/queries'
import type { Sources } from '../search/sources'
import type { Works } from '../work'

export interface HandlerContext {
  readonly host: LibraryHost
  readonly editor: Editor
  readonly works: Works
  readonly sources: Sources
  /** The open libraries of a scope. */
  inScope(scope: readonly LibraryId[] | null): readonly OpenLibrary[]
  /** The articles of a selection, by library. Throws `LecternError` 'not-found'. */
  select(selection: ArticleSelection): Promise<ReadonlyMap<OpenLibrary, readonly CatalogRow[]>>
}

/** Makes the context of a host's handlers. */
export function createContext(host: LibraryHost, queries: Queries, editor: Editor, works: Works): HandlerContext {
  const rowsOf = (articles: readonly ArticleId[]): ReadonlyMap<OpenLibrary, readonly CatalogRow[]> => {
    const groups = new Map<OpenLibrary, CatalogRow[]>()
    for (const article of articles) {
      const library = host.libraryOf(article)
      const rows = groups.get(library)
      if (rows === undefined) groups.set(library, [library.row(article)])
      else rows.push(library.row(article))
    }
    return groups
  }
  return {
    host,
    editor,
    works,
    sources: queries.sources,
    inScope: (scope) => host.libraries().filter(({ id }) => scope === null || scope.includes(id)),
    select: async (selection) =>
      selection.kind === 'articles' ? rowsOf(selection.articles) : queries.rows(selection.query),
  }
}
