import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findUnits, type TextUnit, textUnits } from '#core/text/units'

/** Every unit of a text, in order. */
function all(text: string, unit: TextUnit, language: string | null = 'en'): readonly string[] {
  const units = findUnits(text, language)
  const found: string[] = []
  for (let mark = units.next(unit, 0); mark !== null; mark = units.next(unit, mark[1])) found.push(text.slice(...mark))
  return found
}

const news = 'OPEC met in Vienna.  It agreed on a ceiling.\n\n* * *\n\n“Enough,” said Mr. Smith. Nobody asked why.'

describe('units of a text', () => {
  test('sentences end where they end, and never cross a paragraph', () => {
    expect(all(news, 'sentence')).toEqual([
      'OPEC met in Vienna.',
      'It agreed on a ceiling.',
      '“Enough,” said Mr. Smith.',
      'Nobody asked why.',
    ])
    expect(all('No full stop here\n\nnor here', 'sentence')).toEqual(['No full stop here', 'nor here'])
  })

  test('paragraphs without a word are passed over', () => {
    expect(all(news, 'paragraph')).toEqual([
      'OPEC met in Vienna.  It agreed on a ceiling.',
      '“Enough,” said Mr. Smith. Nobody asked why.',
    ])
  })

  test('words stand without what surrounds them', () => {
    expect(all('“It can’t,” said 3.5 million.', 'word')).toEqual(['It', 'can’t', 'said', '3.5', 'million'])
  })

  test.each([
    ['titles and initials', 'Dr. J. R. Smith left on Jan. 5. He came back.', 2],
    ['a shortening before a name', 'The U.S. Senate met. It sat.', 2],
    ['a shortening at the end', 'They left the U.S. The rest stayed.', 2],
    ['a closing quotation mark', 'He said: “No.” Then he left.', 2],
  ])('a full stop is not always an end: %s', (_what, text, count) => {
    expect(all(text, 'sentence')).toHaveLength(count)
  })

  test.each([
    ['ja', '東京は雨だった。人々は傘を差した。', 2],
    ['zh', '会议在北京举行。各方达成一致！', 2],
    ['ar', 'وصل الوزير صباحا. ثم غادر المدينة؟ نعم.', 3],
    ['hi', 'वह घर गया। फिर लौट आया।', 2],
    ['ru', 'Шёл дождь. Все ждали.', 2],
  ])('sentences in %s', (language, text, count) => {
    const found = all(text, 'sentence', language)
    expect(found).toHaveLength(count)
    expect(found.join(' ').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  })

  test.each([
    ['ja', '東京は雨。', ['東京', 'は', '雨']],
    ['th', 'ฉันรักแมว', ['ฉัน', 'รัก', 'แมว']],
  ])('words in %s, which has no spaces', (language, text, words) => {
    expect(all(text, 'word', language)).toEqual(words)
  })

  test('a language that nobody knows is no obstacle', () => {
    expect(all('One two.', 'word', 'not a language!')).toEqual(['One', 'two'])
    expect(all('One two.', 'word', null)).toEqual(['One', 'two'])
  })

  test('a place between units leads to the next one, and after all to the last', () => {
    const units = findUnits(news, 'en')
    const at = (unit: TextUnit, offset: number): string => news.slice(...(units.at(unit, offset) ?? [0, 0]))
    expect(at('sentence', 5)).toBe('OPEC met in Vienna.')
    expect(at('sentence', news.indexOf('*'))).toBe('“Enough,” said Mr. Smith.')
    expect(at('paragraph', news.indexOf('It'))).toBe('OPEC met in Vienna.  It agreed on a ceiling.')
    expect(at('word', news.length + 9)).toBe('why')
  })

  test('a text without words has no units', () => {
    const units = findUnits('* * *\n\n—', 'en')
    for (const unit of textUnits) {
      expect(units.at(unit, 0)).toBeNull()
      expect(units.next(unit, 0)).toBeNull()
      expect(units.previous(unit, 9)).toBeNull()
    }
  })
})

const anyText = fc
  .array(fc.constantFrom('oil', 'Mr.', 'U.S.', 'end.', '雨だ。', ' ', '\n', '\n\n', '“', '”', '…', 'é'), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''))

test('forwards and backwards the same units are met, in order, trimmed, and whole words are in whole sentences', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const units = findUnits(text, 'en')
      const met = new Map<TextUnit, readonly (readonly [number, number])[]>()
      for (const unit of textUnits) {
        const there: (readonly [number, number])[] = []
        for (let mark = units.next(unit, 0); mark !== null; mark = units.next(unit, mark[1])) there.push(mark)
        const back: (readonly [number, number])[] = []
        for (let mark = units.previous(unit, text.length); mark !== null; mark = units.previous(unit, mark[0]))
          back.unshift(mark)
        expect(back).toEqual(there)
        for (const [start, end] of there) {
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
          expect(units.at(unit, start)).toEqual([start, end])
          expect(units.at(unit, end - 1)).toEqual([start, end])
        }
        met.set(unit, there)
      }
      for (const [inner, outer] of [
        ['word', 'sentence'],
        ['sentence', 'paragraph'],
      ] as const)
        for (const [start, end] of met.get(inner) ?? [])
          expect((met.get(outer) ?? []).some(([from, to]) => from <= start && end <= to)).toBe(true)
    }),
  )
})
