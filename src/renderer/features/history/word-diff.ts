/** What differs between two short texts, word by word. */

/** A run of words that both texts have, or only one of them. Their texts, joined, are the two texts again. */
export interface DiffPiece {
  readonly kind: 'same' | 'before' | 'after'
  readonly text: string
}

/** Words beyond which texts are shown one after the other: telling them apart grows with the product of their lengths. */
const mostWords = 2000

/** Words with the white space after them, so that joining gives the text back. */
const wordsOf = (text: string): readonly string[] => text.match(/\s+|\S+\s*/gu) ?? []

/** Tells two texts apart by their longest common words. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const start = commonLength(a, b, (index) => index)
  const end = Math.min(
    commonLength(a, b, (index, length) => length - 1 - index),
    Math.min(a.length, b.length) - start,
  )
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const middle = left.length > mostWords || right.length > mostWords ? wholly(left, right) : byWords(left, right)
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...middle,
    ...a.slice(a.length - end).map((text) => ({ kind: 'same' as const, text })),
  ])
}

function commonLength(
  a: readonly string[],
  b: readonly string[],
  at: (index: number, length: number) => number,
): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[at(length, a.length)] === b[at(length, b.length)]) length += 1
  return length
}

const wholly = (left: readonly string[], right: readonly string[]): readonly DiffPiece[] => [
  { kind: 'before', text: left.join('') },
  { kind: 'after', text: right.join('') },
]

function byWords(left: readonly string[], right: readonly string[]): readonly DiffPiece[] {
  const width = right.length + 1
  /** How many words the rests from each pair of places have in common. */
  const common = new Uint16Array((left.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      common[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: DiffPiece[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i], right[j]]
    if (one !== undefined && one === other) {
      pieces.push({ kind: 'same', text: one })
      i += 1
      j += 1
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'before', text: one })
      i += 1
    } else if (other !== undefined) {
      pieces.push({ kind: 'after', text: other })
      j += 1
    }
  }
  return pieces
}

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const runs: DiffPiece[] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    if (piece.text === '') continue
    if (last?.kind === piece.kind) runs[runs.length - 1] = { kind: last.kind, text: last.text + piece.text }
    else runs.push(piece)
  }
  return runs
}
