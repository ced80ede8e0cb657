/** The reader's frame from outside: building it, painting hits, and measuring. Scripts are dead in there. */
import type { Article, Mark } from '#shared/article'
import type { Preferences } from '#shared/settings'
import { endPlace, type PlacedText, startPlace } from './text-index'
import { assetAddress, buildTree } from './tree-dom'

export type Look = Pick<Preferences, 'theme' | 'textSize' | 'textFont'>

/** Names under which hits are painted, as `reader.css` styles them. */
export const hitHighlight = 'lectern-hit'
export const currentHighlight = 'lectern-current-hit'

/** An article in its frame. */
export interface FrameView {
  readonly page: Document
  setLook(look: Look): void
  /** Paints the hits and the one the reader is at (-1: none). */
  paintHits(hits: readonly Mark[], current: number): void
  /** Where an offset of the canonical text stands, CSS pixels from the frame's top. */
  boxOf(mark: Mark): { readonly top: number; readonly bottom: number } | null
  /** Where a `#fragment` of the article leads, CSS pixels from the frame's top. */
  topOfFragment(fragment: string): number | null
  /** The first offset of the canonical text that is visible below `top`, CSS pixels from the frame's top. */
  offsetAt(top: number): number
  /** The height of the content, CSS pixels. */
  height(): number
}

/** Builds an article in the frame's document, which must have loaded. Null if the document is not ours to read. */
export function buildFrame(frame: HTMLIFrameElement, article: Article): FrameView | null {
  const page = frame.contentDocument
  const into = page?.querySelector('article')
  const view = frame.contentWindow as (Window & typeof globalThis) | null
  if (!page || !into || !view) return null
  into.replaceChildren()
  if (article.language !== null) page.documentElement.lang = article.language
  into.dir = 'auto'
  page.title = article.title
  const leaves = buildTree(into, article.tree, assetAddress(article.id, article.path))

  const rangeOf = ([start, end]: Mark): Range | null => {
    const from = startPlace(leaves, start)
    const to = endPlace(leaves, end)
    if (from === null || to === null) return null
    const range = page.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset)
    return range.collapsed ? null : range
  }
  const ranges = (marks: readonly Mark[]): Range[] =>
    marks.flatMap((mark) => {
      const range = rangeOf(mark)
      return range === null ? [] : [range]
    })

  return {
    page,
    setLook({ theme, textSize, textFont }) {
      const root = page.documentElement
      root.dataset.theme = theme
      root.dataset.font = textFont
      root.style.setProperty('--text-size', `${textSize}px`)
    },
    paintHits(hits, current) {
      const registry = view.CSS.highlights
      const at = hits[current]
      registry.set(hitHighlight, new view.Highlight(...ranges(hits)))
      const highlight = new view.Highlight(...ranges(at === undefined ? [] : [at]))
      highlight.priority = 1
      registry.set(currentHighlight, highlight)
    },
    boxOf(mark) {
      const box = rangeOf(mark)?.getBoundingClientRect()
      return box === undefined ? null : { top: box.top, bottom: box.bottom }
    },
    topOfFragment(fragment) {
      const target = page.getElementById(fragment) ?? page.getElementById(safeDecode(fragment))
      return target?.getBoundingClientRect().top ?? null
    },
    offsetAt: (top) => offsetAt(page, leaves, top),
    height: () => page.body.getBoundingClientRect().height,
  }
}

function safeDecode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** Text runs down the page, so the first leaf, and in it the first letter, that ends below `top` is found by halving. */
function offsetAt(page: Document, leaves: readonly PlacedText[], top: number): number {
  if (top <= 0) return 0
  const range = page.createRange()
  const endsBelow = (node: Text, from: number, to: number): boolean => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return range.getBoundingClientRect().bottom > top
  }
  const firstBelow = (count: number, below: (index: number) => boolean): number => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (below(middle)) high = middle
      else low = middle + 1
    }
    return low
  }
  const index = firstBelow(leaves.length, (at) => {
    const leaf = leaves[at]
    return leaf !== undefined && endsBelow(leaf.node, 0, leaf.node.data.length)
  })
  const leaf = leaves[index]
  if (leaf === undefined) return leaves.at(-1)?.start ?? 0
  const letter = firstBelow(leaf.node.data.length, (at) => endsBelow(leaf.node, at, at + 1))
  return leaf.start + Math.min(letter, leaf.node.data.length)
}
