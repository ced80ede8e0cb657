import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHits, makeSnippet, parseQuery } from '#core/search/index'

/** Half of a surrogate pair without the other. */
const loneHalf = /\p{Surrogate}/u

const hits = (text: string, query: string): string[] =>
  findHits(text, parseQuery(query)).map(([start, end]) => text.slice(start, end))

describe('hits', () => {
  it.each([
    ['Immigrants and immigration', 'immigrant', ['Immigrants', 'immigration']],
    ['Israel’s war; Israel', 'Israel', ['Israel’s', 'Israel']],
    ['20,000 or 20 000 or 20000', '20000', ['20,000', '20 000', '20000']],
    ['The letter of the law', 'the letter', ['letter']],
    ['The letter of the law', 'the of', ['The', 'of', 'the']],
    ['Those who met the WHO', 'WHO', ['WHO']],
    ['Those who met', 'WHO', ['who']],
    ['in the U.S., and US forces', 'U.S.', ['U.S.']],
    ['see https://example.com/oil now', 'oil', ['oil']],
    ['see https://example.com/oil now', 'example.com', ['example.com']],
    ['governments governed', 'gover*', ['governments', 'governed']],
    ['the government fell', 'goverment~', ['government']],
    ['café and CAFE', 'Café', ['café', 'CAFE']],
    ['全文検索を東京で', '全文検索', ['全文検索']],
    ['oil and gas', 'oil -gas', ['oil']],
    ['oil or gas', 'oil OR gas', ['oil', 'gas']],
    ['the White House', '"the white house"', ['White', 'House']],
    ['nothing here', 'oil', []],
    ['oil', '', []],
  ])('%s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  it('leave out words asked for in another field', () => {
    const query = parseQuery('title:oil gas')
    expect(findHits('oil gas', query, 'title')).toHaveLength(2)
    expect(findHits('oil gas', query, 'body')).toEqual([[4, 7]])
  })

  it('are ordered and do not overlap', () => {
    const word = fc.constantFrom(
      'oil',
      'U.S.',
      'www.oil.com/oil',
      '20,000',
      'oil@oil.com',
      '全文検索',
      "l'oil",
      '-',
      '.',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (text, query) => {
        let last = 0
        for (const [start, end] of findHits(text.join(' '), parseQuery(query.join(' ')))) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
      }),
    )
  })
})

describe('snippets', () => {
  const filler = 'Nothing of interest was said here, and nobody asked for more. '
  const text = `${filler.repeat(20)}Oil fell.\n\n${filler.repeat(20)}The price of oil rose\n\nas opec met. ${filler.repeat(20)}`

  it('show the window with most different words, cut at words', () => {
    const snippet = makeSnippet(text, parseQuery('opec oil price'), 120)
    expect(snippet.text).toContain('The price of oil rose as opec met.')
    expect(snippet.marks.map(([start, end]) => snippet.text.slice(start, end))).toEqual(['price', 'oil', 'opec'])
    expect(snippet.text).toMatch(/^…\w.*…$/)
    const words = new Set(text.split(/\s+/))
    for (const word of snippet.text.slice(1, -1).split(' ')) expect(words).toContain(word)
  })

  it('open with the first words where there is nothing to show', () => {
    for (const query of ['', 'copper']) {
      const snippet = makeSnippet(text, parseQuery(query), 40)
      expect(snippet).toEqual({ text: 'Nothing of interest was said here, and…', marks: [] })
    }
    expect(makeSnippet(' Short\n\ntext ', parseQuery(''), 40)).toEqual({ text: 'Short text', marks: [] })
    expect(makeSnippet('', parseQuery('oil'), 40)).toEqual({ text: '', marks: [] })
  })

  it('keep their length and mark what the query finds, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('oil ', 'prices ', 'U.S. ', '全文検索', '😀', '\n\n', ' ', 'x'.repeat(70)),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 10, max: 80 }), (pieces, maxLength) => {
        const query = parseQuery('oil price 全文 U.S.')
        const given = pieces.join('')
        const snippet = makeSnippet(given, query, maxLength)
        expect(snippet.text.length).toBeLessThanOrEqual(maxLength)
        expect(snippet.text).not.toMatch(/\n| {2}/)
        expect(loneHalf.test(snippet.text) && !loneHalf.test(given)).toBe(false)
        let last = 0
        for (const [start, end] of snippet.marks) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(snippet.text.length)
          last = end
        }
        expect(snippet.marks.length > 0).toBe(findHits(given, query).length > 0)
      }),
      { numRuns: 300 },
    )
  })
})
