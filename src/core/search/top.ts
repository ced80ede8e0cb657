/** The best of many without sorting all. */
import type { Matches } from './rank'

/** The positions in `matches` of its `count` best, best first; of equals, the one that was put in first. */
export function best(matches: Matches, count: number): number[] {
  const { scores, documents } = matches
  const worse = (one: number, two: number): boolean => {
    const difference = (scores[one] ?? 0) - (scores[two] ?? 0)
    return difference === 0 ? (documents[one] ?? 0) > (documents[two] ?? 0) : difference < 0
  }
  // A heap with the worst of the best on top.
  const heap: number[] = []
  for (let position = 0; position < scores.length; position++) {
    if (heap.length < count) {
      heap.push(position)
      siftUp(heap, worse)
    } else if (worse(heap[0] ?? 0, position)) {
      heap[0] = position
      siftDown(heap, worse)
    }
  }
  return heap.sort((one, two) => (worse(one, two) ? 1 : -1))
}

type Before = (one: number, two: number) => boolean

function swap(heap: number[], one: number, two: number): void {
  const moved = heap[one] ?? 0
  heap[one] = heap[two] ?? 0
  heap[two] = moved
}

function siftUp(heap: number[], before: Before): void {
  for (let at = heap.length - 1; at > 0; ) {
    const parent = (at - 1) >>> 1
    if (!before(heap[at] ?? 0, heap[parent] ?? 0)) return
    swap(heap, at, parent)
    at = parent
  }
}

function siftDown(heap: number[], before: Before): void {
  for (let at = 0; ; ) {
    let first = at
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && before(heap[child] ?? 0, heap[first] ?? 0)) first = child
    if (first === at) return
    swap(heap, at, first)
    at = first
  }
}
