/** The notebook's files: checked, repaired, moved; annotations of other programs taken in. */
import { randomUUID } from 'node:crypto'
import type { HandlersOf } from '#shared/contract'
import type { notebookChannels } from '#shared/notebook-channels'
import { examine } from '../doctor/examine'
import { examinationOf, type Finding } from '../doctor/finding'
import { repair } from '../doctor/repair'
import type { CatalogRow } from '../index/catalog'
import type { OpenLibrary } from '../open-library'
import { importAnnotations } from '../transfer/import-annotations'
import type { HandlerContext } from './context'

type Channel = 'notebook.check' | 'notebook.repair' | 'notebook.move' | 'annotations.import'

/** Makes the handlers. */
export function createUpkeepHandlers({
  host,
  editor,
  works,
}: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  const { dataDir } = host
  /** As they are now: looking at a notebook takes a while, in which they may change. */
  const filesOf = (library: OpenLibrary): ReadonlyMap<string, CatalogRow> => new Map(library.index.catalog.rowsByPath)
  const whole = (library: OpenLibrary, findings: readonly Finding[]): readonly Finding[] => [
    ...findings,
    ...waitingForReview(library),
  ]
  return {
    'notebook.check': async ({ library: id }) => {
      const library = host.library(id)
      const { findings } = await examine(library.folder, dataDir, filesOf(library))
      return examinationOf(whole(library, findings))
    },
    'notebook.repair': async ({ library: id }) => {
      const library = host.library(id)
      // What cannot be written now is repaired around: it stays in memory, and the repair may be what it waits for.
      await library.flush().catch(() => undefined)
      const { backup, done, findings } = await repair({
        ...{ folder: library.folder, dataDir, files: filesOf(library), now: Date.now, newId: randomUUID },
        known: {
          records: library.notebook.records().map(({ record }) => record),
          library: library.notebook.libraryFile(),
        },
      })
      await library.notebook.reconcile(library.articles())
      return { backup, done, findings: whole(library, findings) }
    },
    'notebook.move': async ({ library: id, place }) => {
      await host.library(id).moveNotebook(place)
      return host.library(id).info()
    },
    'annotations.import': ({ library, json }) => importAnnotations(host.library(library), { editor, works }, json),
  }
}

/** The articles whose highlights wait for the reader, as far as that is known without reading them again. */
function waitingForReview(library: OpenLibrary): readonly Finding[] {
  return library.notebook.annotatedPaths().flatMap((path) => {
    const row = library.index.catalog.at(path)
    const { highlights } = library.notebook.annotation(path)
    const placed = row === undefined ? null : library.highlights.placements.known(row, highlights)
    const waiting = placed?.filter(({ standing }) => standing.kind === 'review').length ?? 0
    if (waiting === 0) return []
    const what = waiting === 1 ? 'one highlight whose passage' : `${waiting} highlights whose passages`
    const message = `“${path}” has ${what} could not be found again for certain. Say where to look in the list of highlights.`
    return [{ kind: 'review', path, message, repairable: false }]
  })
}
