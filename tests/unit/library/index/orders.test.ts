import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogRow } from '#library/index/catalog'
import { compareBy, mergeSorted, Order, orderKey, orderNames } from '#library/index/orders'

const row = (path: string, title: string, iso: string | null, added = 0): CatalogRow => ({
  ...{ path, title, id: `l-${path}`, hash: path, format: 'plain-text', author: null, source: null, language: null },
  keywords: [],
  ...{ size: 1, modified: 1, changed: 1, date: { iso, written: null }, added, text: { at: 0, bytes: 0, check: 0 } },
})

const paths = (order: Order): string[] => order.rows().map((keyed) => keyed.row.path)

describe('the orders of a list', () => {
  const rows = [
    row('a.txt', '“Élan” again', '2024-01-04', 20),
    row('b.txt', 'zebra', null, 30),
    row('c.txt', 'apple', '2024-01', 10),
    row('d.txt', 'Éclair', '2023', 30),
    row('e.txt', 'apple', '2024-01-04', 25),
  ]

  it('puts the newest first, by path where dates agree, and the undated last', () => {
    expect(paths(new Order('date-newest', rows))).toEqual(['a.txt', 'e.txt', 'c.txt', 'd.txt', 'b.txt'])
  })

  it('puts the oldest first, and the undated last all the same', () => {
    expect(paths(new Order('date-oldest', rows))).toEqual(['d.txt', 'c.txt', 'a.txt', 'e.txt', 'b.txt'])
  })

  it('orders titles without case, accents and leading quotation marks', () => {
    expect(paths(new Order('title', rows))).toEqual(['c.txt', 'e.txt', 'd.txt', 'a.txt', 'b.txt'])
  })

  it('puts the latest arrivals first, by path where they came at once', () => {
    expect(paths(new Order('added', rows))).toEqual(['b.txt', 'd.txt', 'e.txt', 'a.txt', 'c.txt'])
  })

  it('stays what sorting everything would give, whatever comes and goes', () => {
    const change = fc.record({
      path: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      title: fc.option(fc.string({ maxLength: 3 })),
      iso: fc.option(fc.constantFrom('2024', '2024-01', '2024-01-04', '2023-12-31')),
      added: fc.nat(3),
      ask: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.constantFrom(...orderNames), (changes, name) => {
        const order = new Order(name, [])
        const known = new Map<string, CatalogRow>()
        for (const { path, title, iso, added, ask } of changes) {
          const to = title === null ? undefined : row(path, title, iso, added)
          order.change(known.get(path), to)
          if (to === undefined) known.delete(path)
          else known.set(path, to)
          if (ask) order.rows()
        }
        const expected = Array.from(known.values(), (one) => ({ row: one, key: orderKey(name, one) }))
        expect(order.rows()).toEqual(expected.sort(compareBy[name]))
      }),
    )
  })
})

describe('merging sorted lists', () => {
  it('gives the sorted whole', () => {
    const list = fc.array(fc.integer()).map((numbers) => numbers.sort((a, b) => a - b))
    fc.assert(
      fc.property(fc.array(list, { maxLength: 5 }), (lists) => {
        expect(mergeSorted(lists, (a, b) => a - b)).toEqual(lists.flat().sort((a, b) => a - b))
      }),
    )
  })
})
