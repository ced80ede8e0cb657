/** Stock lunr over our analysis: what Lectern's base order is held to. */
import lunr from 'lunr'
import { type Query, type TextLeaf, wantedLeaves } from '#core/search/query'
import { stemmersOf } from '#core/search/stemmers'
import { tokenise } from '#core/search/tokens'
import { type SearchableArticle, searchFields, type TermsOfWords } from '#core/search/types'

/** One lunr index of all articles: every token is a term already, so its pipelines are empty. Stop words are in it. */
export function lunrOver(articles: Iterable<SearchableArticle>): lunr.Index {
  const builder = new lunr.Builder()
  builder.ref('key')
  for (const field of searchFields) builder.field(field)
  let languages: readonly string[] = []
  const analysed = (text?: null | string | object | object[]): lunr.Token[] => {
    const tokens: lunr.Token[] = []
    if (typeof text === 'string') tokenise(text, languages, ({ term }) => tokens.push(new lunr.Token(term, {})))
    return tokens
  }
  builder.tokenizer = Object.assign(analysed, { separator: /\s/ })
  for (const article of articles) {
    languages = stemmersOf(article.language)
    builder.add(article)
  }
  const index = builder.build()
  // lunr's own automaton loses terms with digits (lunr.js#503); terms are only looked up here, so a list will do.
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
