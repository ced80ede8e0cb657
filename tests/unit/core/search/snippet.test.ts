import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHits, type HitOptions } from '#core/search/hits'
import { parseQuery } from '#core/search/index'
import { findPassages } from '#core/search/passages'
import { makeSnippet } from '#core/search/snippet'

const inBody: HitOptions = { field: 'body', language: 'en' }
const filler = 'Nothing of interest was said here, and nobody asked for more. '
const text = `${filler.repeat(20)}Oil fell.\n\n${filler.repeat(20)}The price of oil rose\n\nas opec met. ${filler.repeat(20)}`

/** Half of a surrogate pair without the other. */
const loneHalf = /\p{Surrogate}/u
const marked = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }): string[] =>
  marks.map(([start, end]) => text.slice(start, end))
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('oil ', 'prices ', 'U.S. ', '全文検索', '😀', '\n\n', ' ', 'oil price ', 'x'.repeat(70)),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

describe('a snippet', () => {
  it('shows the window with most different words, cut at words', () => {
    const snippet = makeSnippet(text, parseQuery('opec oil price'), 120, inBody)
    expect(snippet.text).toContain('The price of oil rose as opec met.')
    expect(marked(snippet)).toEqual(['price', 'oil', 'opec'])
    expect(snippet.text).toMatch(/^…\w.*…$/)
    const words = new Set(text.split(/\s+/))
    for (const word of snippet.text.slice(1, -1).split(' ')) expect(words).toContain(word)
  })

  it('shows a phrase rather than its words', () => {
    const given = `Oil or price, oil or price. ${filler.repeat(5)}The oil price rose. ${filler.repeat(5)}`
    expect(marked(makeSnippet(given, parseQuery('"oil price"'), 100, inBody))).toEqual(['oil price'])
    expect(marked(makeSnippet(given, parseQuery('oil OR price OR "oil price"'), 100, inBody))).toEqual(['oil price'])
  })

  it('shows most hits of words that are as many, and of these the first', () => {
    const given = `Oil. ${filler.repeat(5)}Oil and oil. ${filler.repeat(5)}Oil or oil.`
    expect(makeSnippet(given, parseQuery('oil'), 60, inBody).text).toContain('Oil and oil.')
  })

  it('is found however far into the text', () => {
    const given = `${filler.repeat(20_000)}The price of oil rose.`
    expect(marked(makeSnippet(given, parseQuery('oil price'), 80, inBody))).toEqual(['price', 'oil'])
  })

  it('opens with the first words where there is nothing to show', () => {
    for (const query of ['', 'copper', '-oil', 'title:oil']) {
      const snippet = makeSnippet(text, parseQuery(query), 40, inBody)
      expect(snippet).toEqual({ text: 'Nothing of interest was said here, and…', marks: [] })
    }
    expect(makeSnippet(' Short\n\ntext ', parseQuery(''), 40, inBody)).toEqual({ text: 'Short text', marks: [] })
    expect(makeSnippet('', parseQuery('oil'), 40, inBody)).toEqual({ text: '', marks: [] })
  })

  it('keeps its length and marks what the query finds, whatever the text', () => {
    const query = parseQuery('oil price 全文 U.S. OR "oil price"')
    fc.assert(
      fc.property(anyText, fc.integer({ min: 10, max: 80 }), (given, maxLength) => {
        const snippet = makeSnippet(given, query, maxLength, inBody)
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
        expect(snippet.marks.length > 0).toBe(findHits(given, query, inBody).length > 0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('passages', () => {
  const options = { ...inBody, limit: 10, maxLength: 80 }

  it('are all the places that show why, in reading order', () => {
    const { total, passages } = findPassages(text, parseQuery('oil opec'), options)
    expect(total).toBe(2)
    expect(passages.map(({ snippet }) => marked(snippet))).toEqual([['Oil'], ['oil', 'opec']])
    expect(passages.map(({ start }) => text.slice(start, start + 3))).toEqual(['Oil', 'oil'])
  })

  it('are the best where there are more than asked for, and say how many there are', () => {
    const given = `Oil. ${filler.repeat(3)}Opec and oil. ${filler.repeat(3)}Gas. ${filler.repeat(3)}Oil, opec and gas.`
    const found = findPassages(given, parseQuery('oil OR opec OR gas'), { ...options, limit: 2 })
    expect(found.total).toBe(4)
    expect(found.passages.map(({ snippet }) => marked(snippet))).toEqual([
      ['Opec', 'oil'],
      ['Oil', 'opec', 'gas'],
    ])
  })

  it('are none where there is nothing to show', () => {
    expect(findPassages(text, parseQuery('copper'), options)).toEqual({ total: 0, passages: [] })
    expect(findPassages(text, parseQuery('oil'), { ...options, limit: 0 })).toEqual({ total: 2, passages: [] })
  })

  it('show every hit once, whatever the text', () => {
    const query = parseQuery('oil price 全文 U.S.')
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 80 }), (given, maxLength) => {
        const marks = findHits(given, query, inBody)
        const { total, passages } = findPassages(given, query, { ...inBody, limit: 1000, maxLength })
        expect(passages).toHaveLength(total)
        expect(total > 0).toBe(marks.length > 0)
        const shown = passages.flatMap(({ snippet }) => marked(snippet))
        expect(shown.join(' ').replace(/\s+/gu, ' ')).toBe(
          marks.map(([start, end]) => given.slice(start, end).replace(/\s+/gu, ' ')).join(' '),
        )
        let last = -1
        for (const { start, snippet } of passages) {
          expect(start).toBeGreaterThan(last)
          last = start
          expect(snippet.text.length).toBeLessThanOrEqual(maxLength)
          expect(marks.some(([from]) => from === start)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
