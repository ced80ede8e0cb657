import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldersAbove } from '#library/paths'
import { type CountedArticle, facetsOf } from '#library/search/facets'
import { formatIds } from '#shared/article'
import type { Facets } from '#shared/contract'

const article = (wanted: Partial<CountedArticle>): CountedArticle => ({
  ...{ date: null, source: null, format: 'plain-text', language: null, tags: [], keywords: [], ...wanted },
})
const dated = (...dates: readonly (string | null)[]): Facets['dates'] =>
  facetsOf(dates.map((date) => article({ date }))).dates

const msPerDay = 86_400_000
const dayBefore = (day: string): string => new Date(Date.parse(day) - msPerDay).toISOString().slice(0, 10)
const two = (number: number): string => String(number).padStart(2, '0')
const anyDate = fc
  .record({ year: fc.integer({ min: 1000, max: 9998 }), month: fc.integer({ min: 1, max: 12 }), day: fc.nat(27) })
  .chain(({ year, month, day }) =>
    fc.constantFrom(`${year}`, `${year}-${two(month)}`, `${year}-${two(month)}-${two(day + 1)}`),
  )
const nearDate = fc
  .tuple(fc.integer({ min: 0, max: 4000 }), fc.boolean())
  .map(([days, isMonth]) => new Date(Date.UTC(2020, 0, 1) + days * msPerDay).toISOString().slice(0, isMonth ? 7 : 10))

describe('the bars of a date histogram', () => {
  it.each([
    ['day', '2024-01-01', '2024-04-29', ['2024-01-01', '2024-01-01'], 120],
    ['week', '2024-01-01', '2024-04-30', ['2024-01-01', '2024-01-07'], 18],
    ['month', '2022-01-15', '2024-12-01', ['2022-01-01', '2022-01-31'], 36],
    ['quarter', '2000-02', '2024-01-01', ['2000-01-01', '2000-03-31'], 97],
    ['year', '1950', '2024-06', ['1950-01-01', '1950-12-31'], 75],
    ['decade', '1806', '2024', ['1800-01-01', '1809-12-31'], 23],
  ] as const)('are of a %s where that is the shortest step for at most 120', (step, first, last, bar, bars) => {
    const dates = dated(first, last)
    expect(dates).toMatchObject({ step, undated: 0 })
    expect(dates.bars).toHaveLength(bars)
    expect(dates.bars[0]).toEqual({ from: bar[0], to: bar[1], count: 1 })
    expect(dates.bars.at(-1)?.count).toBe(1)
  })

  it('begin weeks on Monday', () => {
    const [first] = dated('2024-01-04', '2024-12-31').bars
    expect(first).toEqual({ from: '2024-01-01', to: '2024-01-07', count: 1 })
  })

  it('hold several decades where a lone date is far away', () => {
    const { step, bars } = dated('1000', '9998')
    expect(step).toBe('decade')
    expect(bars.length).toBeLessThanOrEqual(120)
    expect(bars[0]).toEqual({ from: '1000-01-01', to: '1079-12-31', count: 1 })
  })

  it('are none where nothing is dated', () => {
    expect(dated(null, '', '2024-02-31', 'soon')).toEqual({ step: 'day', bars: [], undated: 4 })
  })

  it('are without gaps, at most 120, and hold each article at its beginning', () => {
    const dates = fc.oneof(fc.array(anyDate, { minLength: 1 }), fc.array(nearDate, { minLength: 1 }))
    fc.assert(
      fc.property(dates, (all) => {
        const { bars } = dated(...all)
        expect(bars.length).toBeLessThanOrEqual(120)
        bars.forEach(({ from, to, count }, at) => {
          const beginnings = all.map((date) => `${date}-01-01`.slice(0, 10))
          expect(count).toBe(beginnings.filter((day) => from <= day && day <= to).length)
          const next = bars[at + 1]
          if (next !== undefined) expect(dayBefore(next.from)).toBe(to)
        })
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
        expect([bars[0]?.count, bars.at(-1)?.count]).not.toContain(0)
      }),
    )
  })
})

describe('facets', () => {
  it('count what counting one by one gives', () => {
    const articles = fc.array(
      fc.record({
        ...{ date: fc.option(nearDate), source: fc.option(fc.constantFrom('A', 'B', 'C c')) },
        ...{ format: fc.constantFrom(...formatIds), language: fc.option(fc.constantFrom('en', 'it', 'ja')) },
        tags: fc.uniqueArray(fc.constantFrom('a', 'a/b', 'a/b/c', 'a/d', 'ab', 'politics/us'), { maxLength: 4 }),
        keywords: fc.uniqueArray(fc.constantFrom('A', 'a/b', 'oil', 'oil/crude', 'AB'), { maxLength: 3 }),
      }),
    )
    fc.assert(
      fc.property(articles, (all) => {
        const facets = facetsOf(all)
        const check = (shown: Facets['tags'], holds: (one: CountedArticle, value: string) => boolean): void => {
          for (const { value, count } of shown) expect(count).toBe(all.filter((one) => holds(one, value)).length)
          expect(shown.map(({ count }) => count)).toEqual(shown.map(({ count }) => count).sort((a, b) => b - a))
          expect(shown.every(({ count }) => count > 0)).toBe(true)
        }
        check(facets.sources, (one, value) => one.source === value)
        check(facets.languages, (one, value) => one.language === value)
        const carries = (carried: readonly string[], value: string): boolean =>
          carried.some((one) => `${one}/`.toLowerCase().startsWith(`${value}/`.toLowerCase()))
        check(facets.tags, ({ tags, keywords }, value) => carries([...tags, ...keywords], value))
        check(facets.keywords, ({ keywords }, value) => carries(keywords, value))
        const given = new Set(all.flatMap(({ tags }) => tags.flatMap((tag) => [...foldersAbove(tag), tag])))
        expect(new Set(facets.tags.map(({ value }) => value))).toEqual(given)
        expect(new Set(facets.keywords.map(({ value }) => value))).toEqual(new Set(all.flatMap((one) => one.keywords)))
        expect(facets.total).toBe(all.length)
        expect(facets.dates.undated).toBe(all.filter(({ date }) => date === null).length)
        expect(facets.types.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
        expect(facets.sources.reduce((sum, { count }) => sum + count, 0)).toBe(
          all.filter(({ source }) => source !== null).length,
        )
      }),
    )
  })

  it('name types as a query takes them, and hold at most 100 values, the most frequent first', () => {
    const many = Array.from({ length: 300 }, (_, at) => article({ source: `source ${at % 150}`, format: 'dated-text' }))
    const { sources, types } = facetsOf([...many, article({ source: 'source 149' }), article({ format: 'html' })])
    expect(sources).toHaveLength(100)
    expect(sources[0]).toEqual({ value: 'source 149', count: 3 })
    expect(types).toEqual([
      { value: 'text', count: 301 },
      { value: 'html', count: 1 },
    ])
  })
})
