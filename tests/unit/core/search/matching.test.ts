import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleFacts } from '#core/search/facts'
import { freezeArticles } from '#core/search/freeze'
import { loosened } from '#core/search/loosen'
import { parseQuery } from '#core/search/parse-query'
import { type PatternLeaf, type Query, wantedLeaves } from '#core/search/query'
import { searchStores } from '#core/search/search'
import { createStore } from '#core/search/store'
import {
  type SearchableAnnotation,
  type SearchableArticle,
  type SearchSource,
  type SearchWindow,
  searchFields,
} from '#core/search/types'
import { piecesOf } from './corpus'
import { annotationsOf } from './little-library'
import { fieldsOf, type NaiveArticle, NaiveSearch, naiveArticle } from './naive'

const words = ['run', 'running', 'runs', 'oil', 'oils', 'oily', 'the', 'of', 'WHO', 'x-ray', '1,000', '東京', '京都']
const text = fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((drawn) => drawn.join(' '))
const maybeText = fc.option(text, { nil: null })

interface Drawn {
  readonly article: Omit<SearchableArticle, 'key'>
  readonly annotation: Omit<SearchableAnnotation, 'key'> | null
  readonly facts: Pick<ArticleFacts, 'date' | 'format' | 'unread'>
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  article: fc.record({ title: text, body: text, author: maybeText, source: maybeText, language: fc.constant('en') }),
  annotation: fc.option(
    fc.record({
      tags: fc.array(fc.constantFrom('oil', 'run/oil', 'the'), { maxLength: 2 }),
      note: text,
      highlights: fc.array(text, { maxLength: 2 }),
      corrected: fc.record({ title: text, author: text, source: text }, { requiredKeys: [] }),
    }),
    { nil: null },
  ),
  facts: fc.record({
    date: fc.constantFrom('2024-01-04', '2023', null),
    format: fc.constantFrom('markdown', 'html'),
    unread: fc.boolean(),
  }),
})

/** Libraries, each of several batches. */
const libraries = fc.array(fc.array(fc.array(drawn, { minLength: 1, maxLength: 6 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 2,
})

/** Of these the last is nowhere. */
const plain = fc.constantFrom(...words, 'zebra')
const unit = fc.oneof(
  { weight: 6, arbitrary: plain },
  fc.tuple(plain, plain).map((pair) => `"${pair.join(' ')}"`),
  fc.tuple(plain, plain, plain).map((three) => `"${three.join(' ')}"`),
  fc.tuple(plain, plain, fc.integer({ min: 1, max: 6 })).map(([one, two, within]) => `"${one} ${two}"~${within}`),
  fc.tuple(plain, plain, plain).map((three) => `"${three.join(' ')}"~4`),
  fc.constantFrom(
    'ru*',
    'oi*',
    '*ly',
    'o?l',
    'r*s',
    'runing~',
    'oils~1',
    'oyl~1',
    '"the ru"',
    '東京都',
    '東',
    '"京 oil"~2',
    '"oil 東"',
  ),
  fc.constantFrom('title:oil', 'note:run', 'body:"oil of"', 'highlight:ru*', 'author:the', '+the', '+oil', 'oil^2'),
  fc.constantFrom('tag:oil', 'tag:run', 'has:note', 'is:unread', 'date:2024', 'type:md', 'date:2023'),
  fc.constantFrom('/o.l/', '/^run/'),
)
const grouped: fc.Arbitrary<string> = fc.letrec<{ group: string; member: string }>((tie) => ({
  member: fc.oneof(
    { weight: 6, arbitrary: unit },
    unit.map((inner) => `-${inner}`),
    tie('group').map((inner) => `(${inner})`),
    tie('group').map((inner) => `-(${inner})`),
  ),
  group: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie('member'), { minLength: 1, maxLength: 3 }).map((members) => members.join(' ')),
    fc.array(tie('member'), { minLength: 2, maxLength: 3 }).map((members) => members.join(' OR ')),
  ),
})).group

/** Some that nothing meets whole. */
const queryText = fc.oneof(
  { weight: 4, arbitrary: grouped },
  fc.array(unit, { minLength: 2, maxLength: 4 }).map((units) => `zebra ${units.join(' ')}`),
)

/** The same articles in stores and as tokens, by source and key. */
function build(drawnLibraries: readonly (readonly (readonly Drawn[])[])[]) {
  const naive = new Map<string, NaiveArticle>()
  const sources = drawnLibraries.map((batches, source): SearchSource => {
    const store = createStore()
    const annotations: SearchableAnnotation[] = []
    const facts = new Map<string, ArticleFacts>()
    batches.forEach((batch, number) => {
      const articles = batch.map(({ article, annotation, facts: given }, index): SearchableArticle => {
        const key = `${number}/${index}`
        const made = { ...article, key }
        const note = annotation === null ? undefined : { ...annotation, key }
        if (note !== undefined) annotations.push(note)
        const tags = note?.tags ?? []
        const known: ArticleFacts = {
          ...given,
          ...{ path: key, added: '2024-02-01', language: 'en', tags, keywords: [], triage: null },
          hasNote: (note?.note ?? '') !== '',
          hasHighlight: (note?.highlights ?? []).length > 0,
        }
        facts.set(key, known)
        naive.set(`${source}:${key}`, naiveArticle(piecesOf(made, note), known))
        return made
      })
      store.add(freezeArticles(articles))
    })
    // What was written about an article that is not there any more stays out.
    annotations.push({ key: 'gone', tags: ['oil'], note: 'run the oils', highlights: ['oily'] })
    return {
      store,
      annotations: annotationsOf([annotations.slice(0, 1), annotations.slice(1)]),
      factsOf: (key) => {
        const found = facts.get(key)
        if (found === undefined) throw new RangeError('asked for an article that is not there')
        return found
      },
    }
  })
  return { sources, naive }
}

const whole: SearchWindow = { offset: 0, limit: 1000 }

describe('articles that meet a query', () => {
  it('are those that meet it when every token is looked at, and the fields are those its words stand in', () => {
    let full = 0
    let partial = 0
    fc.assert(
      fc.property(libraries, queryText, fc.boolean(), (drawnLibraries, typed, withPatterns) => {
        const { sources, naive } = build(drawnLibraries)
        const query = parseQuery(typed)
        const { root } = query
        if (root === null) return
        const search = new NaiveSearch(naive.values())
        const find = (node: typeof root): string[] =>
          [...naive].filter(([, article]) => search.meets(node, article, withPatterns)).map(([key]) => key)
        const strictly = find(root)
        const expected = strictly.length > 0 ? strictly : find(loosened(root))
        const patterns = withPatterns ? patternsOf(query, naive) : undefined
        const outcome = searchStores(sources, query, patterns === undefined ? whole : { ...whole, patterns })
        const found = outcome.hits.map(({ source, key }) => `${source}:${key}`)
        expect([...found].sort()).toEqual([...expected].sort())
        expect(outcome.total).toBe(expected.length)
        expect(outcome.partial).toBe(strictly.length === 0 && expected.length > 0)
        expect(outcome.cut).toEqual([])
        for (const hit of outcome.hits) {
          const article = naive.get(`${hit.source}:${hit.key}`)
          expect(hit.fields).toEqual(article === undefined ? [] : fieldsMet(search, query, article))
        }
        expect(
          outcome
            .matching()
            .map(({ source, key, score }) => `${source}:${key} ${score}`)
            .sort(),
        ).toEqual(outcome.hits.map(({ source, key, score }) => `${source}:${key} ${score}`).sort())
        full += strictly.length > 0 ? 1 : 0
        partial += outcome.partial ? 1 : 0
      }),
      { numRuns: 250 },
    )
    expect(full).toBeGreaterThan(75)
    expect(partial).toBeGreaterThan(10)
  })
})

/** Every pattern of a query, also those under `not`, as it is met by the articles. */
function patternsOf(query: Query, naive: ReadonlyMap<string, NaiveArticle>) {
  const patterns = new Map<PatternLeaf, (source: number, key: string) => boolean>()
  const walk = (node: NonNullable<Query['root']>): void => {
    if (node.kind === 'all' || node.kind === 'any') node.nodes.forEach(walk)
    else if (node.kind === 'not') walk(node.node)
    else if (node.kind === 'pattern') {
      const meaning = new RegExp(node.source, node.flags)
      patterns.set(node, (source, key) => meaning.test(naive.get(`${source}:${key}`)?.text ?? ''))
    }
  }
  if (query.root !== null) walk(query.root)
  return patterns
}

function fieldsMet(search: NaiveSearch, query: Query, article: NaiveArticle): string[] {
  const leaves = wantedLeaves(query).filter((leaf) => leaf.kind === 'text')
  const firm = leaves.some((leaf) => leaf.words.some((word) => !word.optional))
  return searchFields.filter((_, field) =>
    leaves.some((leaf) => {
      if (!fieldsOf(leaf).includes(field)) return false
      const counted = leaf.words.filter((word) => !firm || !word.optional)
      if (leaf.adjacent || leaf.form === 'near') {
        const together = leaf.words.filter((word) => !word.optional).length > 1
        if (together) return search.meetsLeaf(leaf, article, [field])
      }
      return counted.some((word) => search.placesOf(word, article, field).length > 0)
    }),
  )
}
