import lunr from 'lunr'
import { beforeAll, describe, expect, it } from 'vitest'
import { freezeArticles } from '#core/search/freeze'
import { loosened } from '#core/search/loosen'
import { parseQuery } from '#core/search/parse-query'
import { type QueryNode, type QueryWord, type TextLeaf, wantedLeaves } from '#core/search/query'
import { searchStores } from '#core/search/search'
import { createStore } from '#core/search/store'
import {
  type ArticleFacts,
  type SearchableAnnotation,
  type SearchableArticle,
  type SearchSource,
  searchFields,
} from '#core/search/types'
import { lunrOver } from '../../../support/stock-lunr'
import {
  englishWords,
  inventedAnnotation,
  inventedArticle,
  inventedWords,
  type Pieces,
  pick,
  piecesOf,
  seeded,
  typedWords,
} from './corpus'
import { annotationsOf } from './little-library'
import { type NaiveArticle, NaiveSearch, naiveArticle } from './naive'

const all = { offset: 0, limit: 100_000 }

const facts: ArticleFacts = {
  ...{ path: '', date: null, added: '2024-01-01', format: 'markdown', language: 'en', tags: [] },
  ...{ keywords: [], hasNote: false, hasHighlight: false, triage: null, unread: false },
}

/** What can be found, by key; the keys of a source begin with its number. */
const living = new Map<string, Pieces>()
const naive = new Map<string, NaiveArticle>()
const sources: SearchSource[] = []
let index: lunr.Index
let search: NaiveSearch

/**
 * Two libraries, several segments in each, with articles removed and replaced along the way, and annotations, some of them
 * replaced too; in one of the libraries titles, authors and sources are put right.
 */
beforeAll(() => {
  const random = seeded(11)
  for (const [source, batches] of [
    [0, [150, 50, 20, 9]],
    [1, [90, 40, 15, 1]],
  ] as const) {
    const store = createStore()
    const kept = new Map<string, SearchableArticle>()
    let count = 0
    for (const size of batches) {
      const batch = Array.from({ length: size }, () => inventedArticle(random, `${source}-${count++}`))
      for (const key of [...kept.keys()]) {
        const fate = random()
        if (fate < 0.05) {
          store.remove(key)
          kept.delete(key)
        } else if (fate < 0.1) batch.push(inventedArticle(random, key))
      }
      store.add(freezeArticles(batch))
      for (const article of batch) kept.set(article.key, article)
    }
    const annotated = [...kept.keys()].filter(() => random() < 0.4)
    // What was written about an article that is not there any more does not count.
    const annotations = [...annotated, `${source}-gone`].map((key): SearchableAnnotation => {
      const annotation = inventedAnnotation(random, key)
      return source === 1 ? annotation : { ...annotation, corrected: {} }
    })
    const replaced = annotations.slice(0, 30).map(({ key }) => inventedAnnotation(random, key))
    for (const [key, article] of kept) {
      const pieces = piecesOf(
        article,
        annotations.find((annotation) => annotation.key === key),
      )
      living.set(key, pieces)
      naive.set(key, naiveArticle(pieces, facts))
    }
    sources.push({ store, annotations: annotationsOf([replaced, annotations]), factsOf: () => facts })
  }
  index = lunrOver(Array.from(living, ([key, pieces]) => ({ key, language: 'en', ...pieces })))
  search = new NaiveSearch(naive.values())
})

/** A word as clauses of a lunr query: one for each of its terms, and none has to be met. */
function clausesOf(word: QueryWord, leaf: TextLeaf): lunr.Query.Clause[] {
  const query = new lunr.Query([...searchFields])
  const options = {
    boost: leaf.weight,
    usePipeline: false,
    ...(leaf.field === null ? {} : { fields: [leaf.field] }),
  }
  if (word.match === 'exact') for (const term of word.terms) query.term(term, options)
  else if (word.match === 'fuzzy') query.term(word.surface, { ...options, editDistance: word.distance })
  else query.term(word.match === 'prefix' ? `${word.surface}*` : word.surface, options)
  return query.clauses
}

/** What stock lunr answers for clauses: each article and its score. */
function answer(clauses: readonly lunr.Query.Clause[]): Map<string, number> {
  const results = index.query((query) => {
    for (const clause of clauses) query.clause({ ...clause })
  })
  return new Map(results.map(({ ref, score }) => [ref, score]))
}

/** The articles that meet a query: lunr says where each word is, and for phrases the tokens say whether they stand together. */
function matching(node: QueryNode): ReadonlySet<string> {
  const keys = [...living.keys()]
  switch (node.kind) {
    case 'all': {
      const met = node.nodes.map((each) => matching(each))
      return new Set(keys.filter((key) => met.every((found) => found.has(key))))
    }
    case 'any':
      return new Set(node.nodes.flatMap((each) => [...matching(each)]))
    case 'not': {
      const excluded = matching(node.node)
      return new Set(keys.filter((key) => !excluded.has(key)))
    }
    case 'text': {
      const words = node.words.filter((word) => !word.optional)
      const found = words.map((word) => answer(clausesOf(word, node)))
      const fields = node.field === null ? searchFields.map((_, field) => field) : [searchFields.indexOf(node.field)]
      return new Set(
        keys.filter((key) => {
          const article = naive.get(key)
          const hasAll = found.every((articles) => articles.has(key))
          return hasAll && (words.length < 2 || (article !== undefined && search.meetsLeaf(node, article, fields)))
        }),
      )
    }
    default:
      throw new RangeError('lunr knows nothing of these')
  }
}

/** What one stock lunr index over everything answers, in our order of ties. */
function stockLunr(root: QueryNode, leaves: readonly TextLeaf[]): { key: string; score: number }[] {
  const found = matching(root)
  const scores = answer(leaves.flatMap((leaf) => leaf.words.flatMap((word) => clausesOf(word, leaf))))
  return [...found]
    .map((key) => ({ key, score: Math.round((scores.get(key) ?? 0) * 1e10) / 1e10 }))
    .sort((one, two) => two.score - one.score || (one.key < two.key ? -1 : 1))
}

/** Mixed queries, each kind in turn. */
function mixedQueries(count: number): string[] {
  const random = seeded(29)
  const word = (): string => pick(random, random() < 0.6 ? inventedWords : random() < 0.7 ? englishWords : typedWords)
  const invented = (): string => pick(random, inventedWords)
  const field = (): string => pick(random, ['title', 'body', 'source', 'author', 'note', 'highlight'])
  const kinds: (() => string)[] = [
    () => word(),
    () => `${word()} ${word()}`,
    () => `the ${word()} of ${word()} ${word()}`,
    () => `${word()} OR ${word()}`,
    () => `${word()} ${word()} OR ${word()} -${invented()}`,
    () => `${word()} -${invented()}`,
    () => `-${invented()} NOT ${invented()}`,
    () => `${word()}^3 ${word()}`,
    () => `${field()}:${word()}`,
    () => `${field()}:${invented()}^2.5 ${word()} -title:${invented()}`,
    () => `"${word()} ${word()}"`,
    () => `"${word()} ${word()}"~12`,
    () => `"${word()} ${word()}"~5^2 ${word()}`,
    () => `${word()} (${word()} OR ${word()}^2) -(${invented()} ${invented()})`,
    () => `${invented().slice(0, 4)}*`,
    () => `${invented().slice(0, 3)}* ${word()}`,
    () => `${field()}:${invented().slice(0, 2)}* OR ${word()}`,
    () => `*${invented().slice(2)} ${word()}`,
    () => `${invented().slice(1)}~`,
    () => `${invented().replace('a', 'e')}~2 ${word()}`,
    () => `note:${word()} OR highlight:"${word()} ${word()}"`,
    () => 'the of',
  ]
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? '')
}

describe('ranking', () => {
  it('runs over several segments with dead documents in both libraries', () => {
    for (const { store } of sources) {
      expect(store.parts().length).toBeGreaterThan(1)
      expect(store.parts().some((part) => part.dead !== null)).toBe(true)
    }
    expect(sources.reduce((sum, { store }) => sum + store.size, 0)).toBe(living.size)
  })

  it('gives the order and the scores of one stock lunr on 220 mixed queries', () => {
    let found = 0
    let inNotes = 0
    for (const text of mixedQueries(220)) {
      const query = parseQuery(text)
      const { root } = query
      if (root === null) throw new RangeError('a query of nothing')
      const leaves = wantedLeaves(query).filter((leaf) => leaf.kind === 'text')
      const outcome = searchStores(sources, query, all)
      const expected = stockLunr(outcome.partial ? loosened(root) : root, leaves)
      expect(
        outcome.hits.map((hit) => hit.key),
        text,
      ).toEqual(expected.map((hit) => hit.key))
      const differences = outcome.hits.map(({ score }, at) => Math.abs(score - (expected[at]?.score ?? Number.NaN)))
      expect(Math.max(0, ...differences), text).toBeLessThan(1e-9)
      inNotes += outcome.hits.filter((hit) => hit.fields.includes('note')).length
      expect(outcome.total).toBe(expected.length)
      expect(outcome.cut).toEqual([])
      found += outcome.total
    }
    expect(found).toBeGreaterThan(3000)
    expect(inNotes).toBeGreaterThan(300)
  })

  it('gives any window of the whole order', () => {
    const query = parseQuery('kakaka OR price OR karo*')
    const whole = searchStores(sources, query, all)
    expect(whole.total).toBeGreaterThan(100)
    for (const [offset, limit] of [
      [0, 1],
      [0, 10],
      [7, 20],
      [95, 30],
      [3, 0],
      [whole.total - 1, 10],
      [whole.total, 10],
    ] as const) {
      const page = searchStores(sources, query, { offset, limit })
      expect(page.total).toBe(whole.total)
      expect(page.hits).toEqual(whole.hits.slice(offset, offset + limit))
    }
  })

  it('leaves out what is not accepted and scores the rest as before', () => {
    const query = parseQuery('price')
    const whole = searchStores(sources, query, all)
    const accepts = (source: number, key: string): boolean => source === 1 && key.endsWith('0')
    const some = searchStores(sources, query, { ...all, accepts })
    expect(some.hits).toEqual(whole.hits.filter((hit) => accepts(hit.source, hit.key)))
    expect(some.total).toBe(some.hits.length)
    expect(some.total).toBeGreaterThan(0)
  })
})
