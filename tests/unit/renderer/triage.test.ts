import { expect, test } from 'vitest'
import { nextRow } from '../../../src/renderer/features/triage/next-row'

const rows = (from: number, to: number) => (index: number) =>
  index >= from && index < to ? { id: String(index) } : null

test.each([
  ['the next one', 3, ['3'], 4],
  ['the next one that stays', 3, ['3', '4', '6'], 5],
  ['at the end, the one before', 9, ['9'], 8],
  ['the nearest before, where all after it go too', 7, ['7', '8', '9', '6'], 5],
])('%s', (_, from, sorted, expected) => {
  expect(nextRow(rows(0, 10), 10, from, new Set(sorted))).toBe(expected)
})

test('none where all go, and none beyond what is here', () => {
  expect(nextRow(rows(0, 2), 2, 0, new Set(['0', '1']))).toBe(-1)
  expect(nextRow(rows(5, 6), 100, 5, new Set(['5']))).toBe(-1)
})
