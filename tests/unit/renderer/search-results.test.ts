import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArticleRow } from '#shared/article'
import type { Facets } from '#shared/contract'
import { facetRows } from '../../../src/renderer/features/list/facets'
import { loosen, withSimilarWords } from '../../../src/renderer/features/list/loosen-query'
import { describeMatch } from '../../../src/renderer/features/list/where-matched'

const row = (change: Partial<ArticleRow>): ArticleRow => ({
  id: 'a',
  library: 'l',
  path: 'a.txt',
  title: 'A title',
  date: { iso: null, written: null },
  author: 'Ada Example',
  source: 'The Post',
  format: 'plain-text',
  tags: ['economy/oil', 'culture'],
  hasNote: true,
  highlights: 0,
  triage: null,
  unread: false,
  language: 'en',
  added: 0,
  snippet: { text: '', marks: [] },
  snippetOf: 'body',
  matchedIn: [],
  titleMarks: [],
  ...change,
})

describe('where an article was met', () => {
  test.each([
    ['title and text show it themselves', { matchedIn: ['title', 'body', 'note'] }, ''],
    ['no words were looked for', { matchedIn: [] }, ''],
    ['the snippet is of the note', { matchedIn: ['body', 'note'], snippetOf: 'note' }, 'in your note'],
    ['the snippet is of a highlight', { matchedIn: ['highlight'], snippetOf: 'highlight' }, 'in a highlight'],
    ['the tag that is spoken of', { matchedIn: ['tag'] }, 'tag: economy/oil'],
    ['author and source', { matchedIn: ['author', 'source'] }, 'by Ada Example, source: The Post'],
  ] as const)('%s', (_, change, expected) => {
    expect(describeMatch(row(change), 'OIL prices')).toBe(expected)
  })
  test('a tag that is not spoken of letter for letter stands beside all others', () => {
    expect(describeMatch(row({ matchedIn: ['tag'] }), 'cultural')).toBe('tag: economy/oil, culture')
  })
})

describe('a step after nothing was found', () => {
  test.each([
    ['oil', true, { kind: 'everywhere' }],
    ['petrolium date:1987 after:1986', false, { kind: 'dates', text: 'petrolium' }],
    ['petrolium tag:oil lang:en', false, { kind: 'filters', text: 'petrolium' }],
    ['petrolium prices', false, { kind: 'spelling', text: 'petrolium~ prices~' }],
    ['oil', false, null],
    ['"white house"', false, null],
  ])('%s, narrowed: %s', (text, narrowed, expected) => {
    expect(loosen(text, narrowed)).toEqual(expected)
  })
  test('only plain words that are looked for may differ', () => {
    expect(withSimilarWords('petrolium -cartel NOT barrel "two words" pri*e title:ministr 1987 gas')).toBe(
      'petrolium~ -cartel NOT barrel "two words" pri*e title:ministr~ 1987 gas',
    )
  })
  test('whatever is typed, every step is another search', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem()), (text) => {
        const step = loosen(text, false)
        if (step !== null && step.kind !== 'everywhere') expect(step.text).not.toBe(text)
      }),
    )
  })
})

describe('facets', () => {
  const facets: Facets = {
    total: 9,
    dates: { step: 'day', bars: [], undated: 0 },
    sources: [
      { value: 'Reuters', count: 7 },
      { value: 'The Post', count: 2 },
    ],
    tags: [{ value: 'oil', count: 1 }],
    keywords: [{ value: 'energy', count: 2 }],
    types: [{ value: 'html', count: 3 }],
    languages: [{ value: 'en', count: 9 }],
  }
  test('what is chosen is marked without regard to case, and stays where nothing has it', () => {
    expect(facetRows('source', facets, ['reuters', 'Gone'])).toEqual([
      { value: 'Reuters', name: 'Reuters', count: 7, chosen: true },
      { value: 'The Post', name: 'The Post', count: 2, chosen: false },
      { value: 'Gone', name: 'Gone', count: null, chosen: true },
    ])
  })
  test('types and languages have names', () => {
    expect(facetRows('type', facets, [])[0]?.name).toBe('Web page')
    expect(facetRows('lang', facets, ['?'])).toMatchObject([
      { name: 'English', count: 9 },
      { name: '?', count: null },
    ])
    expect(facetRows('tag', facets, [])).toHaveLength(1)
  })
})
