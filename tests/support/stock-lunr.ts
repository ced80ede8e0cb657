/** Stock lunr over our analysis: what Lectern's base order is held to. */
import lunr from 'lunr'
import { type Query, type TextLeaf, wantedLeaves } from '#core/search/query'
import { stemmersOf } from '#core/search/stemmers'
import { tokenise } from '#core/search/tokens'
import { type SearchField, searchFields, type TermsOfWords } from '#core/search/types'

/** An article as lunr gets it: the text of each field, or its pieces. */
type IndexedFields = { readonly key: string; readonly language: string | null } & {
  readonly [F in SearchField]?: string | readonly string[] | null
}

/** One lunr index of all articles: every token is a term already, so its pipelines are empty. Stop words are in it. */
export function lunrOver(articles: Iterable<IndexedFields>): lunr.Index {
  const builder = new lunr.Builder()
  builder.ref('key')
  for (const field of searchFields) builder.field(field)
  let languages: readonly string[] = []
  const analysed = (text?: null | string | object | object[]): lunr.Token[] => {
    const tokens: lunr.Token[] = []
    for (const piece of Array.isArray(text) ? text : [text ?? ''])
      tokenise(String(piece), languages, ({ term }) => tokens.push(new lunr.Token(term, {})))
    return tokens
  }
  builder.tokenizer = Object.assign(analysed, { separator: /\s/ })
  for (const article of articles) {
    languages = stemmersOf(article.language)
    builder.add(article)
  }
  return builder.build()
}

/** Lets an index find every term by its name: lunr's own automaton loses some with digits in them (lunr.js#503). */
export function findingEveryTerm(index: lunr.Index): lunr.Index {
  const terms = (index as unknown as { readonly invertedIndex: object }).invertedIndex
  const tokenSet = {
    intersect: (other: lunr.TokenSet) => ({ toArray: () => other.toArray().filter((term) => term in terms) }),
  }
  return Object.assign(index, { tokenSet })
}

/**
 * What lunr gives every article for the words of a query that count towards the order; `terms`: what wildcards and fuzzy
 * words stand for, which lunr knows of terms only and not of written forms.
 */
export function lunrScores(index: lunr.Index, query: Query, terms: TermsOfWords): ReadonlyMap<string, number> {
  const leaves = wantedLeaves(query).filter((leaf): leaf is TextLeaf => leaf.kind === 'text')
  const clauses = leaves.flatMap((leaf) =>
    leaf.words.flatMap((word) => [...terms(word)].map((term) => ({ term, leaf }))),
  )
  if (clauses.length === 0) return new Map()
  const results = index.query((asked) => {
    for (const { term, leaf } of clauses)
      asked.term(term, {
        boost: leaf.weight,
        usePipeline: false,
        ...(leaf.field === null ? {} : { fields: [leaf.field] }),
      })
  })
  return new Map(results.map(({ ref, score }) => [ref, score]))
}
