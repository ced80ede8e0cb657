/**
 * Ranking: lunr's formula over flat postings. For a set of clauses and the parts of all stores together it gives the very
 * order and scores that one `lunr.Index` over the same terms would give (held by a test against lunr).
 */
import type { Clause, ClauseSet } from './clauses'
import { type ExpandedTerm, expand } from './expand'
import { type StorePart, searchFields } from './types'

// lunr.Builder's defaults.
const k1 = 1.2
const b = 0.75
/** Terms that one wildcard or fuzzy word stands for at most: the most frequent ones. */
const mostTerms = 500

const fieldCount = searchFields.length

/** Documents that match, numbered through all parts, with their scores. */
export interface Matches {
  readonly documents: readonly number[]
  readonly scores: readonly number[]
}

interface RankedTerm extends ExpandedTerm {
  /** What lunr takes for the number of articles with the term: one for each field it stands in. */
  readonly occurrences: number
}

/** What the statistics of all parts together say; from it a term's score in a field of a document follows. */
interface Corpus {
  readonly parts: readonly StorePart[]
  readonly documents: number
  readonly averageLengths: readonly number[]
}

/** Ranks the articles of `parts` that meet one of `sets`, by the clauses in `scored`. `accepts` sees documents numbered through all parts. */
export function rank(
  parts: readonly StorePart[],
  sets: readonly ClauseSet[],
  scored: readonly Clause[],
  accepts: ((document: number) => boolean) | undefined,
): Matches {
  const corpus = corpusOf(parts)
  const termsOf = termFinder(parts)
  const vector = queryVector(corpus, scored, termsOf)
  const documents: number[] = []
  const scores: number[] = []
  let base = 0
  parts.forEach((part, index) => {
    const matching = matchingDocuments(part, index, sets, termsOf)
    const dots = dotProducts(corpus, part, index, vector, matching)
    for (let document = 0; document < matching.length; document++) {
      if (matching[document] === 0 || part.dead?.[document] === 1) continue
      if (accepts !== undefined && !accepts(base + document)) continue
      documents.push(base + document)
      scores.push(scoreOf(dots, document, vector.magnitudes))
    }
    base += part.segment.documents
  })
  return { documents, scores }
}

function corpusOf(parts: readonly StorePart[]): Corpus {
  const documents = parts.reduce((sum, part) => sum + part.living, 0)
  const averageLengths = searchFields.map(
    (_, field) => parts.reduce((sum, part) => sum + (part.fieldTotals[field] ?? 0), 0) / documents,
  )
  return { parts, documents, averageLengths }
}

type TermFinder = (clause: Clause) => readonly RankedTerm[]

/** Expands each distinct word once. Terms that only the dead have do not exist. */
function termFinder(parts: readonly StorePart[]): TermFinder {
  const known = new Map<string, readonly RankedTerm[]>()
  const lexicons = parts.map((part) => part.segment)
  return ({ word }) => {
    const name = `${word.match} ${word.distance} ${word.term}`
    const before = known.get(name)
    if (before !== undefined) return before
    const terms = expand(lexicons, word)
      .map((found) => ({ ...found, occurrences: occurrencesOf(parts, found) }))
      .filter((found) => found.occurrences > 0)
    if (terms.length > mostTerms) {
      terms.sort((one, two) => two.occurrences - one.occurrences || (one.term < two.term ? -1 : 1))
      terms.length = mostTerms
    }
    known.set(name, terms)
    return terms
  }
}

function occurrencesOf(parts: readonly StorePart[], { places }: ExpandedTerm): number {
  let occurrences = 0
  parts.forEach(({ segment, dead }, index) => {
    const place = places[index] ?? -1
    if (place < 0) return
    const from = segment.starts[place * fieldCount] ?? 0
    const to = segment.starts[(place + 1) * fieldCount] ?? 0
    if (dead === null) occurrences += to - from
    else for (let at = from; at < to; at++) if (dead[segment.postings[at] ?? 0] !== 1) occurrences += 1
  })
  return occurrences
}

/** The query as lunr's vectors, one for each field: terms with weights, and the vectors' lengths. */
interface QueryVector {
  readonly terms: readonly { readonly term: RankedTerm; readonly weights: Float64Array }[]
  readonly magnitudes: readonly number[]
}

function queryVector(corpus: Corpus, scored: readonly Clause[], termsOf: TermFinder): QueryVector {
  const weighted = new Map<string, { term: RankedTerm; weights: Float64Array }>()
  for (const clause of scored) {
    for (const term of termsOf(clause)) {
      const entry = weighted.get(term.term) ?? { term, weights: new Float64Array(fieldCount) }
      weighted.set(term.term, entry)
      for (const field of fieldsOf(clause)) entry.weights[field] = (entry.weights[field] ?? 0) + clause.lunr.boost
    }
  }
  const terms = [...weighted.values()]
  const magnitudes = corpus.averageLengths.map((_, field) =>
    Math.sqrt(terms.reduce((sum, { weights }) => sum + (weights[field] ?? 0) ** 2, 0)),
  )
  return { terms, magnitudes }
}

const fieldsOf = (clause: Clause): readonly number[] =>
  clause.lunr.fields.map((name) => (searchFields as readonly string[]).indexOf(name))

/** 1 for each document of a part that meets one of the clause sets, the dead among them. */
function matchingDocuments(
  part: StorePart,
  index: number,
  sets: readonly ClauseSet[],
  termsOf: TermFinder,
): Uint8Array {
  const size = part.segment.documents
  const matching = new Uint8Array(size)
  for (const { required, excluded } of sets) {
    const met = countMet(part, index, required, termsOf)
    for (const clauses of excluded) {
      const barred = countMet(
        part,
        index,
        clauses.map((clause) => [clause]),
        termsOf,
      )
      for (let document = 0; document < size; document++)
        if (barred[document] === clauses.length) met[document] = 0xffff
    }
    for (let document = 0; document < size; document++) if (met[document] === required.length) matching[document] = 1
  }
  return matching
}

/** For each document how many groups it meets, counted in order and only as far as it meets all before. */
function countMet(
  part: StorePart,
  index: number,
  groups: readonly (readonly Clause[])[],
  termsOf: TermFinder,
): Uint16Array {
  const { starts, postings, documents } = part.segment
  const met = new Uint16Array(documents)
  groups.forEach((group, number) => {
    for (const clause of group) {
      for (const term of termsOf(clause)) {
        const place = term.places[index] ?? -1
        if (place < 0) continue
        for (const field of fieldsOf(clause)) {
          const slot = place * fieldCount + field
          const end = starts[slot + 1] ?? 0
          for (let at = starts[slot] ?? 0; at < end; at++) {
            const document = postings[at] ?? 0
            if (met[document] === number) met[document] = number + 1
          }
        }
      }
    }
  })
  return met
}

/**
 * For each field and matching document the dot product of the query's vector and the document's, in thousandths: lunr keeps
 * three decimals of a term's score, and whole numbers add up to the same sum in any order.
 */
function dotProducts(
  corpus: Corpus,
  part: StorePart,
  index: number,
  vector: QueryVector,
  matching: Uint8Array,
): readonly Float64Array[] {
  const { starts, postings, frequencies, lengths, documents } = part.segment
  const dots = searchFields.map(() => new Float64Array(documents))
  for (const { term, weights } of vector.terms) {
    const place = term.places[index] ?? -1
    if (place < 0) continue
    const idf = Math.log(1 + Math.abs((corpus.documents - term.occurrences + 0.5) / (term.occurrences + 0.5))) // lunr.idf
    dots.forEach((dot, field) => {
      const weight = weights[field] ?? 0
      if (weight === 0) return
      const average = corpus.averageLengths[field] ?? 0
      const slot = place * fieldCount + field
      const end = starts[slot + 1] ?? 0
      for (let at = starts[slot] ?? 0; at < end; at++) {
        const document = postings[at] ?? 0
        if (matching[document] === 0) continue
        const frequency = frequencies[at] ?? 0
        const length = lengths[field * documents + document] ?? 0
        // lunr.Builder.prototype.createFieldVectors, in its order of operations, so that it rounds alike.
        const score = (idf * ((k1 + 1) * frequency)) / (k1 * (1 - b + b * (length / average)) + frequency)
        dot[document] = (dot[document] ?? 0) + weight * Math.round(score * 1000)
      }
    })
  }
  return dots
}

/** Scores are kept to ten decimals: articles that score alike tie, in whatever order their fields were added up. */
const precision = 1e10

/** The sum over the fields of lunr.Vector.prototype.similarity. */
function scoreOf(dots: readonly Float64Array[], document: number, magnitudes: readonly number[]): number {
  let score = 0
  for (let field = 0; field < fieldCount; field++) {
    const dot = dots[field]?.[document] ?? 0
    if (dot !== 0) score += dot / 1000 / (magnitudes[field] ?? 1)
  }
  return Math.round(score * precision) / precision
}
