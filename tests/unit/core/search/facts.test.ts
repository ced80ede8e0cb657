import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFact, typeNameOf, valuesOf } from '#core/search/fact-values'
import { type ArticleFacts, meetsFact } from '#core/search/facts'
import { globTest } from '#core/search/glob'
import { type FactFieldName, factFieldNames } from '#core/search/query-fields'
import { formatIds } from '#shared/article'

const today = '2024-03-31'
const article: ArticleFacts = {
  path: 'Économie/1987-03/Oil (north).txt',
  date: '1987-03-06',
  added: '2024-03-30',
  format: 'plain-text',
  language: 'en',
  tags: ['Politics/US', 'read again'],
  keywords: ['Crude oil', 'OPEC/prices'],
  hasNote: true,
  hasHighlight: false,
  triage: 'later',
  unread: true,
}

function meets(typed: string, facts: Partial<ArticleFacts> = {}): boolean | null {
  const [name = '', ...rest] = typed.split(':')
  const field = factFieldNames.find((known): known is FactFieldName => known === name)
  const asked = field === undefined ? null : readFact(field, rest.join(':'), today)
  return asked === null ? null : meetsFact(asked.fact, { ...article, ...facts }) !== asked.negated
}

describe('what an article meets', () => {
  it.each([
    ['tag:politics', true],
    ['tag:POLITICS/us', true],
    ['tag:#politics/', true],
    ['tag:politics/usa', false],
    ['tag:polit', false],
    ['tag:read  again', true],
    ['tag:us', false],
    ['tag:crude OIL', true],
    ['tag:opec', true],
    ['keyword:opec', true],
    ['keyword:opec/prices', true],
    ['keyword:politics', false],
    ['keyword:crude', false],
    ['date:1987-03-06', true],
    ['date:1987-03', true],
    ['date:1987', true],
    ['date:1987-04', false],
    ['date:1987-03-01..1987-03-06', true],
    ['date:1988..1986', true],
    ['before:1987-03-06', false],
    ['before:1987-03-07', true],
    ['before:1987', false],
    ['after:1987-03-06', false],
    ['after:1987-03-05', true],
    ['after:1987', false],
    ['added:yesterday', true],
    ['added:today', false],
    ['added:-1d', false],
    ['added:-2d', true],
    ['path:economie', true],
    ['path:1987-03/oil', true],
    ['path:1987-03\\oil', true],
    ['path:eco*oil', true],
    ['path:oil*eco', false],
    ['path:1987-0?/', true],
    ['file:oil', true],
    ['file:1987', false],
    ['file:(NORTH)', true],
    ['type:text', true],
    ['type:TXT', true],
    ['type:md', false],
    ['lang:English', true],
    ['lang:en-GB', true],
    ['lang:de', false],
    ['is:later', true],
    ['is:inbox', false],
    ['is:unread', true],
    ['is:read', false],
    ['has:note', true],
    ['has:highlights', false],
    ['no:highlight', true],
    ['no:tag', false],
    ['is:new', null],
    ['has:date', null],
    ['type:zip', null],
    ['lang:nothing', null],
    ['tag:/', null],
    ['path:', null],
  ])('%s', (typed, expected) => {
    expect(meets(typed)).toBe(expected)
  })

  it('is dated by a month or year as a whole', () => {
    const dated = { date: '2024-01' }
    expect(['date:2024-01', 'date:2024', 'before:2024-02', 'after:2023'].map((typed) => meets(typed, dated))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['date:2024-01-04', 'before:2024-01-15', 'after:2024-01-15'].map((typed) => meets(typed, dated))).toEqual([
      false,
      false,
      false,
    ])
    expect(meets('date:2024', { date: '2024' })).toBe(true)
    expect(meets('date:2024-01..2024-11', { date: '2024' })).toBe(false)
  })

  it('is not met by what is not known', () => {
    expect(meets('date:..2100', { date: null })).toBe(false)
    expect(meets('lang:en', { language: null })).toBe(false)
    expect(meets('is:archived', { triage: null })).toBe(false)
  })
})

describe('values', () => {
  it('are offered as they are read', () => {
    for (const field of factFieldNames) {
      for (const value of valuesOf(field)) expect(readFact(field, value, null), `${field}:${value}`).not.toBeNull()
    }
    for (const format of formatIds) {
      expect(readFact('type', typeNameOf(format), null)?.fact).toMatchObject({
        formats: expect.arrayContaining([format]),
      })
    }
  })
})

describe('patterns', () => {
  it('find what a regular expression finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 })
    fc.assert(
      fc.property(text, pattern, (given, glob) => {
        const source = glob.replaceAll('*', '.*').replaceAll('?', '.')
        expect(globTest(glob)(given)).toBe(new RegExp(source).test(given))
      }),
      { numRuns: 500 },
    )
  })

  it('take no time for stars without end', () => {
    expect(globTest(`${'*a'.repeat(2000)}*b`)('a'.repeat(4000))).toBe(false)
  })
})
