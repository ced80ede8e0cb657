/** Everything the reader wrote on the articles of a library, one by one: highlights and notes, those of lost articles too. */
import { setImmediate as breathe } from 'node:timers/promises'
import { type ShownHighlight, shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { isAnnotated, tagsOf } from '#core/notebook/record'
import { foldTag } from '#core/notebook/tags'
import type { CatalogRow } from '../index/catalog'
import type { OpenLibrary } from '../open-library'

/** A highlight (null: the article's note), not placed yet. */
export interface WrittenItem {
  readonly library: OpenLibrary
  /** The record in the notebook. */
  readonly record: string
  /** Null where the article is gone. */
  readonly row: CatalogRow | null
  readonly path: string
  readonly title: string
  readonly highlight: ShownHighlight | null
  /** The article's note; of a highlight its own. */
  readonly note: string
  readonly articleTags: readonly string[]
  /** What is looked through for words. */
  readonly folded: () => string
}

/** Milliseconds of work without a pause. */
const slice = 8

interface Kept {
  readonly annotations: number
  readonly catalog: number
  readonly items: readonly WrittenItem[]
}

const kept = new WeakMap<OpenLibrary, Kept>()

/** All items of a library, article by article in the order of their paths; cheap while nothing changed. */
export async function writtenItems(library: OpenLibrary): Promise<readonly WrittenItem[]> {
  const [annotations, catalog] = [library.annotations, library.index.catalog.revision]
  const known = kept.get(library)
  if (known?.annotations === annotations && known.catalog === catalog) return known.items
  const items: WrittenItem[] = []
  let paused = performance.now()
  const records = library.notebook.records().toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
  for (const { path, record } of records) {
    if (!isAnnotated(record)) continue
    const row = path === null ? null : (library.index.catalog.at(path) ?? null)
    // In a nested notebook are articles that this library leaves out.
    if (path !== null && row === null) continue
    const { id, article } = record
    const articleTags = tagsOf(record)
    const about = { library, record: id, row, path: row?.path ?? article.path, title: row?.title ?? article.title }
    for (const highlight of shownHighlights(record.highlights))
      items.push(itemOf({ ...about, highlight, note: highlight.note, articleTags }))
    const note = noteText(record.note)
    if (note !== '') items.push(itemOf({ ...about, highlight: null, note, articleTags }))
    if (performance.now() - paused > slice) {
      await breathe()
      paused = performance.now()
    }
  }
  kept.set(library, { annotations, catalog, items })
  return items
}

const pathOf = ({ path, record }: ReturnType<OpenLibrary['notebook']['records']>[number]): string =>
  path ?? record.article.path

function itemOf(item: Omit<WrittenItem, 'folded'>): WrittenItem {
  let folded: string | null = null
  return {
    ...item,
    folded: () => {
      const { highlight, note, title, articleTags } = item
      folded ??= foldTag([highlight?.quote, note, title, ...articleTags, ...(highlight?.tags ?? [])].join('\n'))
      return folded
    },
  }
}
