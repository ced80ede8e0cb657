import type lunr from 'lunr'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyseArticle } from '#core/search/analysis'
import { type ClauseSet, clausesOf, scoredClauses } from '#core/search/clauses'
import { parseQuery } from '#core/search/parse-query'
import { searchStores } from '#core/search/search'
import { createStore } from '#core/search/store'
import type { SearchableArticle, SearchStore } from '#core/search/types'
import { englishWords, inventedArticle, inventedWords, lunrOver, pick, seeded, typedWords } from './corpus'

const optional = 1 // lunr.Query.presence.OPTIONAL
const all = { offset: 0, limit: 100_000 }

/** The articles that are left, in the order they were (last) put in. */
const living = new Map<string, SearchableArticle>()
const stores: readonly [SearchStore, SearchStore] = [createStore(), createStore()]
let index: lunr.Index

/** Two stores, several segments in each, with articles removed and replaced along the way. */
beforeAll(() => {
  const random = seeded(11)
  const inStore: [Map<string, SearchableArticle>, Map<string, SearchableArticle>] = [new Map(), new Map()]
  for (const [place, batches] of [
    [0, [260, 90, 30, 9]],
    [1, [170, 60, 20, 1]],
  ] as const) {
    const store = stores[place]
    const kept = inStore[place]
    let count = 0
    for (const batch of batches) {
      for (let i = 0; i < batch; i++) {
        const key = `${place}-${count++}`
        const article = inventedArticle(random)
        store.put(key, analyseArticle(article))
        kept.set(key, article)
      }
      store.parts()
      for (const key of [...kept.keys()]) {
        const fate = random()
        if (fate > 0.1) continue
        kept.delete(key)
        if (fate < 0.05) store.remove(key)
        else {
          const article = inventedArticle(random)
          store.put(key, analyseArticle(article))
          kept.set(key, article)
        }
      }
    }
  }
  for (const kept of inStore) for (const [key, article] of kept) living.set(key, article)
  index = lunrOver(living)
})

/** What stock lunr answers for clauses: each article and its score. */
function answer(clauses: readonly lunr.Query.Clause[]): Map<string, number> {
  const results = index.query((query) => {
    for (const clause of clauses) query.clause({ ...clause })
  })
  return new Map(results.map(({ ref, score }) => [ref, score]))
}

/** The articles that stock lunr finds for one alternative; of a group, which lunr has not, one clause has to find them too. */
function matching({ required, excluded, optional: helping }: ClauseSet): string[] {
  const clauses = [...required.flat(), ...helping, ...excluded.flat()].map((clause) => clause.lunr)
  const groups = required.filter((group) => group.length > 1)
  const inGroups = groups.map((group) => new Set(group.flatMap((clause) => [...answer([clause.lunr]).keys()])))
  return [...answer(clauses).keys()].filter((key) => inGroups.every((keys) => keys.has(key)))
}

/** Stock lunr on a parsed query. lunr has no alternatives: those are its answers to each put together, scored by all clauses. */
function stockLunr(sets: readonly ClauseSet[]): { key: string; score: number }[] {
  const found = new Set(sets.flatMap(matching))
  const scored = scoredClauses(sets).map((clause) => ({ ...clause.lunr, presence: optional }))
  const scores = scored.length > 0 ? answer(scored) : new Map<string, number>()
  const order = [...living.keys()]
  return order
    .filter((key) => found.has(key))
    .map((key) => ({ key, score: Math.round((scores.get(key) ?? 0) * 1e10) / 1e10 }))
    .sort((one, two) => two.score - one.score)
}

/** Mixed queries, each kind in turn. */
function mixedQueries(count: number): string[] {
  const random = seeded(29)
  const word = (): string => pick(random, random() < 0.6 ? inventedWords : random() < 0.7 ? englishWords : typedWords)
  const invented = (): string => pick(random, inventedWords)
  const field = (): string => pick(random, ['title', 'body', 'source', 'author'])
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
    () => `"${invented()} ${invented()}"`,
    () => `${invented().slice(0, 4)}*`,
    () => `${invented().slice(0, 3)}* ${word()}`,
    () => `${field()}:${invented().slice(0, 2)}* OR ${word()}`,
    () => `${invented().slice(1)}~`,
    () => `${invented().replace('a', 'e')}~2 ${word()}`,
    () => 'the of',
  ]
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? '')
}

describe('ranking', () => {
  it('runs over several segments with dead documents in both stores', () => {
    for (const store of stores) {
      expect(store.parts().length).toBeGreaterThan(1)
      expect(store.parts().some((part) => part.dead !== null)).toBe(true)
    }
    expect(stores[0].size + stores[1].size).toBe(living.size)
  })

  it('gives the order and the scores of stock lunr on 204 mixed queries', () => {
    let found = 0
    for (const text of mixedQueries(204)) {
      const query = parseQuery(text)
      const outcome = searchStores(stores, query, all)
      const expected = stockLunr(clausesOf(query, outcome.partial))
      expect(
        outcome.hits.map((hit) => hit.key),
        text,
      ).toEqual(expected.map((hit) => hit.key))
      outcome.hits.forEach((hit, at) => {
        expect(Math.abs(hit.score - (expected[at]?.score ?? Number.NaN)), `${text}: ${hit.key}`).toBeLessThan(1e-9)
      })
      expect(outcome.total).toBe(expected.length)
      found += outcome.total
    }
    expect(found).toBeGreaterThan(5000)
  })

  it('gives any window of the whole order', () => {
    const query = parseQuery('kakaka OR price OR karo*')
    const whole = searchStores(stores, query, all)
    expect(whole.total).toBeGreaterThan(100)
    for (const [offset, limit] of [
      [0, 1],
      [0, 10],
      [7, 20],
      [95, 30],
      [whole.total - 1, 10],
      [whole.total, 10],
    ] as const) {
      const page = searchStores(stores, query, { offset, limit })
      expect(page.total).toBe(whole.total)
      expect(page.hits).toEqual(whole.hits.slice(offset, offset + limit))
    }
  })

  it('leaves out what is not accepted and scores the rest as before', () => {
    const query = parseQuery('price')
    const whole = searchStores(stores, query, all)
    const accepts = (store: number, key: string): boolean => store === 1 && key.endsWith('0')
    const some = searchStores(stores, query, { ...all, accepts })
    expect(some.hits).toEqual(whole.hits.filter((hit) => accepts(hit.store, hit.key)))
    expect(some.total).toBe(some.hits.length)
    expect(some.total).toBeGreaterThan(0)
  })
})
