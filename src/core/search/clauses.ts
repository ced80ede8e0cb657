/** Queries to lunr's clauses: which must match, which must not, which count towards the order. */
import lunr from 'lunr'
import type { Query, QueryPart, QueryWord } from './query'
import { searchFields } from './types'

/** A clause of `lunr.Query`, with the word it came from. */
export interface Clause {
  readonly word: QueryWord
  readonly lunr: lunr.Query.Clause
}

/** One alternative: an article has to meet each group, by any clause of it, and must not meet all clauses of an exclusion. */
export interface ClauseSet {
  readonly required: readonly (readonly Clause[])[]
  readonly excluded: readonly (readonly Clause[])[]
  readonly optional: readonly Clause[]
}

/** The clauses of each alternative. With `loosely`, an article needs only one of an alternative's plain words. */
export const clausesOf = (query: Query, loosely: boolean): readonly ClauseSet[] =>
  query.alternatives.map((parts) => (loosely ? loosened(strict(parts)) : strict(parts)))

/** All clauses that count towards the order: those of `lunr.Index.query`'s query vectors. */
export const scoredClauses = (sets: readonly ClauseSet[]): readonly Clause[] =>
  sets.flatMap((set) => [...set.required.flat(), ...set.optional])

type PlannedSet = ClauseSet & { readonly plain: ReadonlySet<Clause> }

function strict(parts: readonly QueryPart[]): PlannedSet {
  const required: Clause[][] = []
  const excluded: Clause[][] = []
  const optional: Clause[] = []
  const plain = new Set<Clause>()
  for (const part of parts) {
    const clauses = part.words.map((word) => clauseOf(part, word))
    if (part.excluded) excluded.push(clauses)
    else {
      for (const clause of clauses) {
        if (clause.word.optional) optional.push(clause)
        else required.push([clause])
        if (part.kind === 'word' && part.field === null) plain.add(clause)
      }
    }
  }
  return { required, excluded, optional, plain }
}

function loosened(set: PlannedSet): ClauseSet {
  const isPlain = (group: readonly Clause[]): boolean => group.every((clause) => set.plain.has(clause))
  const firm = set.required.filter((group) => !isPlain(group))
  const loose = set.required
    .filter(isPlain)
    .flat()
    .map(({ word, lunr: clause }) => {
      return { word, lunr: { ...clause, presence: lunr.Query.presence.OPTIONAL } }
    })
  // Beside a phrase or a field that must match, plain words only help; alone, one of them has to be there.
  return firm.length === 0 && loose.length > 0
    ? { ...set, required: [loose] }
    : { ...set, required: firm, optional: [...set.optional, ...loose] }
}

function clauseOf(part: QueryPart, word: QueryWord): Clause {
  const query = new lunr.Query([...searchFields])
  query.term(word.term, {
    ...(part.field === null ? {} : { fields: [part.field] }),
    boost: part.weight,
    usePipeline: false, // the term is analysed already
    presence: presenceOf(part, word),
    ...(word.match === 'prefix' ? { wildcard: lunr.Query.wildcard.TRAILING } : {}),
    ...(word.match === 'fuzzy' ? { editDistance: word.distance } : {}),
  })
  const clause = query.clauses[0]
  if (clause === undefined) throw new RangeError('lunr made no clause')
  return { word, lunr: clause }
}

function presenceOf(part: QueryPart, word: QueryWord): lunr.Query.presence {
  if (part.excluded) return lunr.Query.presence.PROHIBITED
  return word.optional ? lunr.Query.presence.OPTIONAL : lunr.Query.presence.REQUIRED
}
