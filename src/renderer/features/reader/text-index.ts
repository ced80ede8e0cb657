/** From offsets of the canonical text to places in the frame, and back. Offsets are UTF-16 code units. */
import type { Mark } from '#shared/article'

/** A text node and where its text starts in the canonical text. */
export interface PlacedText {
  readonly start: number
  readonly node: Text
}

/** A place in the frame. */
export interface Place {
  readonly node: Text
  readonly offset: number
}

/** The last leaf that starts at or before the offset; -1 where all start after it. */
export function leafBefore(leaves: readonly PlacedText[], offset: number): number {
  let low = 0
  let high = leaves.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const leaf = leaves[middle]
    if (leaf !== undefined && leaf.start <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where a range starts: at the offset, or, if that lies in a separator, at the next leaf. */
export function startPlace(leaves: readonly PlacedText[], offset: number): Place | null {
  const index = leafBefore(leaves, offset)
  const leaf = leaves[index]
  if (leaf !== undefined && offset < leaf.start + leaf.node.data.length)
    return { node: leaf.node, offset: offset - leaf.start }
  const next = leaves[index + 1]
  if (next !== undefined) return { node: next.node, offset: 0 }
  return leaf === undefined ? null : { node: leaf.node, offset: leaf.node.data.length }
}

/** Where a range ends: at the offset, or, if that lies in a separator, at the end of the leaf before. */
export function endPlace(leaves: readonly PlacedText[], offset: number): Place | null {
  const index = leafBefore(leaves, offset)
  const leaf = leaves[index]
  if (leaf === undefined) return null
  if (offset === leaf.start) {
    const before = leaves[index - 1]
    if (before !== undefined) return { node: before.node, offset: before.node.data.length }
  }
  return { node: leaf.node, offset: Math.min(offset - leaf.start, leaf.node.data.length) }
}

/** A boundary as the DOM has it: in a text node a letter, in any other node a child, by their numbers. */
interface Boundary {
  readonly node: Node
  readonly offset: number
}

/**
 * The offset of a boundary anywhere in the frame: in text its own; between elements, as the start of a range that of the next
 * leaf, as its end the end of the leaf before.
 */
export function offsetOf(leaves: readonly PlacedText[], { node, offset }: Boundary, edge: 'start' | 'end'): number {
  const numbers = numbersOf(leaves)
  const own = leaves[numbers.get(node) ?? -1]
  if (own !== undefined) return own.start + Math.min(offset, own.node.data.length)
  const index = firstLeafFrom(numbers, node.childNodes[offset] ?? beyond(node)) ?? leaves.length
  const before = leaves[index - 1]
  const endBefore = before === undefined ? 0 : before.start + before.node.data.length
  return edge === 'end' ? endBefore : (leaves[index]?.start ?? endBefore)
}

/** The piece of the canonical text between two boundaries, without white space around it; null where there is none. */
export function markBetween(leaves: readonly PlacedText[], text: string, from: Boundary, to: Boundary): Mark | null {
  const start = offsetOf(leaves, from, 'start')
  const piece = text.slice(start, Math.max(start, offsetOf(leaves, to, 'end')))
  const words = piece.trimStart()
  if (words === '') return null
  const first = start + piece.length - words.length
  return [first, first + words.trimEnd().length]
}

const known = new WeakMap<readonly PlacedText[], ReadonlyMap<Node, number>>()

function numbersOf(leaves: readonly PlacedText[]): ReadonlyMap<Node, number> {
  const numbers = known.get(leaves) ?? new Map(leaves.map(({ node }, index) => [node, index]))
  known.set(leaves, numbers)
  return numbers
}

/** The number of the first leaf that is the node, or in it, or after it. */
function firstLeafFrom(numbers: ReadonlyMap<Node, number>, from: Node | null): number | null {
  for (let node = from; node !== null; node = node.firstChild ?? beyond(node)) {
    const number = numbers.get(node)
    if (number !== undefined) return number
  }
  return null
}

/** What follows a node and all that is in it. */
function beyond(from: Node): Node | null {
  for (let node: Node | null = from; node !== null; node = node.parentNode)
    if (node.nextSibling !== null) return node.nextSibling
  return null
}
