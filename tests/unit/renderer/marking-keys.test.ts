import { describe, expect, test } from 'vitest'
import { markingKey } from '../../../src/renderer/features/reader/marking-keys'

/** A key press: `Ctrl+Shift+ArrowUp`; letters and figures stand where a usual keyboard has them. */
function press(keys: string, rightToLeft = false): ReturnType<typeof markingKey> {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const has = (name: string): boolean => parts.slice(0, -1).includes(name)
  const code = /^\d$/.test(key) ? `Digit${key}` : key
  const modifiers = { ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt'), shiftKey: has('Shift') }
  return markingKey({ key, code, ...modifiers }, rightToLeft)
}

describe('keys while a passage is chosen', () => {
  test.each([
    ['ArrowRight', { kind: 'move', unit: 'word', direction: 1 }],
    ['ArrowLeft', { kind: 'move', unit: 'word', direction: -1 }],
    ['Ctrl+ArrowRight', { kind: 'move', unit: 'sentence', direction: 1 }],
    ['Alt+ArrowLeft', { kind: 'move', unit: 'sentence', direction: -1 }],
    ['ArrowDown', { kind: 'move', unit: 'sentence', direction: 1 }],
    ['k', { kind: 'move', unit: 'sentence', direction: -1 }],
    ['Ctrl+ArrowUp', { kind: 'move', unit: 'paragraph', direction: -1 }],
    ['Shift+ArrowRight', { kind: 'extend', unit: 'word', direction: 1 }],
    ['Shift+J', { kind: 'extend', unit: 'sentence', direction: 1 }],
    ['Ctrl+Shift+ArrowDown', { kind: 'extend', unit: 'paragraph', direction: 1 }],
    ['p', { kind: 'choose', unit: 'paragraph' }],
    ['3', { kind: 'save', colour: 'blue', onto: null }],
    ['Shift+5', { kind: 'save', colour: 'purple', onto: null }],
    ['Enter', { kind: 'save', colour: null, onto: null }],
    ['n', { kind: 'save', colour: null, onto: 'note' }],
    ['t', { kind: 'save', colour: null, onto: 'tag' }],
    // With Caps Lock on.
    ['W', { kind: 'choose', unit: 'word' }],
    ['N', { kind: 'save', colour: null, onto: 'note' }],
    ['Shift+j', { kind: 'extend', unit: 'sentence', direction: 1 }],
    ['Escape', { kind: 'leave' }],
  ])('%s', (keys, meaning) => expect(press(keys)).toEqual(meaning))

  test('sideways is turned round where lines run from right to left', () => {
    expect(press('ArrowLeft', true)).toEqual({ kind: 'move', unit: 'word', direction: 1 })
    expect(press('Shift+ArrowRight', true)).toEqual({ kind: 'extend', unit: 'word', direction: -1 })
  })

  test.each(['Ctrl+k', 'Ctrl+K', 'Shift+W', 'Ctrl+Shift+C', 'Meta+j', '6', 'x', 'Ctrl+1', 'Tab'])(
    '%s means nothing here',
    (keys) => expect(press(keys)).toBeNull(),
  )
})
