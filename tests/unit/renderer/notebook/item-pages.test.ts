import { describe, expect, test, vi } from 'vitest'
import type { AnnotationItem } from '#shared/annotation'
import type { AnnotationFilter } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import {
  countNarrowing,
  everything,
  filterOf,
  isNarrowed,
  toggleColour,
} from '../../../../src/renderer/features/annotations/filter'
import { ItemPages, pageSize } from '../../../../src/renderer/features/annotations/item-pages'

const item = (index: number): AnnotationItem => ({
  ...{ key: `k${index}`, kind: 'note', library: 'l', article: 'a', record: 'r', path: 'a.txt', title: 'A' },
  ...{ date: { iso: null, written: null }, source: null, highlight: null, note: `${index}`, tags: [] },
})

/** A notebook of `total` items whose answers are given when the test says so. */
function shelf(total: number) {
  const asked: { filter: AnnotationFilter; offset: number; answer: () => void; fail: () => void }[] = []
  const pages = new ItemPages(
    (filter, offset, limit) =>
      new Promise((resolve, reject) => {
        const items = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => item(offset + at))
        const answer = { total, items, review: 2, orphaned: 1, colours: [], tags: [] }
        asked.push({
          ...{ filter, offset, answer: () => resolve(answer) },
          fail: () => reject(new LecternError('io', 'The disk is away.')),
        })
      }),
  )
  return { pages, asked }
}
const all = filterOf(everything, 'all')

describe('highlights and notes by pages', () => {
  test('the first page answers the filter, others are asked for as they come into view, each once', async () => {
    const { pages, asked } = shelf(250)
    const changed = vi.fn()
    pages.subscribe(changed)
    pages.setFilter(all)
    expect(pages.snapshot().filter).toBeNull()
    asked[0]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().total).toBe(250))
    expect(pages.snapshot()).toMatchObject({ review: 2, orphaned: 1, failure: null })
    pages.show(90, 110)
    pages.show(95, 115)
    expect(asked.map(({ offset }) => offset)).toEqual([0, pageSize])
    expect(pages.snapshot().itemAt(105)).toBeNull()
    asked[1]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().itemAt(105)?.key).toBe('k105'))
    expect(pages.snapshot().itemAt(0)?.key).toBe('k0')
    expect(changed).toHaveBeenCalledTimes(2)
  })

  test('an answer to an earlier filter is dropped, and the items stay until the next answer is there', async () => {
    const { pages, asked } = shelf(3)
    pages.setFilter(all)
    asked[0]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().total).toBe(3))
    const words = { ...all, text: 'oil' }
    pages.setFilter(words)
    pages.setFilter({ ...all, text: 'gold' })
    asked[1]?.answer()
    await Promise.resolve()
    expect(pages.snapshot()).toMatchObject({ filter: all, total: 3 })
    asked[2]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().filter?.text).toBe('gold'))
  })

  test('a refresh asks again for what is in view', async () => {
    const { pages, asked } = shelf(250)
    pages.setFilter(all)
    asked[0]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().total).toBe(250))
    pages.show(120, 130)
    asked[1]?.answer()
    await vi.waitFor(() => expect(pages.snapshot().itemAt(120)).not.toBeNull())
    pages.refresh()
    expect(asked.slice(2).map(({ offset }) => offset)).toEqual([100])
    expect(pages.snapshot().itemAt(120)).not.toBeNull()
  })

  test('a failure is told, and asking again replaces it', async () => {
    const { pages, asked } = shelf(1)
    pages.setFilter(all)
    asked[0]?.fail()
    await vi.waitFor(() => expect(pages.snapshot().failure?.message).toBe('The disk is away.'))
    pages.refresh()
    asked[1]?.answer()
    await vi.waitFor(() => expect(pages.snapshot()).toMatchObject({ failure: null, total: 1 }))
  })
})

describe('narrowing', () => {
  test('counts what the filter button holds, and knows when nothing narrows', () => {
    expect(isNarrowed(everything)).toBe(false)
    expect(isNarrowed({ ...everything, text: '  ' })).toBe(false)
    expect(isNarrowed({ ...everything, text: 'oil' })).toBe(true)
    const narrowed = { ...everything, kinds: ['note' as const], tags: ['a', 'b'], from: '2024-01-01' }
    expect(countNarrowing(narrowed)).toBe(4)
    expect(filterOf({ ...narrowed, text: ' oil ' }, 'review')).toMatchObject({
      text: 'oil',
      only: 'review',
      scope: null,
    })
  })
  test('a colour goes in and out', () => {
    const once = toggleColour(everything, 'blue')
    expect(once.colours).toEqual(['blue'])
    expect(toggleColour(toggleColour(once, 'pink'), 'blue').colours).toEqual(['pink'])
  })
})
