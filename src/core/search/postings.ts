/** Loops over the postings of terms. */
import { type Bits, noBits, setBit } from './bits'
import type { Column, View } from './corpus'
import type { RankedTerm } from './terms'

/** A term's postings in a field of a column: `[from, to)`; empty where the column has no such field or term. */
export function postingsOf({ segment, place }: Column, term: RankedTerm, field: number): readonly [number, number] {
  const { starts, firstField, fieldCount } = segment
  const number = term.places[place] ?? -1
  const own = field - firstField
  if (number < 0 || own < 0 || own >= fieldCount) return nothing
  const slot = number * fieldCount + own
  return [starts[slot] ?? 0, starts[slot + 1] ?? 0]
}

const nothing = [0, 0] as const

/** 1 for each document of a column whose field was put right, so that what stands there does not count; null where none was. */
export const outdatedIn = ({ segment, outdated }: Column, field: number): Uint8Array | null =>
  outdated?.[field - segment.firstField] ?? null

/** The articles of a view that have one of the terms in one of the fields. The dead are among them. */
export function articlesWith(view: View, terms: readonly RankedTerm[], fields: readonly number[]): Bits {
  const met = noBits(view.documents)
  for (const column of view.columns)
    for (const term of terms) {
      if ((term.places[column.place] ?? -1) < 0) continue
      for (const field of fields) {
        const [from, to] = postingsOf(column, term, field)
        if (from < to) mark(met, column, field, from, to)
      }
    }
  return met
}

function mark(met: Bits, column: Column, field: number, from: number, to: number): void {
  const { segment, base, articles } = column
  const { postings } = segment
  const outdated = outdatedIn(column, field)
  if (outdated !== null) {
    for (let at = from; at < to; at++) {
      const document = postings[at] ?? 0
      if (outdated[document] !== 1) setBit(met, base + document)
    }
  } else if (articles === null) for (let at = from; at < to; at++) setBit(met, base + (postings[at] ?? 0))
  else
    for (let at = from; at < to; at++) {
      const article = articles[postings[at] ?? 0] ?? -1
      if (article >= 0) setBit(met, article)
    }
}

/** The first index from `from` up to `to` whose value is `sought` or more; `to` where none is. Fast where it is near `from`. */
export function gallop(values: Uint32Array, from: number, to: number, sought: number): number {
  if (from >= to || (values[from] ?? 0) >= sought) return from
  let low = from
  let step = 1
  while (low + step < to && (values[low + step] ?? 0) < sought) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, to)
  low += 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < sought) low = middle + 1
    else high = middle
  }
  return low
}
