import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counted, formatDate, formatNumber, formatSpan, formatTimeLeft } from '../../../src/renderer/ui/format'
import { piecesOf } from '../../../src/renderer/ui/pieces'

describe('dates', () => {
  test.each([
    [{ iso: '2024-01-04', written: null }, 'en-GB', '4 January 2024'],
    [{ iso: '2024-01-04', written: null }, 'de-DE', '4. Januar 2024'],
    [{ iso: '1987-03', written: null }, 'en-GB', 'March 1987'],
    [{ iso: '1987', written: null }, 'en-GB', '1987'],
    [{ iso: '0099-12-31', written: null }, 'en-GB', '31 December 99'],
    [{ iso: null, written: '03/04/2018' }, 'en-GB', '03/04/2018'],
    [{ iso: null, written: null }, 'en-GB', ''],
  ])('%j in %s is %s', (date, locale, expected) => {
    expect(formatDate(date, 'long', locale)).toBe(expected)
  })

  test.each([
    ['1987-03-01', '1987-03-31', 'month', 'March 1987'],
    ['1987-03-01', '1987-04-30', 'month', 'March – April 1987'],
    ['1987-12-01', '1988-01-31', 'month', 'December 1987 – January 1988'],
    ['1980-01-01', '1989-12-31', 'year', '1980 – 1989'],
    ['1987-01-01', '1987-12-31', 'year', '1987'],
    ['2024-01-01', '2024-01-07', 'day', '1 – 7 January 2024'],
    ['2024-01-04', '2024-01-04', 'day', '4 January 2024'],
    ['0099-12-31', '0099-12-31', 'year', '99'],
  ] as const)('%s to %s by the %s is %s', (from, to, unit, expected) => {
    // How wide the spaces around the dash are is the locale's own affair.
    const plain = formatSpan(from, to, unit, 'long', 'en-GB').replace(/\s*–\s*/gu, ' – ')
    expect(plain).toBe(expected)
  })

  test('no time zone shifts a calendar day', () => {
    const zone = process.env.TZ
    try {
      for (const TZ of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin']) {
        process.env.TZ = TZ
        expect(formatDate({ iso: '2024-02-29', written: null }, 'short', 'en-GB')).toBe('29 Feb 2024')
      }
    } finally {
      process.env.TZ = zone
    }
  })
})

test('numbers and spans in words', () => {
  expect(formatNumber(19043, 'en-GB')).toBe('19,043')
  expect(counted(1, 'article', 'articles', 'en-GB')).toBe('1 article')
  expect(counted(0, 'article', 'articles', 'en-GB')).toBe('0 articles')
  expect(formatTimeLeft(200, 'en-GB')).toBe('1 s left')
  expect(formatTimeLeft(180_000, 'en-GB')).toBe('3 min left')
})

describe('pieces of a marked text', () => {
  test('marks stand out, the rest does not', () => {
    expect(
      piecesOf('a ceiling of oil', [
        [2, 9],
        [13, 16],
      ]),
    ).toEqual([
      { start: 0, text: 'a ', marked: false },
      { start: 2, text: 'ceiling', marked: true },
      { start: 9, text: ' of ', marked: false },
      { start: 13, text: 'oil', marked: true },
    ])
  })
  test('whatever the marks, the text is all there, once', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 6 }), (text, pairs) => {
        const marks = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const).sort((a, b) => a[0] - b[0])
        expect(
          piecesOf(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
