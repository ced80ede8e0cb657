/** The search room's front: everything the other rooms use of it. */
export { type AnalysedWord, analyseWords } from './analyse-words'
export { analysisVersion } from './analysis'
export { isDate } from './dates'
export { explainQuery } from './explain'
export { typeNameOf, valuesOf } from './fact-values'
export { type ArticleFacts, type Fact, meetsFact } from './facts'
export { ArticleFreezer, freezeAnnotations, freezeArticles } from './freeze'
export { findHits, type HitOptions } from './hits'
export { type JoinInput, joinSegments } from './join'
export { languageName } from './language-names'
export { languageOf } from './languages'
export { type CompletionContext, completionContext, lexQuery, type QueryToken } from './lex'
export { parseQuery, type QueryContext } from './parse-query'
export { findPassages, type Passage, type PassageOptions, type Passages } from './passages'
export { isBlank, type Query } from './query'
export { type QueryFieldName, queryFieldNames } from './query-fields'
export { quoteValue } from './quotations'
export { type FeedbackText, feedbackHits, type Refinable, refine, refineDepth } from './refine'
export { renameTagIn } from './rename-tag'
export { searchStores } from './search'
export { makeSnippet } from './snippet'
export { stemmedLanguages, stemmersOf } from './stemmers'
export { createStore, openStore } from './store'
export type {
  SearchableArticle,
  SearchField,
  SearchHit,
  SearchOutcome,
  SearchSource,
  SearchStore,
  SearchWindow,
  StoreImage,
} from './types'
