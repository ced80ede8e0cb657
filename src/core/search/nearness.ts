/** How near the words of a query stand to each other in the articles of a view. */
import { noBits, setBit } from './bits'
import type { View } from './corpus'
import { fieldNumbers, type SearchField } from './fields'
import { articleOf, candidatesOf } from './phrase'
import { outdatedIn } from './postings'
import { type SlotReader, wordReader } from './slot-reader'
import type { RankedTerm } from './terms'

/** A word that is looked for by its position. */
export interface PlacedWord {
  /** Never empty. */
  readonly terms: readonly RankedTerm[]
  /** Null: any field. */
  readonly field: SearchField | null
  readonly idf: number
}

/** Words whose distances are looked at, the rarest ones: there are half their square of pairs. */
const mostWords = 20

/**
 * For each of `articles` (ascending numbers) the sum over all pairs of words of the commoner word's idf by the square of the
 * smallest distance between the two in one field.
 */
export function nearness(view: View, words: readonly PlacedWord[], articles: Uint32Array): Float64Array {
  const sums = new Float64Array(articles.length)
  const rarest = [...words].sort((one, two) => two.idf - one.idf).slice(0, mostWords)
  if (rarest.length < 2 || articles.length === 0) return sums
  const distances = closest(view, rarest, articles)
  let pair = 0
  for (let one = 0; one < rarest.length; one++)
    for (let two = one + 1; two < rarest.length; two++) {
      const idf = rarest[two]?.idf ?? 0
      for (let index = 0; index < sums.length; index++)
        sums[index] = (sums[index] ?? 0) + idf / (distances[pair * articles.length + index] ?? 1) ** 2
      pair += 1
    }
  return sums
}

/** The smallest distance of each pair in each article, pair by pair; infinite where they do not stand in one field. */
function closest(view: View, words: readonly PlacedWord[], articles: Uint32Array): Float64Array {
  const pairs = (words.length * (words.length - 1)) / 2
  const distances = new Float64Array(pairs * articles.length).fill(Number.POSITIVE_INFINITY)
  const candidates = noBits(view.documents)
  for (const article of articles) setBit(candidates, article)
  const indexOf = new Map(Array.from(articles, (article, index) => [article, index]))
  for (const column of view.columns) {
    const documents = candidatesOf(column, candidates)
    const { firstField, fieldCount } = column.segment
    for (let field = firstField; field < firstField + fieldCount; field++) {
      const readers = words.map((word) => {
        const isAsked = fieldNumbers(word.field).includes(field)
        return wordReader(column, field, isAsked ? word.terms : [])
      })
      if (readers.filter(({ size }) => size > 0).length < 2) continue
      const outdated = outdatedIn(column, field)
      for (const document of documents) {
        if (outdated?.[document] === 1) continue
        const counts = readers.map((reader) => (reader.size === 0 ? 0 : reader.read(document)))
        const index = indexOf.get(articleOf(column, document)) ?? 0
        let pair = 0
        for (let one = 0; one < readers.length; one++)
          for (let two = one + 1; two < readers.length; two++) {
            const distance = distanceOf(readers[one], counts[one] ?? 0, readers[two], counts[two] ?? 0)
            const at = pair * articles.length + index
            if (distance < (distances[at] ?? 0)) distances[at] = distance
            pair += 1
          }
      }
    }
  }
  return distances
}

/** The smallest distance between positions of two words, both ascending; parts that share a position are not near but one. */
function distanceOf(
  one: SlotReader | undefined,
  oneCount: number,
  two: SlotReader | undefined,
  twoCount: number,
): number {
  let smallest = Number.POSITIVE_INFINITY
  if (one === undefined || two === undefined) return smallest
  for (let a = 0, b = 0; a < oneCount && b < twoCount; ) {
    const difference = (two.positions[b] ?? 0) - (one.positions[a] ?? 0)
    const distance = Math.abs(difference)
    if (distance > 0 && distance < smallest) smallest = distance
    if (difference > 0) a += 1
    else b += 1
  }
  return smallest
}
