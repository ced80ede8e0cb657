/** The answers of the library process, channel by channel. */
import type { HandlersOf } from '#shared/contract'
import { readAsset } from '../assets'
import { Editor } from '../editing/editor'
import { createContext } from '../handlers/context'
import { createHighlightsHandlers } from '../handlers/highlights'
import { createHistoryHandlers } from '../handlers/history'
import { createReadingHandlers } from '../handlers/reading'
import { createStatesHandlers } from '../handlers/states'
import { createTagsHandlers } from '../handlers/tags'
import { createUpkeepHandlers } from '../handlers/upkeep'
import { createSearchHandlers } from '../search/handlers'
import type { SearchService } from '../search/search-service'
import { exportAnnotations } from '../transfer/export-annotations'
import { Works } from '../work'
import type { hostChannels } from './host-contract'
import { exportSelection } from './host-export'
import { type LibraryHost, steadyNow } from './library-host'

/** Makes the handlers of a host. */
export function createHandlers(host: LibraryHost, search: SearchService): HandlersOf<typeof hostChannels> {
  const works = new Works(steadyNow, (all) => host.emit('work.changed', [...all]))
  const editor = new Editor({
    onChange: (state) => host.emit('undo.changed', state),
    library: (id) => host.library(id),
    now: steadyNow,
    works,
    tell: (message) => host.emit('notice', { level: 'info', message }),
  })
  const context = createContext(host, search.queries, editor, works)

  return {
    ...createSearchHandlers(host, search),
    ...createHighlightsHandlers(context),
    ...createReadingHandlers(host),
    ...createStatesHandlers(context),
    ...createTagsHandlers(context),
    ...createHistoryHandlers(context),
    ...createUpkeepHandlers(context),
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
    'work.list': async () => works.infos(),
    'work.cancel': async ({ work }) => {
      works.cancel(work)
      return null
    },
    'libraries.passedOver': async ({ library, kind, offset, limit }) => {
      const files = host.library(library).passedOver(kind)
      return { total: files.length, files: files.slice(offset, offset + limit) }
    },
    'libraries.folders': async ({ scope }) => context.inScope(scope).flatMap((library) => library.index.folders()),
    'libraries.choosePlace': async ({ library, place }) => {
      host.library(library).choosePlace(place)
      return host.library(library).info()
    },
    'host.open': async ({ folder, include, exclude, notebookPlace }) => {
      await host.notebooks.setDefaultPlace(notebookPlace)
      const library = await host.open(folder, { include, exclude })
      search.opened(library)
      return library.info()
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
    'host.exportAnnotations': async ({ library: id, to }) => {
      const library = host.library(id)
      return exportAnnotations({ name: library.info().name, records: library.notebook.records() }, to, Date.now())
    },
    'host.asset': async ({ article, path }) => {
      const library = host.libraryOf(article)
      library.row(article)
      return readAsset(library.folder, path)
    },
    'host.flush': async () => {
      await Promise.all([host.flush(), search.flush()])
      return null
    },
  }
}
