/** The reader's frame from outside: building it, painting hits and highlights, and measuring. Scripts are dead in there. */
import type { Article, Mark } from '#shared/article'
import type { Preferences } from '#shared/settings'
import { type Layer, layersOf, type PaintedMark, touching } from './mark-layers'
import { endPlace, markBetween, offsetOf, type PlacedText, startPlace } from './text-index'
import { assetAddress, buildTree } from './tree-dom'

export type Look = Pick<Preferences, 'theme' | 'textSize' | 'textFont'>

/** Where a piece of text stands, CSS pixels from the frame's top left. */
export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What the reader has selected in the frame. */
export interface Selected {
  readonly mark: Mark
  /** It was drawn from its end to its start. */
  readonly backward: boolean
}

/** A frame that an article comes to stand in. */
export interface Frame {
  readonly page: Document
  setLook(look: Look): void
  /** Builds the next slice of the article, the first in place of what stood there; the view once all of it stands, null before. */
  grow(): FrameView | null
  /** The height of what stands, CSS pixels. */
  height(): number
}

/** An article that stands in its frame as a whole: from here on its text has its places. */
export interface FrameView {
  readonly page: Document
  /** Paints the hits and the one the reader is at (-1: none). */
  paintHits(hits: readonly Mark[], current: number): void
  /** Paints the highlights, the one the reader is at (null: none) stronger. */
  paintMarks(painted: readonly PaintedMark[], focused: string | null): void
  /** Paints the passage that is being chosen by keyboard; null: none. */
  paintChosen(mark: Mark | null): void
  /** What is selected, without white space around it; null: nothing, or no words. */
  selected(): Selected | null
  unselect(): void
  /** The offset of the letter under a point (CSS pixels from the frame's top left); null where there is none. */
  offsetAtPoint(x: number, y: number): number | null
  /** The boxes of a passage's first and last line. */
  edgesOf(mark: Mark): { readonly first: Box; readonly last: Box } | null
  /** Whether its lines run from right to left. */
  isRightToLeft(): boolean
  /** Where an offset of the canonical text stands, CSS pixels from the frame's top. */
  boxOf(mark: Mark): { readonly top: number; readonly bottom: number } | null
  /** Where a `#fragment` of the article leads, CSS pixels from the frame's top. */
  topOfFragment(fragment: string): number | null
  /** The first offset of the canonical text that is visible below `top`, CSS pixels from the frame's top. */
  offsetAt(top: number): number
}

type FrameWindow = Window & typeof globalThis

/** Makes ready to build an article in the frame's document, which must have loaded. Null if the document is not ours to fill. */
export function openFrame(frame: HTMLIFrameElement, article: Article): Frame | null {
  const page = frame.contentDocument
  const into = page?.querySelector('article')
  const window = frame.contentWindow as FrameWindow | null
  if (!page || !into || !window) return null
  let building: ReturnType<typeof buildTree> | null = null
  let whole: FrameView | null = null
  const begin = (): ReturnType<typeof buildTree> => {
    into.replaceChildren()
    if (article.language !== null) page.documentElement.lang = article.language
    into.dir = 'auto'
    page.title = article.title
    return buildTree(into, article.tree, assetAddress(article.id, article.path))
  }
  return {
    page,
    setLook({ theme, textSize, textFont }) {
      const root = page.documentElement
      root.dataset.theme = theme
      root.dataset.font = textFont
      root.style.setProperty('--text-size', `${textSize}px`)
    },
    grow() {
      if (whole !== null) return whole
      building ??= begin()
      const slice = building.next()
      if (slice.done) whole = viewOf(window, into, article, slice.value)
      return whole
    },
    height: () => page.body.getBoundingClientRect().height,
  }
}

function viewOf(view: FrameWindow, into: Element, article: Article, leaves: readonly PlacedText[]): FrameView {
  const page = into.ownerDocument
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

  const { highlights } = view.CSS
  const paint = ({ name, marks }: Layer, priority: number): void => {
    const highlight = new view.Highlight(...ranges(marks))
    highlight.priority = priority
    highlights.set(name, highlight)
  }
  let painted: readonly PaintedMark[] = []
  let hits: readonly Mark[] = []
  const paintHitsOnMarks = (): void => paint({ name: 'lectern-hit-on-mark', marks: touching(hits, painted) }, 21)

  return {
    page,
    paintHits(all, current) {
      hits = all
      const at = hits[current]
      paint({ name: 'lectern-hit', marks: hits }, 20)
      paintHitsOnMarks()
      paint({ name: 'lectern-current-hit', marks: at === undefined ? [] : [at] }, 22)
    },
    paintMarks(all, focused) {
      if (all !== painted) {
        painted = all
        layersOf(painted).forEach(paint)
        paintHitsOnMarks()
      }
      const marks = painted.filter(({ id }) => id === focused).map(({ mark }) => mark)
      paint({ name: 'lectern-mark-focused', marks }, 19)
    },
    paintChosen: (mark) => paint({ name: 'lectern-chosen', marks: mark === null ? [] : [mark] }, 30),
    selected() {
      const selection = page.getSelection()
      if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
      const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
      const start = { node: startContainer, offset: startOffset }
      const mark = markBetween(leaves, article.text, start, { node: endContainer, offset: endOffset })
      const { focusNode, focusOffset } = selection
      return mark === null ? null : { mark, backward: focusNode === startContainer && focusOffset === startOffset }
    },
    isRightToLeft: () => view.getComputedStyle(into).direction === 'rtl',
    unselect: () => page.getSelection()?.removeAllRanges(),
    offsetAtPoint(x, y) {
      const caret = page.caretPositionFromPoint(x, y)
      if (caret === null) return null
      const at = offsetOf(leaves, { node: caret.offsetNode, offset: caret.offset }, 'start')
      // The caret stands between letters, and beside a line it is that line's end: only a letter under the point counts.
      const under = [at - 1, at].find((offset) => {
        if (offset < 0) return false
        const boxes = rangeOf([offset, offset + 1])?.getClientRects() ?? []
        return [...boxes].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom)
      })
      return under ?? null
    },
    edgesOf(mark) {
      const boxes = [...(rangeOf(mark)?.getClientRects() ?? [])].filter(({ width }) => width > 0)
      const [first, last] = [boxes[0], boxes.at(-1)]
      return first === undefined || last === undefined ? null : { first, last }
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
