/** The view of all highlights and notes: filtered, sorted, in pages, each highlight where it stands now. */
import { foldTag, isWithinTag } from '#core/notebook/tags'
import type { AnnotationItem } from '#shared/annotation'
import { type Colour, colours, type Highlight } from '#shared/highlight'
import type { AnnotationFilter } from '#shared/notebook-channels'
import type { OpenLibrary } from '../open-library'
import { unplaced } from './placements'
import { type WrittenItem, writtenItems } from './written-items'

/** A page of what the reader wrote, and what there is in all. */
interface AnnotationPage {
  readonly total: number
  readonly items: readonly AnnotationItem[]
  readonly review: number
  readonly orphaned: number
  readonly colours: readonly { readonly value: string; readonly count: number }[]
  readonly tags: readonly { readonly value: string; readonly count: number }[]
}

/** Lists what was written on the articles of libraries. Only highlights on the page are placed, unless those in review are asked for. */
export async function listAnnotations(
  libraries: readonly OpenLibrary[],
  filter: AnnotationFilter,
  offset: number,
  limit: number,
): Promise<AnnotationPage> {
  const all: WrittenItem[] = []
  for (const library of libraries) for (const item of await writtenItems(library)) all.push(item)
  const found = all.filter(filterOf(filter))
  const wanted = filter.only === 'review' ? await inReview(libraries, found) : found
  const page = inOrder(wanted, filter.sort).slice(offset, offset + limit)
  return {
    total: wanted.length,
    items: await Promise.all(page.map(placed)),
    review: libraries.reduce((sum, { highlights }) => sum + highlights.waiting, 0),
    orphaned: all.filter(({ row }) => row === null).length,
    colours: counted(all.flatMap(({ highlight }) => highlight?.colour ?? [])).filter(({ value }) =>
      colours.includes(value as Colour),
    ),
    tags: counted(all.flatMap((item) => [...new Set(tagsOf(item))])),
  }
}

function filterOf(filter: AnnotationFilter): (item: WrittenItem) => boolean {
  const words = foldTag(filter.text).split(/\s+/).filter(Boolean)
  const { kinds, tags, from, to, only } = filter
  return (item) => {
    const { highlight, row } = item
    if (only === 'orphaned' && row !== null) return false
    if (only === 'review' && (row === null || highlight === null || highlight.kept)) return false
    if (kinds.length > 0 && !kinds.includes(highlight === null ? 'note' : 'highlight')) return false
    if (filter.colours.length > 0 && !filter.colours.some((colour) => colour === highlight?.colour)) return false
    if (!tags.every((tag) => tagsOf(item).some((own) => isWithinTag(own, tag)))) return false
    if (from !== null || to !== null) {
      const day = dayOf(highlight?.created ?? null)
      if (day === null || (from !== null && day < from) || (to !== null && day > to)) return false
    }
    return words.length === 0 || words.every((word) => item.folded().includes(word))
  }
}

const tagsOf = ({ highlight, articleTags }: WrittenItem): readonly string[] => [
  ...articleTags,
  ...(highlight?.tags ?? []),
]

/** The reader's day of an instant, `2024-01-04`. */
function dayOf(created: string | null): string | null {
  const date = created === null ? null : new Date(created)
  if (date === null || Number.isNaN(date.getTime())) return null
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month}-${day}`
}

async function inReview(
  libraries: readonly OpenLibrary[],
  items: readonly WrittenItem[],
): Promise<readonly WrittenItem[]> {
  await Promise.all(libraries.map(({ highlights }) => highlights.settled()))
  return items.filter(({ library, row, highlight }) => {
    if (row === null || highlight === null) return false
    const [known] = library.highlights.placements.known(row, [highlight]) ?? []
    return known?.standing.kind === 'review'
  })
}

function inOrder(items: readonly WrittenItem[], sort: AnnotationFilter['sort']): readonly WrittenItem[] {
  if (sort === 'article') return items
  const turn = sort === 'newest' ? -1 : 1
  // What has no date comes last in both.
  return items.toSorted((a, b) => {
    const [one, other] = [a.highlight?.created ?? '', b.highlight?.created ?? '']
    if (one === other) return 0
    if (one === '' || other === '') return one === '' ? 1 : -1
    return one < other ? -turn : turn
  })
}

function counted(values: readonly string[]): readonly { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Array.from(counts, ([value, count]) => ({ value, count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  )
}

async function placed(item: WrittenItem): Promise<AnnotationItem> {
  const { library, record, row, path, title, highlight, note, articleTags } = item
  const about = {
    ...{ library: library.id, article: row?.id ?? null, record, path, title },
    ...{ date: row?.date ?? { iso: null, written: null }, source: row?.source ?? null },
  }
  if (highlight === null)
    return { ...about, key: `${library.id} ${record}`, kind: 'note', highlight: null, note, tags: articleTags }
  const key = `${library.id} ${record} ${highlight.id}`
  return {
    ...about,
    key,
    kind: 'highlight',
    highlight: await standing(item, highlight),
    note: '',
    tags: highlight.tags,
  }
}

async function standing(
  { library, row }: WrittenItem,
  highlight: NonNullable<WrittenItem['highlight']>,
): Promise<Highlight> {
  const [lost] = unplaced([highlight])
  const all = row === null ? [] : await library.highlights.of(row)
  return all.find(({ id }) => id === highlight.id) ?? (lost as Highlight)
}
