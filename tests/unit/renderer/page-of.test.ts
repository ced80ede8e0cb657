import { expect, test } from 'vitest'
import { pageOf } from '../../../src/renderer/ui/page-of'

test.each([
  [0, 0, { first: 0, last: 0, before: null, after: null }],
  [0, 200, { first: 1, last: 200, before: null, after: null }],
  [0, 201, { first: 1, last: 200, before: null, after: 200 }],
  [200, 201, { first: 201, last: 201, before: 0, after: null }],
  [400, 1234, { first: 401, last: 600, before: 200, after: 600 }],
  // The list has become shorter since.
  [1200, 450, { first: 401, last: 450, before: 200, after: null }],
])('the page at %i of %i', (offset, total, page) => {
  expect(pageOf(offset, total, 200)).toEqual(page)
})

test('every one is on one page, however long the list is', () => {
  for (const total of [1, 199, 200, 201, 601, 12345]) {
    let seen = 0
    for (let at: number | null = 0; at !== null; ) {
      const page = pageOf(at, total, 200)
      expect(page.first).toBe(seen + 1)
      seen = page.last
      at = page.after
    }
    expect(seen).toBe(total)
  }
})
