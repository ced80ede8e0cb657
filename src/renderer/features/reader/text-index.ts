/** From offsets of the canonical text to places in the frame, and back. Offsets are UTF-16 code units. */

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
