import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createStore,
  type FeedbackText,
  feedbackHits,
  freezeArticles,
  parseQuery,
  refine,
  refineDepth,
  type SearchableArticle,
  type SearchSource,
  searchStores,
} from '#core/search/index'

/** Articles by key: a body, or title and body. */
type Articles = Readonly<Record<string, string | readonly [title: string, body: string]>>

const articleOf = ([key, text]: readonly [string, Articles[string]]): SearchableArticle => {
  const [title, body] = typeof text === 'string' ? ['', text] : text
  return { key, title, body, author: null, source: null, language: 'en' }
}

/** Each of `batches` becomes a segment of its own. */
function library(...batches: readonly Articles[]) {
  const articles = batches.map((batch) => Object.entries(batch).map(articleOf))
  const store = createStore()
  for (const batch of articles) store.add(freezeArticles(batch))
  const sources: readonly SearchSource[] = [
    {
      store,
      annotations: null,
      factsOf: () => {
        throw new RangeError('no facts are asked for')
      },
    },
  ]
  const texts = new Map(articles.flat().map((article) => [article.key, article]))
  const search = (text: string, readText: (key: string) => FeedbackText | null = (key) => texts.get(key) ?? null) => {
    const query = parseQuery(text)
    const outcome = searchStores(sources, query, { offset: 0, limit: 1000 })
    const wanted = feedbackHits(query, outcome).map(({ key }) => key)
    const hits = refine(sources, query, outcome, wanted.map(readText))
    return {
      partial: outcome.partial,
      plain: outcome.hits.map(({ key }) => key),
      refined: hits.map(({ key }) => key),
      hits,
      outcome,
      wanted,
    }
  }
  return { search }
}

const filler = 'harbour lantern meadow orchard pebble quarry ribbon saddle timber valley willow yarrow'

describe('nearness', () => {
  const apart = 'river harbour lantern meadow orchard pebble bridge quarry'
  const beside = 'harbour lantern river bridge meadow orchard pebble quarry'

  it('puts articles whose words stand together before those that have them apart', () => {
    const { plain, refined } = library({ a: apart, b: beside, c: filler }).search('river bridge')
    expect(plain).toEqual(['a', 'b'])
    expect(refined).toEqual(['b', 'a'])
  })

  it('does not mind the order of the words, nor which segment an article is in', () => {
    expect(library({ a: apart, c: filler }, { b: beside }).search('bridge river').refined).toEqual(['b', 'a'])
    expect(library({ b: beside }, { a: apart, c: filler }).search('bridge river').refined).toEqual(['b', 'a'])
  })

  it('looks within one field: the end of a title is not near the beginning of a body', () => {
    const across = ['lantern meadow river', 'bridge orchard pebble quarry'] as const
    const within = ['lantern meadow river', 'orchard bridge pebble quarry'] as const
    const { plain, refined } = library({ a: across, b: within, c: filler }).search('river bridge')
    expect(refined).toEqual(plain)
  })

  it('counts a word that was typed twice once', () => {
    const texts = { a: apart, b: beside, c: 'river bridge', d: 'bridge lantern river', e: filler }
    expect(library(texts).search('river bridge river').refined).toEqual(library(texts).search('river bridge').refined)
  })
})

describe('titles', () => {
  it('count a little more than bodies', () => {
    const inBody = ['harbour lantern', 'river meadow'] as const
    const inTitle = ['river meadow', 'harbour lantern'] as const
    const { plain, refined } = library({ a: inBody, b: inTitle, c: ['quarry pebble', 'valley ribbon'] }).search('river')
    expect(plain).toEqual(['a', 'b'])
    expect(refined).toEqual(['b', 'a'])
  })
})

describe('feedback', () => {
  // Nobody has `zeppelin`; `best` has most of what is asked and tells what such articles are about.
  const texts = {
    best: 'glider wing drag turbulence boundary layer airflow',
    other: 'drag race winner celebrates with sparkling trophy',
    related: 'drag airflow turbulence boundary layer measured tunnel',
    x: filler,
    y: `${filler} pebble`,
    z: `${filler} quarry`,
    v: `${filler} meadow`,
    w: `${filler} valley`,
    u: `${filler} ribbon`,
    t: `${filler} saddle`,
    s: `${filler} timber`,
  }

  it('brings up what is like the best matches where no article has all of the words', () => {
    const { partial, plain, refined } = library(texts).search('glider wing drag zeppelin')
    expect(partial).toBe(true)
    expect(plain).toEqual(['best', 'other', 'related'])
    expect(refined).toEqual(['best', 'related', 'other'])
  })

  it('does without texts that cannot be read', () => {
    const { plain, refined } = library(texts).search('glider wing drag zeppelin', () => null)
    expect(refined).toEqual(plain)
  })

  it('asks for no text where articles have all of the words', () => {
    const { partial, wanted } = library(texts).search('drag')
    expect(partial).toBe(false)
    expect(wanted).toEqual([])
  })

  it('asks for the texts of the first ten at most', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i}`, `drag ${filler}`]))
    const { plain, wanted } = library(many).search('drag zeppelin')
    expect(plain).toHaveLength(30)
    expect(wanted).toEqual(plain.slice(0, 10))
  })
})

describe('the order as a whole', () => {
  const words = ['river', 'bridge', 'oil', 'price', 'bank', 'rose', 'fell', 'the', 'market', 'ship']
  const word = fc.constantFrom(...words)
  const text = fc.array(word, { minLength: 1, maxLength: 25 }).map((list) => list.join(' '))
  const articles = fc
    .array(fc.tuple(text, text), { minLength: 1, maxLength: 30 })
    .map((list) => Object.fromEntries(list.map((pair, i) => [`k${i}`, pair])))
  const query = fc
    .array(
      fc.oneof(
        word,
        fc.constantFrom('"oil price"', 'ri*', 'prise~', '-ship', 'title:bank', 'river^3', 'OR', 'nowhere'),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((list) => list.join(' '))

  it('has the same hits, with the same scores, however they are searched', () => {
    fc.assert(
      fc.property(articles, query, (given, asked) => {
        const { outcome, hits } = library(given).search(asked)
        const byKey = [...outcome.hits].sort((one, two) => (one.key < two.key ? -1 : 1))
        expect([...hits].sort((one, two) => (one.key < two.key ? -1 : 1))).toEqual(byKey)
      }),
    )
  })

  it('does not depend on how the articles came to the index', () => {
    fc.assert(
      fc.property(articles, query, fc.nat(), (given, asked, cut) => {
        const entries = Object.entries(given)
        const at = cut % entries.length
        const turned = library(Object.fromEntries(entries.slice(at)), Object.fromEntries(entries.slice(0, at)))
        expect(turned.search(asked).refined).toEqual(library(given).search(asked).refined)
      }),
    )
  })

  it('leaves what stands behind the first of them where it was', () => {
    const many = Object.fromEntries(
      Array.from({ length: refineDepth + 20 }, (_, i) => [
        `k${String(i).padStart(3, '0')}`,
        `river ${'lantern '.repeat(i % 7)} bridge`,
      ]),
    )
    const { plain, refined } = library(many).search('river bridge')
    expect(refined.slice(refineDepth)).toEqual(plain.slice(refineDepth))
    expect(refined.slice(0, refineDepth)).not.toEqual(plain.slice(0, refineDepth))
  })

  it('is lunr’s for wildcards, fuzzy words and a single hit', () => {
    const texts = {
      a: ['lantern', `${filler} river`],
      b: ['river', `${filler} ${filler}`],
      c: 'rivers lantern',
    } as const
    for (const asked of ['riv*', 'rivr~', 'r?ver*', 'yarrow lantern harbour rivers']) {
      const { plain, refined } = library(texts).search(asked)
      expect(refined, asked).toEqual(plain)
    }
  })

  it('weighs stop words only where there is nothing else', () => {
    const texts = { a: 'the lantern meadow of quarry', b: 'lantern of the meadow quarry', c: filler }
    expect(library(texts).search('of the').refined).toEqual(['b', 'a'])
  })
})
