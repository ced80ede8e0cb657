/** A search: a query over the stores of all open libraries, ranked as one. */
import { type ClauseSet, clausesOf, scoredClauses } from './clauses'
import type { Query } from './query'
import { type Matches, rank } from './rank'
import { best } from './top'
import type { SearchHit, SearchOutcome, SearchStore, StorePart } from './types'

/** Which hits of a search are wanted, and which articles may be among them at all (the statistics count all). */
export interface SearchWindow {
  readonly offset: number
  readonly limit: number
  readonly accepts?: (store: number, key: string) => boolean
}

/**
 * Searches several stores as one. Articles with all words come first and alone; where there are none, those with some of the
 * plain words, and `partial` says so. Hits of equal score stand in the order of the stores and in them as they were put in.
 * A blank query finds nothing.
 */
export function searchStores(stores: readonly SearchStore[], query: Query, window: SearchWindow): SearchOutcome {
  const places = placesOf(stores)
  const { accepts } = window
  const parts = places.map(({ part }) => part)
  const accepting =
    accepts === undefined
      ? undefined
      : (document: number): boolean => {
          const { store, key } = articleAt(places, document)
          return accepts(store, key)
        }
  const run = (sets: readonly ClauseSet[]): Matches => rank(parts, sets, scoredClauses(sets), accepting)
  let matches = run(clausesOf(query, false))
  let partial = false
  if (matches.documents.length === 0) {
    matches = run(clausesOf(query, true))
    partial = matches.documents.length > 0
  }
  const hits = best(matches, window.offset + window.limit)
    .slice(window.offset)
    .map((position): SearchHit => {
      const { store, key } = articleAt(places, matches.documents[position] ?? 0)
      return { store, key, score: matches.scores[position] ?? 0 }
    })
  return { total: matches.documents.length, partial, hits }
}

interface Place {
  readonly store: number
  readonly part: StorePart
  /** The number of its first document, counted through all parts. */
  readonly first: number
}

function placesOf(stores: readonly SearchStore[]): readonly Place[] {
  let first = 0
  return stores.flatMap((each, store) =>
    each.parts().map((part) => {
      const place = { store, part, first }
      first += part.segment.documents
      return place
    }),
  )
}

function articleAt(places: readonly Place[], document: number): { store: number; key: string } {
  const place = places.findLast(({ first }) => first <= document)
  return { store: place?.store ?? 0, key: place?.part.segment.keys[document - (place?.first ?? 0)] ?? '' }
}
