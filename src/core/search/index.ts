/** The search room's front: everything the other rooms use of it. */
export { type AnalysedWord, analyseWords } from './analyse-words'
export { analysisVersion } from './analysis'
export { explainQuery } from './explain'
export { ArticleFreezer, freezeAnnotations, freezeArticles } from './freeze'
export { findHits } from './hits'
export { parseQuery } from './parse-query'
export { isBlank, type Query } from './query'
export { searchStores } from './search'
export { makeSnippet } from './snippet'
export { stemmersOf } from './stemmers'
export { createStore, openStore } from './store'
export type {
  ArticleTerms,
  SearchableArticle,
  SearchField,
  SearchHit,
  SearchOutcome,
  SearchSource,
  SearchStore,
  SearchWindow,
  StoreImage,
} from './types'
