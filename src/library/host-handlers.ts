/** The answers of the library process, channel by channel. */
import type { ArticleId, LibraryId } from '#shared/article'
import type { HandlersOf } from '#shared/contract'
import { readAsset } from './assets'
import type { hostChannels } from './host-contract'
import { exportSelection } from './host-export'
import type { LibraryHost } from './library-host'
import { mergeTagCounts } from './notebooks'
import type { OpenLibrary } from './open-library'
import { createSearchHandlers } from './search/handlers'
import type { SearchService } from './search/search-service'

/** Makes the handlers of a host. */
export function createHandlers(host: LibraryHost, search: SearchService): HandlersOf<typeof hostChannels> {
  const inScope = (scope: readonly LibraryId[] | null): readonly OpenLibrary[] =>
    host.libraries().filter(({ id }) => scope === null || scope.includes(id))
  const byLibrary = (articles: readonly ArticleId[]): Map<OpenLibrary, ReturnType<OpenLibrary['row']>[]> => {
    const groups = new Map<OpenLibrary, ReturnType<OpenLibrary['row']>[]>()
    for (const article of articles) {
      const library = host.libraryOf(article)
      const rows = groups.get(library) ?? []
      rows.push(library.row(article))
      groups.set(library, rows)
    }
    return groups
  }

  return {
    ...createSearchHandlers(host, search),
    'libraries.list': async () => host.libraries().map((library) => library.info()),
    'libraries.rescan': async ({ library }) => {
      // Answered at once; how it goes is told by events.
      void host
        .library(library)
        .refresh()
        .catch(() => undefined)
      return null
    },
    'libraries.cancel': async ({ library }) => {
      host.library(library).cancel()
      return null
    },
    'libraries.passedOver': async ({ library, kind, offset, limit }) => {
      const files = host.library(library).passedOver(kind)
      return { total: files.length, files: files.slice(offset, offset + limit) }
    },
    'libraries.folders': async ({ scope }) => inScope(scope).flatMap((library) => library.index.folders()),
    'libraries.choosePlace': async ({ library, place }) => {
      host.library(library).choosePlace(place)
      return host.library(library).info()
    },
    'articles.open': async ({ article }) => host.libraryOf(article).read(article),
    'articles.setPosition': async ({ article, position }) => {
      const library = host.libraryOf(article)
      library.positions.set(library.row(article).path, position)
      return null
    },
    'tags.list': async ({ scope }) => [...mergeTagCounts(inScope(scope).map(({ notebook }) => notebook.tagCounts()))],
    'tags.add': async ({ articles, tag }) => {
      for (const [library, rows] of byLibrary(articles)) await library.notebook.addTag(rows, tag)
      return null
    },
    'tags.remove': async ({ articles, tag }) => {
      for (const [library, rows] of byLibrary(articles)) await library.notebook.removeTag(rows, tag)
      return null
    },
    'notes.set': async ({ article, note }) => {
      const library = host.libraryOf(article)
      await library.notebook.setNote(library.row(article), note)
      return null
    },
    'host.open': async ({ folder, include, exclude, notebookPlace }) => {
      await host.notebooks.setDefaultPlace(notebookPlace)
      return (await host.open(folder, { include, exclude })).info()
    },
    'host.close': async ({ library }) => {
      await host.closeLibrary(library)
      return null
    },
    'host.setRules': async ({ library, include, exclude }) => {
      host.library(library).setRules({ include, exclude })
      return host.library(library).info()
    },
    'host.setDefaultPlace': async ({ notebookPlace }) => {
      await host.notebooks.setDefaultPlace(notebookPlace)
      return null
    },
    'host.articleAt': async ({ library, path }) => ({ article: host.library(library).articleAt(path) }),
    'host.folderOf': async ({ library }) => ({ folder: host.library(library).folder }),
    'host.export': ({ selection, to }) => exportSelection(host, search.queries, selection, to),
    'host.asset': async ({ article, path }) => {
      const library = host.libraryOf(article)
      library.row(article)
      return readAsset(library.folder, path)
    },
    'host.flush': async () => {
      await Promise.all([...host.libraries().map((library) => library.flush()), search.flush()])
      return null
    },
  }
}
