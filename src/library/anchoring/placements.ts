/** Where the highlights of a library's articles stand now: remembered as long as neither the article nor the highlight changes. */
import { type Anchor, type Ground, groundOf, placeAnchor } from '#core/anchoring/index'
import type { ShownHighlight } from '#core/notebook/highlight'
import { colourSchema, type Highlight, type Standing } from '#shared/highlight'
import type { CatalogRow } from '../index/catalog-row'

/** An article's content, by its hash. */
type Content = Pick<CatalogRow, 'path' | 'hash'>

interface Placed {
  readonly highlight: Pick<ShownHighlight, 'quote' | 'anchor' | 'kept'>
  readonly standing: Standing
}

interface PlacedArticle {
  readonly hash: string
  readonly placed: ReadonlyMap<string, Placed>
}

/** Places highlights in texts, each once. It is made anew with the process, and so with the parser. */
export class Placements {
  readonly #articles = new Map<string, PlacedArticle>()

  /** An article's highlights as they stand in its canonical text, in reading order; those without a place last. */
  place(content: Content, text: string, shown: readonly ShownHighlight[]): readonly Highlight[] {
    const ground = groundOf(text)
    const known = this.#knownOf(content)
    const placed = new Map(
      shown.map((highlight) => {
        const { id, quote, anchor, kept } = highlight
        const standing = standingIn(known, highlight) ?? findStanding(highlight, ground)
        return [id, { highlight: { quote, anchor, kept }, standing }] as const
      }),
    )
    // A text that nobody has a hash of may be another one the next time.
    if (content.hash === '') this.#articles.delete(content.path)
    else this.#articles.set(content.path, { hash: content.hash, placed })
    return inOrder(shown.map((highlight) => asHighlight(highlight, placed.get(highlight.id)?.standing ?? lost)))
  }

  /** The same without the text; null where that is not known yet. */
  known(content: Content, shown: readonly ShownHighlight[]): readonly Highlight[] | null {
    const known = this.#knownOf(content)
    const highlights: Highlight[] = []
    for (const highlight of shown) {
      const standing = standingIn(known, highlight)
      if (standing === null) return null
      highlights.push(asHighlight(highlight, standing))
    }
    return inOrder(highlights)
  }

  /** Forgets the articles that are not among these. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#articles.keys()) if (!paths.has(path)) this.#articles.delete(path)
  }

  #knownOf({ path, hash }: Content): PlacedArticle['placed'] {
    const article = this.#articles.get(path)
    return article !== undefined && article.hash === hash && hash !== '' ? article.placed : new Map()
  }
}

/** The highlights of an article that is gone. */
export const unplaced = (shown: readonly ShownHighlight[]): readonly Highlight[] =>
  shown.map((highlight) => asHighlight(highlight, highlight.kept ? { kind: 'kept' } : lost))

const lost: Standing = { kind: 'review', candidates: [] }

function standingIn(known: PlacedArticle['placed'], { id, quote, anchor, kept }: ShownHighlight): Standing | null {
  const placed = known.get(id)
  if (placed === undefined) return null
  const { highlight, standing } = placed
  const isSame = highlight.kept === kept && highlight.quote === quote && isSameAnchor(highlight.anchor, anchor)
  return isSame ? standing : null
}

function isSameAnchor(a: Anchor | null, b: Anchor | null): boolean {
  if (a === null || b === null) return a === b
  const { exact, prefix, suffix, start, end } = a
  return exact === b.exact && prefix === b.prefix && suffix === b.suffix && start === b.start && end === b.end
}

function findStanding({ quote, anchor, kept }: ShownHighlight, ground: Ground): Standing {
  if (kept) return { kind: 'kept' }
  if (quote.trim() === '') return lost
  // Of what another program wrote, perhaps nothing but the words is known.
  const placement = placeAnchor(anchor ?? { exact: quote, prefix: '', suffix: '', start: -1, end: -1 }, ground)
  switch (placement.kind) {
    case 'unmoved':
      return { kind: 'placed', start: placement.start, end: placement.end, moved: false, confidence: 1 }
    case 'found': {
      const { start, end, confidence } = placement
      return { kind: 'placed', start, end, moved: true, confidence: Math.min(1, confidence) }
    }
    case 'unsure':
      return {
        kind: 'review',
        candidates: placement.candidates.map(({ start, end, confidence }) => ({
          ...{ start, end, confidence: Math.max(0, Math.min(1, confidence)) },
          text: ground.text.slice(start, end),
        })),
      }
  }
}

function asHighlight(shown: ShownHighlight, standing: Standing): Highlight {
  const { id, quote, note, noteSeen, tags, created } = shown
  const colour = colourSchema.nullable().catch(null).parse(shown.colour)
  return { id, quote, standing, colour, note, noteSeen, tags, created }
}

const inOrder = (highlights: readonly Highlight[]): readonly Highlight[] =>
  highlights.toSorted((a, b) => startOf(a) - startOf(b))

const startOf = ({ standing }: Highlight): number =>
  standing.kind === 'placed' ? standing.start : Number.MAX_SAFE_INTEGER
