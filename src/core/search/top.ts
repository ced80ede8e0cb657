/** The best of many without sorting all. */

/** The `count` best of the numbers below `size`, best first. `better` orders them all: no two are alike. */
export function best(size: number, count: number, better: (one: number, two: number) => boolean): number[] {
  // A heap with the worst of the best on top.
  const heap: number[] = []
  for (let candidate = 0; candidate < size; candidate++) {
    if (heap.length < count) {
      heap.push(candidate)
      siftUp(heap, better)
    } else if (count > 0 && better(candidate, heap[0] ?? 0)) {
      heap[0] = candidate
      siftDown(heap, better)
    }
  }
  return heap.sort((one, two) => (better(one, two) ? -1 : 1))
}

type Order = (one: number, two: number) => boolean

function swap(heap: number[], one: number, two: number): void {
  const moved = heap[one] ?? 0
  heap[one] = heap[two] ?? 0
  heap[two] = moved
}

function siftUp(heap: number[], better: Order): void {
  for (let at = heap.length - 1; at > 0; ) {
    const parent = (at - 1) >>> 1
    if (!better(heap[parent] ?? 0, heap[at] ?? 0)) return
    swap(heap, at, parent)
    at = parent
  }
}

function siftDown(heap: number[], better: Order): void {
  for (let at = 0; ; ) {
    let worst = at
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && better(heap[worst] ?? 0, heap[child] ?? 0)) worst = child
    if (worst === at) return
    swap(heap, at, worst)
    at = worst
  }
}
