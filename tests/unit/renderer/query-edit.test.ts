import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lexQuery } from '#core/search/lex'
import {
  addFilter,
  clearFilters,
  type FilterField,
  filterValues,
  removeFilter,
  setFilter,
} from '../../../src/renderer/features/list/query-edit'

describe('a filter is written into the query', () => {
  test.each([
    ['', 'tag', 'oil', 'tag:oil'],
    ['  ', 'tag', 'oil', 'tag:oil'],
    ['oil prices', 'tag', 'politics/us', 'oil prices tag:politics/us'],
    ['oil', 'source', 'Reuters', 'oil source:"Reuters"'],
    ['oil', 'source', 'The "Post"', 'oil source:"The \\"Post\\""'],
    ['oil', 'tag', 'read again', 'oil tag:"read again"'],
    ['oil OR gas', 'lang', 'en', '(oil OR gas) lang:en'],
    ['(oil OR gas) price', 'lang', 'en', '(oil OR gas) price lang:en'],
    ['oil "west tex', 'lang', 'en', 'lang:en oil "west tex'],
    ['(oil gas', 'lang', 'en', 'lang:en (oil gas'],
    ['oil OR', 'lang', 'en', 'lang:en oil OR'],
    ['OR oil', 'lang', 'en', 'OR oil lang:en'],
    ['oil OR "west tex', 'lang', 'en', 'lang:en (oil OR "west tex'],
    ['oil tag:a gas', 'tag', 'b', 'oil (tag:a OR tag:b) gas'],
    ['(tag:a OR tag:b)', 'tag', 'c', '(tag:a OR tag:b OR tag:c)'],
    ['tag:a', 'tag', 'A', 'tag:a'],
    ['-tag:a', 'tag', 'b', '-tag:a tag:b'],
  ] as const)('%j and %s %s: %j', (text, field, value, expected) => {
    expect(addFilter(text, field, value)).toBe(expected)
  })
})

describe('a filter is taken out of the query', () => {
  test.each([
    ['oil tag:a gas', 'tag', 'a', 'oil gas'],
    ['oil (tag:a OR tag:b) gas', 'tag', 'b', 'oil tag:a gas'],
    ['(tag:a OR tag:b OR tag:c)', 'tag', 'b', '(tag:a OR tag:c)'],
    ['tag:a oil tag:A', 'tag', 'a', 'oil'],
    ['oil tags:a', 'tag', 'a', 'oil'],
    ['oil source:"West Coast"', 'source', 'west coast', 'oil'],
    ['(oil OR gas) lang:en', 'lang', 'en', 'oil OR gas'],
    ['(oil OR gas) lang:en type:html', 'lang', 'en', '(oil OR gas) type:html'],
    ['oil -tag:a', 'tag', 'a', 'oil -tag:a'],
    ['oil NOT tag:a', 'tag', 'a', 'oil NOT tag:a'],
    ['-(tag:a OR tag:b)', 'tag', 'a', '-(tag:a OR tag:b)'],
    ['oil OR tag:a', 'tag', 'a', 'oil OR tag:a'],
    ['(oil tag:a)', 'tag', 'a', '(oil tag:a)'],
    ['tag:b', 'tag', 'a', 'tag:b'],
  ] as const)('%j and %s %s: %j', (text, field, value, expected) => {
    expect(removeFilter(text, field, value)).toBe(expected)
  })
})

describe('a filter is replaced', () => {
  test.each([
    ['oil', '1987', 'oil date:1987'],
    ['oil date:1987 gas', '1988-03..1988-04', 'oil date:1988-03..1988-04 gas'],
    ['date:1987 oil date:1990', '1988', 'date:1988 oil'],
    ['(date:1987 OR date:1990) oil', '1988', 'date:1988 oil'],
    ['oil OR date:1987', '1988', '(oil OR date:1987) date:1988'],
  ])('%j: %j', (text, value, expected) => {
    expect(setFilter(text, 'date', value)).toBe(expected)
    expect(filterValues(expected, 'date')).toEqual([value])
  })
  test('all filters of some fields go at once', () => {
    expect(clearFilters('after:1987 oil date:1988 gas before:1990', 'date', 'before', 'after')).toBe('oil gas')
    expect(clearFilters('(oil OR gas) date:1988', 'date')).toBe('oil OR gas')
    expect(clearFilters('oil', 'date')).toBe('oil')
  })
})

const words = [
  'oil',
  'gas',
  '"west texas"',
  '"a b"~5',
  '-opec',
  'crude*',
  'barel~',
  'title:oil',
  '/o[il]/',
  '20 000',
  'café',
]
const piece = fc.oneof(
  fc.constantFrom(...words, 'AND', 'NOT', 'tag:x', '-tag:y', 'source:"The Post"', 'date:1987', 'is:unread'),
  fc.constantFrom(
    'oil OR gas',
    '(oil OR gas)',
    '(tag:x OR tag:z)',
    '(a (b OR c))',
    '-(oil gas)',
    '(oil',
    '"open',
    'OR',
    'u:v',
  ),
)
const query = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' '))
const anything = fc.oneof(query, fc.string({ unit: 'binary', maxLength: 30 }))
const field = fc.constantFrom<FilterField>('date', 'source', 'tag', 'type', 'lang')
const valuesFor: Readonly<Record<string, readonly string[]>> = {
  date: ['1987', '1987-03..1987-04'],
  source: ['Reuters', 'The Evening Post', 'A "quoted" name', 'C:\\news\\', '«Neue» Zeit'],
  tag: ['politics/us', 'read again', 'new'],
  type: ['html', 'markdown'],
  lang: ['en', 'fr'],
}
const filter = field.chain((name) => fc.constantFrom(...(valuesFor[name] ?? [])).map((value) => [name, value] as const))

/** What a query says, every parenthesis closed, whatever the space between and the parentheses around all of it. */
const said = (text: string): string => {
  const tokens = lexQuery(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)
  const count = (token: string): number => tokens.filter((one) => one === token).length
  for (let open = count('operator (') - count('operator )'); open > 0; open--) tokens.push('operator )')
  while (tokens[0] === 'operator (' && closesAt(tokens) === tokens.length - 1)
    tokens.splice(0, tokens.length, ...tokens.slice(1, -1))
  return tokens.join('\n')
}
const closesAt = (tokens: readonly string[]): number => {
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (token === 'operator (') depth += 1
    if (token === 'operator )') depth -= 1
    if (depth === 0) return index
  }
  return tokens.length
}

describe('laws', () => {
  test('what was added is found again as one value more', () => {
    fc.assert(
      fc.property(query, filter, (text, [name, value]) => {
        const known = filterValues(text, name)
        const added = addFilter(text, name, value)
        const isKnown = known.some((one) => one.toLowerCase() === value.toLowerCase())
        expect([...filterValues(added, name)].sort()).toEqual(isKnown ? [...known].sort() : [...known, value].sort())
      }),
    )
  })
  test('added and removed again, the query says what it said', () => {
    fc.assert(
      fc.property(query, filter, (text, [name, value]) => {
        fc.pre(!filterValues(text, name).some((one) => one.toLowerCase() === value.toLowerCase()))
        expect(said(removeFilter(addFilter(text, name, value), name, value))).toBe(said(text))
      }),
    )
  })
  test('adding keeps every letter of the query', () => {
    fc.assert(
      fc.property(anything, filter, (text, [name, value]) => {
        fc.pre(filterValues(text, name).length === 0)
        expect(addFilter(text, name, value)).toContain(text.trim())
      }),
    )
  })
  test('a filter is set once, whatever stood there', () => {
    fc.assert(
      fc.property(query, filter, (text, [name, value]) => {
        expect(filterValues(setFilter(text, name, value), name)).toEqual([value])
        expect(said(clearFilters(setFilter(text, name, value), name))).toBe(said(clearFilters(text, name)))
      }),
    )
  })
  test('no text makes it fail, and clearing what is not there changes nothing', () => {
    fc.assert(
      fc.property(anything, field, (text, name) => {
        if (filterValues(text, name).length === 0) expect(clearFilters(text, name)).toBe(text)
        else expect(clearFilters(text, name).length).toBeLessThan(text.length)
      }),
    )
  })
})
