/** Articles to terms. */
import { tokenise } from './tokens'
import type { ArticleTerms, SearchableArticle } from './types'
import { searchFields } from './types'

/** Raised whenever the same text would give other terms: an index of another version is built anew. */
export const analysisVersion = 1

/** What a term's frequency is cut to, since it is kept in 16 bits. */
const mostFrequent = 0xffff

/** Analyses what of an article is indexed. Pure, and slow enough to be worth a worker (about 0.1 ms per thousand words). */
export function analyseArticle(article: SearchableArticle): ArticleTerms {
  const surfaces = new Set<string>()
  const fields = searchFields.map((field) => analyseField(article[field] ?? '', surfaces))
  return {
    lengths: fields.map((field) => field.length),
    terms: fields.map((field) => [...field.counts.keys()]),
    frequencies: fields.map((field) =>
      Uint16Array.from(field.counts.values(), (count) => Math.min(count, mostFrequent)),
    ),
    surfaces: [...surfaces],
  }
}

function analyseField(text: string, surfaces: Set<string>): { length: number; counts: Map<string, number> } {
  const counts = new Map<string, number>()
  let length = 0
  tokenise(text, ({ term, surface }) => {
    length += 1
    counts.set(term, (counts.get(term) ?? 0) + 1)
    if (surface !== term) surfaces.add(surface)
  })
  return { length, counts }
}
