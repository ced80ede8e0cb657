import { expect, test } from 'vitest'
import {
  chooseOne,
  chooseRange,
  keyTarget,
  noSelection,
  passageTarget,
  toggle,
} from '../../../src/renderer/features/list/selection'

test('keys lead within the list and never out of it', () => {
  expect(keyTarget('ArrowDown', -1, 10, 5)).toBe(0)
  expect(keyTarget('ArrowDown', 9, 10, 5)).toBe(9)
  expect(keyTarget('ArrowUp', 0, 10, 5)).toBe(0)
  expect(keyTarget('PageDown', 3, 10, 5)).toBe(8)
  expect(keyTarget('PageUp', 3, 10, 5)).toBe(0)
  expect(keyTarget('End', 3, 10, 5)).toBe(9)
  expect(keyTarget('Home', 3, 10, 5)).toBe(0)
  expect(keyTarget('x', 3, 10, 5)).toBeNull()
  expect(keyTarget('ArrowDown', -1, 0, 5)).toBeNull()
})

test('a range starts where the last choice was made', () => {
  const one = chooseOne(4, 'd')
  const range = chooseRange(one, 6, ['d', 'e', 'f'])
  expect(range).toEqual({ cursor: 6, anchor: 4, chosen: new Set(['d', 'e', 'f']) })
  expect(chooseRange(noSelection, 2, ['b']).anchor).toBe(2)
})

test('toggling twice changes nothing', () => {
  const once = toggle(noSelection, 1, 'a')
  expect(once.chosen).toEqual(new Set(['a']))
  expect(toggle(once, 1, 'a').chosen).toEqual(new Set())
})

test('keys lead into a row’s passages, through them and out again', () => {
  expect(passageTarget('ArrowRight', -1, 3)).toBe(0)
  expect(passageTarget('ArrowRight', 1, 3)).toBeNull()
  expect(passageTarget('ArrowDown', -1, 3)).toBeNull()
  expect(passageTarget('ArrowDown', 0, 3)).toBe(1)
  expect(passageTarget('ArrowDown', 2, 3)).toBe('next-row')
  expect(passageTarget('ArrowUp', 2, 3)).toBe(1)
  expect(passageTarget('ArrowUp', 0, 3)).toBe('row')
  expect(passageTarget('ArrowLeft', 2, 3)).toBe('close')
  expect(passageTarget('ArrowLeft', -1, 0)).toBe('close')
  expect(passageTarget('ArrowRight', -1, 0)).toBeNull()
  expect(passageTarget('ArrowLeft', -1, null)).toBeNull()
  expect(passageTarget('Enter', 1, 3)).toBeNull()
})
