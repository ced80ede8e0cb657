import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bar,
  barsOf,
  between,
  countIn,
  dateValue,
  describeBars,
  describeValue,
  keyMove,
  moveEnd,
  unitOf,
} from '../../../src/renderer/features/list/time-bars'

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
const months = (year: number, from: number, count: number): Bar[] =>
  Array.from({ length: count }, (_, at) => ({
    from: iso(Date.UTC(year, from - 1 + at, 1)),
    to: iso(Date.UTC(year, from + at, 0)),
    count: at,
  }))

describe('a span of days as the value of date:', () => {
  test.each([
    ['1987-01-01', '1987-12-31', '1987'],
    ['1987-01-01', '1989-12-31', '1987..1989'],
    ['1987-03-01', '1987-03-31', '1987-03'],
    ['1987-03-01', '1987-04-30', '1987-03..1987-04'],
    ['1988-02-01', '1988-02-29', '1988-02'],
    ['1900-02-01', '1900-02-28', '1900-02'],
    ['1987-02-01', '1987-12-31', '1987-02..1987-12'],
    ['1987-03-02', '1987-03-02', '1987-03-02'],
    ['1987-03-02', '1987-03-08', '1987-03-02..1987-03-08'],
    ['1987-03-01', '1987-03-30', '1987-03-01..1987-03-30'],
  ])('%s to %s: %s', (from, to, value) => {
    expect(dateValue(from, to)).toBe(value)
  })
})

describe('a value of date: in words', () => {
  test.each([
    ['1987-03', 'Mar 1987'],
    ['2018..2020', '2018–2020'],
    ['..2020', 'until 2020'],
    ['2024-03..', 'from Mar 2024'],
    ['2024-03-02..', 'from 2 Mar 2024'],
    ['1987-03-02..1987-03-08', '2–8 Mar 1987'],
    ['-7d', '24–30 Jun 2024'],
    ['soon', ''],
  ])('%s: %s', (value, words) => {
    // Versions of ICU differ in the spaces about a dash.
    expect(describeValue(value, '2024-06-30', 'short', 'en-GB').replaceAll(/\s*–\s*/g, '–')).toBe(words)
  })

  test('it says what is meant, where the bars are wider', () => {
    const weeks: Bar[] = [{ from: '1987-02-23', to: '1987-03-01', count: 3 }]
    expect(barsOf('1987-03', weeks, '2024-06-30')).toEqual({ from: 0, to: 0 })
    expect(describeValue('1987-03', '2024-06-30', 'long', 'en-GB')).toBe('March 1987')
  })
})

describe('the bars that a value touches', () => {
  const bars = months(1987, 1, 12)
  test.each([
    ['1987', { from: 0, to: 11 }],
    ['1987-03', { from: 2, to: 2 }],
    ['1987-03..1987-04', { from: 2, to: 3 }],
    ['1987-03-15', { from: 2, to: 2 }],
    ['1986-05..1987-02', { from: 0, to: 1 }],
    ['1987-11..', { from: 10, to: 11 }],
    ['..1987-02', { from: 0, to: 1 }],
    ['1990', null],
    ['-7d', { from: 10, to: 10 }],
    ['-2m', { from: 8, to: 10 }],
    ['1987/03', { from: 2, to: 2 }],
    ['..', null],
    ['', null],
    ['1987-04..1987-03', { from: 2, to: 3 }],
  ])('%s', (value, range) => {
    expect(barsOf(value, bars, '1987-11-20')).toEqual(range)
  })

  test('what was brushed is read back as the same bars, whatever they span', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => days * 86_400_000)
    const daily = day.chain((first) =>
      fc.integer({ min: 1, max: 120 }).map((count) =>
        Array.from({ length: count }, (_, at) => {
          const from = iso(first + at * 86_400_000)
          return { from, to: from, count: 1 }
        }),
      ),
    )
    const monthly = fc
      .tuple(fc.integer({ min: 1900, max: 2060 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 120 }))
      .map((given) => months(...given))
    const yearly = fc.tuple(fc.integer({ min: 1900, max: 2000 }), fc.constantFrom(1, 10)).map(([first, span]) =>
      Array.from({ length: 30 }, (_, at) => ({
        from: `${first + at * span}-01-01`,
        to: `${first + at * span + span - 1}-12-31`,
        count: 1,
      })),
    )
    fc.assert(
      fc.property(fc.oneof(daily, monthly, yearly), fc.nat(), fc.nat(), (bars, a, b) => {
        const range = between(a % bars.length, b % bars.length)
        const value = dateValue(bars[range.from]?.from ?? '', bars[range.to]?.to ?? '')
        expect(barsOf(value, bars, '1987-11-20')).toEqual(range)
      }),
    )
  })
})

describe('the timeline by keys', () => {
  test.each([
    ['ArrowRight', 5, 6],
    ['ArrowUp', 5, 6],
    ['ArrowLeft', 5, 4],
    ['ArrowLeft', 0, 0],
    ['PageDown', 50, 40],
    ['PageUp', 95, 99],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['Enter', 5, null],
    ['toString', 5, null],
  ])('%s from %i: %s', (key, place, expected) => {
    expect(keyMove(key, place, 100)).toBe(expected)
  })
  test('an end stops at the other one', () => {
    expect(moveEnd({ from: 3, to: 5 }, 'from', 9)).toEqual({ from: 5, to: 5 })
    expect(moveEnd({ from: 3, to: 5 }, 'to', 0)).toEqual({ from: 3, to: 3 })
    expect(moveEnd({ from: 3, to: 5 }, 'to', 8)).toEqual({ from: 3, to: 8 })
  })
})

test('bars in words', () => {
  const bars = months(1987, 3, 3)
  expect(countIn(bars, { from: 1, to: 2 })).toBe(3)
  expect(describeBars(bars, { from: 0, to: 0 }, 'month', 'long')).toMatch(/^March 1987$/)
  expect(describeBars(bars, { from: 0, to: 1 }, 'month', 'long')).toMatch(/^March\s*–\s*April 1987$/)
  expect(describeBars(bars, { from: 0, to: 9 }, 'month', 'long')).toBe('')
  expect((['day', 'week', 'month', 'quarter', 'year', 'decade'] as const).map(unitOf)).toEqual([
    ...['day', 'day', 'month', 'month', 'year', 'year'],
  ])
})
