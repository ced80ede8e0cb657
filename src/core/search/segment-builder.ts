/** Collects the tokens of documents in flat arrays, and lays them out as a segment's content. */
import { PositionWriter } from './positions'
import { mostLanguages, type SegmentContent } from './segment'
import { flatten } from './vocabulary'
import type { Word } from './words'

/** What a term's frequency is cut to, since it is kept in 16 bits. */
const mostFrequent = 0xffff

export class SegmentBuilder {
  readonly #keys: string[] = []
  readonly #languages = new Map<string, number>()
  readonly #documentLanguages: number[] = []
  /** Tokens in each field of each document, document by document. */
  readonly #lengths: number[] = []
  /** Where the tokens of each document end. */
  readonly #ends: number[] = []
  readonly #terms = new Map<string, number>()
  readonly #words = new Map<Word, number>()
  readonly #surfaces = new Map<string, number[]>()
  /** For each token its term (by number) and field, as `term * fieldCount + field`, and where it stands. */
  #slots = new Uint32Array(1024)
  #positions = new Uint32Array(1024)
  #tokens = 0

  constructor(
    private readonly firstField: number,
    private readonly fieldCount: number,
  ) {}

  /** Adds a document; `fill` gives its tokens to `token`. Where that throws, the document is not there. */
  document(key: string, language: string | null, fill: () => void): void {
    const start = this.#tokens
    try {
      fill()
    } catch (error) {
      this.#tokens = start
      throw error
    }
    const lengths = new Uint32Array(this.fieldCount)
    for (let token = start; token < this.#tokens; token++) {
      const field = (this.#slots[token] ?? 0) % this.fieldCount
      lengths[field] = (lengths[field] ?? 0) + 1
    }
    this.#lengths.push(...lengths)
    this.#ends.push(this.#tokens)
    this.#keys.push(key)
    this.#documentLanguages.push(this.#languageNumber(language))
  }

  /** Adds a token of a field (counted from `firstField`) to the document that is being added. */
  token(field: number, word: Word, position: number): void {
    if (this.#tokens === this.#slots.length) this.#grow()
    const term = this.#words.get(word) ?? this.#meet(word)
    this.#slots[this.#tokens] = term * this.fieldCount + field
    this.#positions[this.#tokens] = position
    this.#tokens += 1
  }

  content(): SegmentContent {
    const { firstField, fieldCount } = this
    const counts = this.#countSlots()
    const [terms, ranks] = this.#rankTerms(counts)
    const documents = this.#keys.length
    const lengths = new Uint32Array(documents * fieldCount)
    this.#lengths.forEach((length, index) => {
      lengths[(index % fieldCount) * documents + Math.floor(index / fieldCount)] = length
    })
    return {
      firstField,
      fieldCount,
      keys: flatten(this.#keys),
      lengths,
      terms: flatten(terms),
      ...this.#surfacesOf(ranks),
      ...this.#postings(terms.length, ranks, counts),
      languages: [...this.#languages.keys()],
      documentLanguages: Uint8Array.from(this.#documentLanguages),
    }
  }

  #languageNumber(language: string | null): number {
    if (language === null) return 0
    const known = this.#languages.get(language)
    if (known !== undefined) return known
    if (this.#languages.size === mostLanguages) return 0
    this.#languages.set(language, this.#languages.size + 1)
    return this.#languages.size
  }

  /** Takes in a word that was not met before. */
  #meet(word: Word): number {
    const term = this.#terms.get(word.term) ?? this.#terms.size
    this.#terms.set(word.term, term)
    this.#words.set(word, term)
    if (word.surface !== word.term) {
      const known = this.#surfaces.get(word.surface)
      if (known === undefined) this.#surfaces.set(word.surface, [term])
      else if (!known.includes(term)) known.push(term)
    }
    return term
  }

  #grow(): void {
    const larger = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(2 * old.length)
      grown.set(old)
      return grown
    }
    this.#slots = larger(this.#slots)
    this.#positions = larger(this.#positions)
  }

  #countSlots(): Uint32Array {
    const counts = new Uint32Array(this.#terms.size * this.fieldCount)
    for (let token = 0; token < this.#tokens; token++) {
      const slot = this.#slots[token] ?? 0
      counts[slot] = (counts[slot] ?? 0) + 1
    }
    return counts
  }

  /** The terms in order, and for each term's number its place among them (-1: only a document that failed had it). */
  #rankTerms(counts: Uint32Array): [terms: string[], ranks: Int32Array] {
    const { fieldCount } = this
    const terms: string[] = []
    for (const [term, number] of this.#terms)
      if (counts.subarray(number * fieldCount, (number + 1) * fieldCount).some((count) => count > 0)) terms.push(term)
    terms.sort()
    const ranks = new Int32Array(this.#terms.size).fill(-1)
    terms.forEach((term, rank) => {
      ranks[this.#terms.get(term) ?? 0] = rank
    })
    return [terms, ranks]
  }

  #surfacesOf(ranks: Int32Array): Pick<SegmentContent, 'surfaces' | 'surfaceStarts' | 'surfaceTerms'> {
    const surfaces: string[] = []
    const surfaceStarts = [0]
    const surfaceTerms: number[] = []
    for (const surface of [...this.#surfaces.keys()].sort()) {
      const terms = (this.#surfaces.get(surface) ?? []).map((term) => ranks[term] ?? -1).filter((rank) => rank >= 0)
      if (terms.length === 0) continue
      surfaces.push(surface)
      surfaceTerms.push(...terms.sort((one, two) => one - two))
      surfaceStarts.push(surfaceTerms.length)
    }
    return {
      surfaces: flatten(surfaces),
      surfaceStarts: Uint32Array.from(surfaceStarts),
      surfaceTerms: Uint32Array.from(surfaceTerms),
    }
  }

  /** Sorts the tokens by term and field (a counting sort keeps them by document), and makes a posting of each document's. */
  #postings(
    terms: number,
    ranks: Int32Array,
    counts: Uint32Array,
  ): Pick<SegmentContent, 'starts' | 'postings' | 'frequencies' | 'positions'> {
    const { fieldCount } = this
    // Where the next token of each slot goes; slots are still numbered as the terms were met.
    const next = new Uint32Array(counts.length)
    const byRank = new Uint32Array(terms)
    ranks.forEach((rank, term) => {
      if (rank >= 0) byRank[rank] = term
    })
    let total = 0
    for (const term of byRank)
      for (let slot = term * fieldCount; slot < (term + 1) * fieldCount; slot++) {
        next[slot] = total
        total += counts[slot] ?? 0
      }
    const documents = new Uint32Array(total)
    const positions = new Uint32Array(total)
    let token = 0
    this.#ends.forEach((end, document) => {
      for (; token < end; token++) {
        const slot = this.#slots[token] ?? 0
        const at = next[slot] ?? 0
        next[slot] = at + 1
        documents[at] = document
        positions[at] = this.#positions[token] ?? 0
      }
    })
    const starts = new Uint32Array(terms * fieldCount + 1)
    const postings = new Uint32Array(total)
    const frequencies = new Uint16Array(total)
    const writer = new PositionWriter(total, total + (total >>> 2))
    let filled = 0
    let at = 0
    byRank.forEach((term, rank) => {
      for (let field = 0; field < fieldCount; field++) {
        starts[rank * fieldCount + field] = filled
        const end = at + (counts[term * fieldCount + field] ?? 0)
        while (at < end) {
          const start = at
          const document = documents[start] ?? 0
          while (at < end && documents[at] === document) at += 1
          const frequency = Math.min(at - start, mostFrequent)
          sortPositions(positions, start, at)
          postings[filled] = document
          frequencies[filled] = frequency
          writer.add(positions, start, frequency)
          filled += 1
        }
      }
    })
    starts[terms * fieldCount] = filled
    return {
      starts,
      postings: postings.subarray(0, filled),
      frequencies: frequencies.subarray(0, filled),
      positions: writer.finish(),
    }
  }
}

/** They nearly always stand in order already: only the parts of a compound may not. */
function sortPositions(positions: Uint32Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at++)
    if ((positions[at] ?? 0) < (positions[at - 1] ?? 0)) {
      positions.subarray(start, end).sort()
      return
    }
}
