import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, dayBefore, readRange, readSpan, spanOfDate } from '#core/search/dates'

const today = '2024-03-31'
const inShort = (range: { from: string | null; to: string | null } | null): string | null =>
  range === null ? null : `${range.from ?? ''}..${range.to ?? ''}`

describe('spans', () => {
  it.each([
    ['2024-01-04', '2024-01-04..2024-01-04'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2023-02', '2023-02-01..2023-02-28'],
    ['1900-02', '1900-02-01..1900-02-28'],
    ['2024', '2024-01-01..2024-12-31'],
    ['2024/1/4', '2024-01-04..2024-01-04'],
    ['2024.12', '2024-12-01..2024-12-31'],
    ['Today', '2024-03-31..2024-03-31'],
    ['yesterday', '2024-03-30..2024-03-30'],
    ['-7d', '2024-03-24..2024-03-24'],
    ['-2W', '2024-03-17..2024-03-17'],
    ['-1m', '2024-02-29..2024-02-29'],
    ['-13m', '2023-02-28..2023-02-28'],
    ['-4y', '2020-03-31..2020-03-31'],
    ['2024-13-45', null],
    ['2024-00', null],
    ['2024-02-30', null],
    ['2023-02-29', null],
    ['2024-1/4', null],
    ['0999', null],
    ['9999', null],
    ['-9999y', null],
    ['24', null],
    ['7d', null],
    ['2024-01..2024-02', null],
    ['', null],
  ])('%s', (written, expected) => {
    expect(inShort(readSpan(written, today))).toBe(expected)
  })

  it('speak of no today that is not known', () => {
    expect([readSpan('today', null), readSpan('-7d', null), readRange('-7d', null)]).toEqual([null, null, null])
  })
})

describe('ranges', () => {
  it.each([
    ['2024-01..2024-03', '2024-01-01..2024-03-31'],
    ['2024-03..2024-01', '2024-01-01..2024-03-31'],
    ['2024…', '2024-01-01..'],
    ['2023...2024-01', '2023-01-01..2024-01-31'],
    ['..2024', '..2024-12-31'],
    ['-1m..today', '2024-02-29..2024-03-31'],
    ['-7d..', '2024-03-24..'],
    ['-7d', '2024-03-25..2024-03-31'],
    ['-0d', '2024-03-31..2024-03-31'],
    ['2024', '2024-01-01..2024-12-31'],
    ['..', null],
    ['2024..x', null],
    ['x..2024', null],
    ['2024..2025..2026', null],
  ])('%s', (written, expected) => {
    expect(inShort(readRange(written, today))).toBe(expected)
  })
})

it('days follow each other, and a month holds all of its days', () => {
  const day = fc
    .date({ min: new Date('1000-01-02'), max: new Date('9998-12-30'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, (given) => {
      expect(dayBefore(dayAfter(given))).toBe(given)
      expect(dayAfter(given) > given).toBe(true)
      const month = spanOfDate(given.slice(0, 7))
      expect(month !== null && month.from <= given && given <= month.to).toBe(true)
      expect(month === null ? null : dayAfter(month.to).slice(8)).toBe('01')
    }),
  )
})
