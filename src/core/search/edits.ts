/**
 * Words a few letters off. An edit is what lunr takes for one (`lunr.TokenSet.fromFuzzyString`, held by a test against it): a
 * UTF-16 code unit put in, left out, changed, or swapped with the next, between which letters may then be put in.
 */
import type { FlatWords } from './vocabulary'

/** The most edits that are looked for. */
const mostEdits = 2

/**
 * How far a word is read, as the set of places in the searched word that may be next, by how many edits led there: after `k`
 * units, bit `j` of a lane stands for place `k + j - 2`. Five lanes of five bits: no edit, one, two; one and two with the unit
 * at the place held back by a swap (those after `k` units are still counted from `k - 1`). 0: no way on.
 */
type State = number

const lane = 31
const [one, two, heldOne, heldTwo] = [5, 10, 15, 20]
/** Nothing read: at the first unit, or one or two were left out. */
const start: State = (1 << mostEdits) | (1 << (mostEdits + 1 + one)) | (1 << (mostEdits + 2 + two))

/** `equal`: bit `j` says whether the unit read is the one at the place that bit `j` stands for; six bits. */
function stepOf(state: State, equal: number, edits: number): State {
  const none = state & lane
  const once = (state >>> one) & lane
  const swapped = (state >>> heldOne) & lane
  const nextNone = none & equal
  // The same unit, a changed one, one put in, one left out after it, the one that was held back.
  const nextOnce = ((once & equal) | none | (none >>> 1) | (nextNone << 1) | (swapped & (equal << 1))) & lane
  const nextSwapped = none & (equal >>> 1)
  const first = nextNone | (nextOnce << one) | (nextSwapped << heldOne)
  if (edits < mostEdits) return first
  const twice = (state >>> two) & lane
  const nextTwice =
    ((twice & equal) | once | (once >>> 1) | (nextOnce << 1) | ((state >>> heldTwo) & (equal << 1))) & lane
  const nextSwappedTwice = ((once & (equal >>> 1)) | (swapped >>> 1)) & lane
  return first | (nextTwice << two) | (nextSwappedTwice << heldTwo)
}

/**
 * The indices of the words within `edits` (1 or 2) of `word`. Neighbours in the order of words share what was read of their
 * common beginning, and all that begin with a dead end are passed over.
 */
export function nearWords(words: FlatWords, word: string, edits: number): number[] {
  const { offsets, units } = words
  const shared = sharedLengths(words)
  // The searched word's units from index 2 on, so that every place a bit stands for has one.
  const sought = new Int32Array(word.length + 4 * mostEdits + 2).fill(-1)
  for (let at = 0; at < word.length; at++) sought[at + mostEdits] = word.charCodeAt(at)
  const states = new Int32Array(word.length + mostEdits + 1)
  states[0] = start
  let known = 0
  let deadEnd = Number.POSITIVE_INFINITY
  const found: number[] = []
  for (let index = 0; index < shared.length; index++) {
    const common = shared[index] ?? 0
    known = Math.min(known, common)
    if (common >= deadEnd) continue
    deadEnd = Number.POSITIVE_INFINITY
    const from = offsets[index] ?? 0
    const length = (offsets[index + 1] ?? 0) - from
    if (Math.abs(length - word.length) > edits) continue
    let state = states[known] ?? 0
    while (known < length && state !== 0) {
      const unit = units[from + known] ?? 0
      let equal = 0
      for (let bit = 0; bit <= 2 * mostEdits + 1; bit++) if (sought[known + bit] === unit) equal |= 1 << bit
      state = stepOf(state, equal, edits)
      known += 1
      states[known] = state
    }
    if (state === 0) deadEnd = known
    else if (((state | (state >>> one) | (state >>> two)) >>> (word.length - length + mostEdits)) & 1) found.push(index)
  }
  return found
}

const sharedLengthsOf = new WeakMap<FlatWords, Uint8Array>()

/** For each word how many units (255 at most) it begins with as the word before it does. Remembered, since words never change. */
function sharedLengths(words: FlatWords): Uint8Array {
  const known = sharedLengthsOf.get(words)
  if (known !== undefined) return known
  const { offsets, units } = words
  const lengths = new Uint8Array(offsets.length - 1)
  for (let index = 1; index < lengths.length; index++) {
    const before = offsets[index - 1] ?? 0
    const from = offsets[index] ?? 0
    const most = Math.min(from - before, (offsets[index + 1] ?? 0) - from, 255)
    let length = 0
    while (length < most && units[before + length] === units[from + length]) length += 1
    lengths[index] = length
  }
  sharedLengthsOf.set(words, lengths)
  return lengths
}
