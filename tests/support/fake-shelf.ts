/** What the made-up notebook can show of itself: highlights in review, orphans, undoing, tags at large, history and health. */
import type { AnnotationItem, OrphanInfo, Version } from '#shared/annotation'
import type { ArticleId } from '#shared/article'
import type { HandlersOf } from '#shared/contract'
import type { Colour, Highlight } from '#shared/highlight'
import { colours } from '#shared/highlight'
import type { AnnotationFilter, notebookChannels, UndoState } from '#shared/notebook-channels'
import { type Made, madeUpLibrary, openMade } from './fake-articles'

type Kept = Pick<Made, 'tags' | 'note' | 'highlights' | 'triage' | 'unread'>
const keptOf = ({ tags, note, highlights, triage, unread }: Made): Kept => ({ tags, note, highlights, triage, unread })

interface Deed {
  readonly label: string
  readonly before: ReadonlyMap<ArticleId, Kept>
  readonly after: ReadonlyMap<ArticleId, Kept>
}

/** Undoing in memory: what changed is found by comparing with what was there. */
export class FakeUndo {
  readonly #shadow: Map<ArticleId, Kept>
  readonly #done: Deed[] = []
  readonly #undone: Deed[] = []

  constructor(
    private readonly article: (id: ArticleId) => Made,
    all: readonly Made[],
    private readonly told: (state: UndoState) => void,
  ) {
    this.#shadow = new Map(all.map((one) => [one.id, keptOf(one)]))
  }

  get state(): UndoState {
    return { undo: this.#done.at(-1)?.label ?? null, redo: this.#undone.at(-1)?.label ?? null }
  }

  /** Takes down what was just written on these articles. */
  record(ids: readonly ArticleId[], label?: string): void {
    const before = new Map(ids.flatMap((id) => (this.#shadow.get(id) ? [[id, this.#shadow.get(id) as Kept]] : [])))
    const after = new Map(ids.map((id) => [id, keptOf(this.article(id))]))
    for (const [id, kept] of after) this.#shadow.set(id, kept)
    this.#done.push({ label: label ?? labelOf(before, after), before, after })
    this.#undone.length = 0
    this.told(this.state)
  }

  /** Goes one step back or on; answers what changed. */
  travel(to: 'undo' | 'redo'): { readonly label: string | null; readonly articles: readonly ArticleId[] } {
    const [from, onto] = to === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done]
    const deed = from.pop()
    if (deed === undefined) return { label: null, articles: [] }
    onto.push(deed)
    for (const [id, kept] of to === 'undo' ? deed.before : deed.after) {
      Object.assign(this.article(id), kept)
      this.#shadow.set(id, kept)
    }
    this.told(this.state)
    return { label: deed.label, articles: [...deed.before.keys()] }
  }
}

function labelOf(before: ReadonlyMap<ArticleId, Kept>, after: ReadonlyMap<ArticleId, Kept>): string {
  const what = new Set<string>()
  for (const [id, now] of after) {
    const then = before.get(id)
    if (then?.tags !== now.tags) what.add('tags')
    if (then?.highlights !== now.highlights) what.add('highlights')
    if (then?.note !== now.note) what.add('the note')
    if (then?.triage !== now.triage || then?.unread !== now.unread) what.add('the state')
  }
  return `Change ${[...what].join(' and ')} of ${after.size === 1 ? 'an article' : `${after.size} articles`}`
}

/** Puts highlights on the first articles: of every colour, some in review, some with notes and tags. */
export function sampleHighlights(all: readonly Made[]): void {
  for (const [index, one] of all.slice(0, 24).entries()) {
    const { text } = openMade(one)
    const sentences = [...text.matchAll(/[^.!?\n]{20,}[.!?]/gu)].slice(index % 3, (index % 3) + 1 + (index % 3))
    one.highlights = sentences.map((match, at): Highlight => {
      const [start, quote] = [match.index + (match[0].length - match[0].trimStart().length), match[0].trim()]
      const end = start + quote.length
      const review = index % 9 === 2 && at === 0
      const moved = index % 5 === 1 && at === 0
      return {
        id: `${one.id}-h${at}`,
        quote: review ? quote.replace(/too small|71|16\.6/u, 'much too small') : quote,
        standing: review
          ? {
              kind: 'review',
              candidates:
                index === 20
                  ? []
                  : [
                      { start, end, confidence: 0.9, text: quote },
                      { start: 0, end: 60, confidence: 0.64, text: text.slice(0, 60) },
                    ],
            }
          : { kind: 'placed', start, end, moved, confidence: moved ? 0.9 : 1 },
        colour: colours[(index + at) % colours.length] as Colour,
        note: (index + at) % 3 === 0 ? 'Compare with the second report; the figures do not agree.' : '',
        noteSeen: '',
        tags: (index + at) % 4 === 0 ? ['economy/oil'] : [],
        created: `2024-0${1 + (index % 6)}-1${at}T10:00:00.000Z`,
      }
    })
  }
}

/** Every highlight and note, those of gone articles left out. */
function itemsOf(one: Made): readonly AnnotationItem[] {
  const { id, path, title, date, source, tags, note } = one
  const base = { library: madeUpLibrary, article: id, record: id, path, title, date, source }
  const highlights = one.highlights.map((highlight) => ({
    ...{ ...base, key: highlight.id, kind: 'highlight' as const, highlight, note: '', tags: highlight.tags },
  }))
  return note === ''
    ? highlights
    : [...highlights, { ...base, key: `${id} note`, kind: 'note' as const, highlight: null, note, tags }]
}

const isReview = ({ highlight }: AnnotationItem): boolean => highlight?.standing.kind === 'review'

function fits(item: AnnotationItem, filter: AnnotationFilter): boolean {
  const said = [item.title, item.note, item.highlight?.quote, item.highlight?.note, ...item.tags]
    .join('\n')
    .toLowerCase()
  const day = item.highlight?.created?.slice(0, 10) ?? ''
  const { text, kinds, colours: wanted, tags, from, to, only } = filter
  return (
    text
      .toLowerCase()
      .split(/\s+/u)
      .every((word) => said.includes(word)) &&
    (kinds.length === 0 || kinds.includes(item.kind)) &&
    (wanted.length === 0 || (item.highlight?.colour != null && wanted.includes(item.highlight.colour))) &&
    tags.every((tag) => item.tags.includes(tag)) &&
    (from === null || (day !== '' && day >= from)) &&
    (to === null || (day !== '' && day <= to)) &&
    (only === 'all' || (only === 'review' && isReview(item)))
  )
}

const count = (values: readonly string[]): { readonly value: string; readonly count: number }[] =>
  [...new Set(values)].map((value) => ({ value, count: values.filter((one) => one === value).length }))

/** Answers `annotations.list` over made-up articles. */
export function listAnnotations(
  all: readonly Made[],
  filter: AnnotationFilter,
  offset: number,
  limit: number,
): Awaited<ReturnType<HandlersOf<typeof notebookChannels>['annotations.list']>> {
  const items = all.flatMap(itemsOf)
  const made = ({ highlight }: AnnotationItem): string => highlight?.created ?? ''
  const found = items
    .filter((item) => fits(item, filter))
    .toSorted((a, b) =>
      filter.sort === 'article'
        ? a.title.localeCompare(b.title)
        : filter.sort === 'newest'
          ? made(b).localeCompare(made(a))
          : made(a).localeCompare(made(b)),
    )
  return {
    total: found.length,
    items: found.slice(offset, offset + limit),
    review: items.filter(isReview).length,
    orphaned: 2,
    colours: count(items.flatMap(({ highlight }) => highlight?.colour ?? [])),
    tags: count(items.flatMap(({ tags }) => tags)),
  }
}

/** Two articles that are gone. */
export function sampleOrphans(all: readonly Made[]): OrphanInfo[] {
  const highlight = (id: string, quote: string, note: string): Highlight => ({
    ...{ id, quote, note, noteSeen: '', tags: [], created: '2024-01-04T10:00:00.000Z', colour: 'green' },
    standing: { kind: 'kept' },
  })
  return [
    {
      ...{ library: madeUpLibrary, record: 'o1', path: '2019/05/levee.txt', title: 'The levee holds, for now' },
      ...{ tags: ['culture'], note: 'Ask the archive for the second report.' },
      highlights: [
        highlight('oh1', 'The levee had been raised twice, and both times it was called the last time.', ''),
      ],
      likely: all
        .slice(3, 5)
        .map(({ id, path, title }, index) => ({ article: id, path, title, likeness: 0.9 - index / 5 })),
    },
    {
      ...{ library: madeUpLibrary, record: 'o2', path: '2020/11/vote.txt', title: 'A vote without a count' },
      ...{ tags: [], note: '', likely: [] },
      highlights: [highlight('oh2', 'It rained on the morning of the vote.', 'Which vote?')],
    },
  ]
}

/** Two earlier states of an article. */
export const sampleVersions = (one: Made): Version[] => [
  {
    ...{ id: 'v2', at: Date.UTC(2024, 5, 2, 9, 30), tags: one.tags },
    note: 'Ask the archive for the first report, and for its appendix.',
    highlights: one.highlights.slice(0, 1).map(({ quote, note, colour }) => ({ quote, note, colour })),
  },
  { id: 'v1', at: Date.UTC(2024, 4, 30, 16, 5), tags: [], note: 'Ask the archive.', highlights: [] },
]
