/** Words that stand together, side by side or near each other, within one field of an article. */
import { type Bits, documentsIn, hasBit, noBits, setBit } from './bits'
import type { Column, View } from './corpus'
import { Marks } from './positions'
import { outdatedIn } from './postings'
import type { Arrangement, Slot } from './query-nodes'
import { type SlotReader, slotReaders } from './slot-reader'

/** Those of the candidates in which the words stand together in one of the fields. */
export function articlesTogether(
  view: View,
  slots: readonly Slot[],
  arrangement: Arrangement,
  fields: readonly number[],
  candidates: Bits,
): Bits {
  const met = noBits(view.documents)
  for (const column of view.columns) {
    let documents: Uint32Array | null = null
    for (const field of fields) {
      const readers = slotReaders(column, field, slots)
      if (readers === null) continue
      documents ??= candidatesOf(column, candidates)
      const together =
        arrangement.kind === 'adjacent' ? sideBySide(readers) : nearby(wordsOf(readers), arrangement.within)
      const outdated = outdatedIn(column, field)
      for (const document of documents)
        if (outdated?.[document] !== 1 && together(document)) setBit(met, articleOf(column, document))
    }
  }
  return met
}

/** The article that a column's document is. */
export const articleOf = ({ base, articles }: Column, document: number): number =>
  articles === null ? base + document : (articles[document] ?? 0)

/** The column's documents that stand for candidates, ascending. */
export function candidatesOf({ segment, base, articles }: Column, candidates: Bits): Uint32Array {
  if (articles !== null) {
    const documents: number[] = []
    articles.forEach((article, document) => {
      if (article >= 0 && hasBit(candidates, article)) documents.push(document)
    })
    return Uint32Array.from(documents)
  }
  const documents = documentsIn(candidates, base, base + segment.documents)
  for (let index = 0; index < documents.length; index++) documents[index] = (documents[index] ?? 0) - base
  return documents
}

/** Whether a phrase stands in a document. `readers`: the rarest word first; documents are asked for in ascending order. */
function sideBySide(readers: readonly SlotReader[]): (document: number) => boolean {
  const marks = new Marks()
  const last = readers.at(-1)
  let value = 0
  return (document) => {
    // Where the phrase may begin is marked by the first word, and the mark raised by each that stands in its place.
    let least = 0
    for (const reader of readers) {
      value += 1
      if (reader.raise(document, marks, least, value, reader === last) === 0) return false
      least = value
    }
    return true
  }
}

interface NearWord {
  readonly reader: SlotReader
  /** How often it is asked for; so many of its places are taken together. */
  times: number
  /** How many places it has in a document, and the next of them. */
  read: number
  next: number
}

function wordsOf(readers: readonly SlotReader[]): readonly NearWord[] {
  const words: NearWord[] = []
  for (const reader of readers) {
    const same = words.find((word) => word.reader.slot.terms === reader.slot.terms)
    if (same === undefined) words.push({ reader, times: 1, read: 0, next: 0 })
    else same.times += 1
  }
  return words
}

/** After so many of the rarest words it is looked whether they are near; what they rule out spares reading the commoner. */
const rarestChecked = 3

/** Whether all words stand so near each other in a document; those are asked for in ascending order. */
function nearby(words: readonly NearWord[], within: number): (document: number) => boolean {
  return (document) =>
    words.every((word, index) => {
      word.read = word.reader.read(document)
      if (word.read < word.times) return false
      const isLast = index === words.length - 1
      const isChecked = isLast || (index > 0 && index < rarestChecked)
      return !isChecked || standWithin(words, index + 1, within)
    })
}

/** Whether the first `count` words do: the least range with a place of each in it changes only where its first moves on. */
function standWithin(words: readonly NearWord[], count: number, within: number): boolean {
  for (const word of words) word.next = 0
  for (;;) {
    let first = Number.POSITIVE_INFINITY
    let last = 0
    let foremost: NearWord | undefined
    for (let index = 0; index < count; index++) {
      const word = words[index]
      if (word === undefined) return false
      const { positions } = word.reader
      const begin = positions[word.next] ?? 0
      if (begin < first) {
        first = begin
        foremost = word
      }
      last = Math.max(last, positions[word.next + word.times - 1] ?? 0)
    }
    if (last - first <= within) return true
    if (foremost === undefined) return false
    foremost.next += 1
    if (foremost.next + foremost.times > foremost.read) return false
  }
}
