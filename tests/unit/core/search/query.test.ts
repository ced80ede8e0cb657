import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainQuery } from '#core/search/explain'
import { parseQuery } from '#core/search/parse-query'
import { isBlank, type QueryPart } from '#core/search/query'
import { searchFields } from '#core/search/types'

/** A query in short: `-` excluded, `field:`, `*`, `~n`, `?` optional, `^n`. */
function short(text: string): string {
  const words = (part: QueryPart): string =>
    part.words
      .map(({ term, match, distance, optional }) => {
        const ending = match === 'prefix' ? '*' : match === 'fuzzy' ? `~${distance}` : ''
        return `${term}${ending}${optional ? '?' : ''}`
      })
      .join('+')
  const shortPart = (part: QueryPart): string => {
    const field = part.field === null ? '' : `${part.field}:`
    const quoted = part.kind === 'phrase' ? `"${words(part)}"` : words(part)
    return `${part.excluded ? '-' : ''}${field}${quoted}${part.weight === 1 ? '' : `^${part.weight}`}`
  }
  return parseQuery(text)
    .alternatives.map((parts) => parts.map(shortPart).join(' '))
    .join(' | ')
}

describe('parsing', () => {
  it.each([
    ['oil prices', 'oil price'],
    ['the letter', 'the? letter'],
    ['the who', 'the who'],
    ['+the letter', 'the letter'],
    ['oil OR gas prices', 'oil | ga price'],
    ['oil AND gas', 'oil ga'],
    ['oil or gas', 'oil or? ga'],
    ['oil -opec', 'oil -opec'],
    ['oil NOT opec', 'oil -opec'],
    ['-the oil', '-the oil'],
    ['"the white house" oil', '"the+white+hous" oil'],
    ['“white house”^2', '"white+hous"^2'],
    ['"white house"~10', '"white+hous"'],
    ['"never closed', '"never+close"'],
    ['immigration*', 'immigration*'],
    ['re-elec*', 're+elec*'],
    ['goverment~', 'goverment~1'],
    ['goverment~9', 'goverment~2'],
    ['oil^3 gas^0.5', 'oil^3 ga^0.5'],
    ['title:oil body:"white house" -author:smith source:re*', 'title:oil body:"white+hous" -author:smith source:re*'],
    ['Title:Oil', 'title:oil'],
    ['WHO report', 'who+WHO? report'],
    ['WHO', 'who+WHO?'],
    ['WHO REPORT', 'who? report'],
    ['20 000 people', '20000 peopl'],
    ['20,000', '20000'],
    ['全文検索 東', '全文+文検+検索 東*'],
    ["Israel's", 'israel'],
  ])('%s', (text, expected) => {
    expect(short(text)).toBe(expected)
  })

  it.each([
    ['foo:bar', 'foo+bar'],
    ['title: oil', 'titl oil'],
    ['https://www.example.com/a:b', 'example.com/a:b'],
    ['OR', 'or+OR?'],
    ['OR oil', 'or+OR? oil'],
    ['oil OR', 'oil or+OR?'],
    ['oil NOT', 'oil not+NOT?'],
    ['oil OR OR gas', 'oil or+OR? | ga'],
    ['- + oil', 'oil'],
    ['--all', 'all'],
    ['a^b', 'a+b'],
    ['oil^0', 'oil+0'],
    ['s*', 's'],
    ['ab~', 'ab'],
    ['~ ^ : * ~2', '2'],
    ['5" pipe', '5 pipe'],
  ])('what is no operator is text: %s', (text, expected) => {
    expect(short(text).replaceAll('?', '')).toBe(expected.replaceAll('?', ''))
  })

  it('finds nothing to search for in blanks and punctuation', () => {
    for (const text of ['', ' \n', '???', '""', '- + * ~']) expect(isBlank(parseQuery(text)), text).toBe(true)
    expect(isBlank(parseQuery('the'))).toBe(false)
  })

  it('expands a bounded number of words', () => {
    const parts = parseQuery('goverment~2 '.repeat(100)).alternatives.flat()
    expect(parts).toHaveLength(100)
    expect(parts.filter((part) => part.kind === 'fuzzy')).toHaveLength(16)
  })

  it('never throws, and explains whatever it made', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('OR', 'AND', 'NOT', '-', '+', '"', '“', '”', '*', '~', '~2', '^3', '^', ':', 'title:', 'source:'),
      fc.constantFrom('oil', 'the', 'WHO', '20', '000', '全文', '(', ')', '/', '\\', 'a.b@c.de', 'http://x', '\ud83d'),
    )
    const text = fc.array(fc.tuple(piece, fc.constantFrom('', ' '))).map((pieces) => pieces.flat().join(''))
    fc.assert(
      fc.property(text, (given) => {
        const query = parseQuery(given)
        expect(query.text).toBe(given)
        expect(explainQuery(query) === '').toBe(isBlank(query))
        for (const part of query.alternatives.flat()) {
          expect(part.words.length).toBeGreaterThan(0)
          expect(part.weight).toBeGreaterThan(0)
          expect(part.field === null || searchFields.includes(part.field)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('explaining', () => {
  it.each([
    ['', ''],
    ['oil prices', 'contains “oil” AND “prices”'],
    ['the letter', 'contains “letter”, “the” where possible'],
    ['oil OR gas -opec', '(contains “oil”) OR (contains “gas”, without “opec”)'],
    [
      '"white house" title:oil^2',
      'contains all words of “white house” in any order AND title contains “oil” (weight 2)',
    ],
    ['immigr*', 'contains a word beginning with “immigr”'],
    ['goverment~', 'contains a word like “goverment” (one letter may differ)'],
    ['goverment~2 -title:tax', 'contains a word like “goverment” (2 letters may differ), without “tax” in the title'],
    ['-opec', 'without “opec”'],
    ['WHO', 'contains “WHO”'],
  ])('%s', (text, expected) => {
    expect(explainQuery(parseQuery(text))).toBe(expected)
  })
})
