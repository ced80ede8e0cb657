import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandNames, commands } from '#shared/commands'
import { isCharacter, keymapOf, keyParts, keysOf, ownersOf, writeKey } from '#shared/keys'
import { commandOf, createKeymap } from '../../../src/renderer/desk/commands'
import { shownKeys } from '../../../src/renderer/desk/key-hints'
import { type KeyPress, keyOf, showKey } from '../../../src/renderer/desk/keys'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const control = { ctrlKey: true }
const shift = { shiftKey: true }
const own = createKeymap({ keys: {}, letterKeys: true })

describe('keys as they are', () => {
  test.each([
    [press('/'), false, 'search'],
    [press('/'), true, null],
    [press('F', { ...control, ...shift }), true, 'search'],
    [press('k', control), true, 'palette'],
    [press('d', control), true, 'save-search'],
    [press('F1'), true, 'search-help'],
    [press('f', control), true, 'find'],
    [press('F3'), true, 'next-hit'],
    [press('F3', shift), false, 'previous-hit'],
    [press('g', control), false, 'next-hit'],
    [press('G', { ...control, ...shift }), false, 'previous-hit'],
    [press('n'), false, 'next-hit-or-note'],
    [press('n'), true, null],
    [press('N', shift), false, 'previous-hit'],
    [press('j'), false, 'next-article'],
    [press('j'), true, null],
    [press('j', control), false, null],
    [press('J', shift), false, 'choose-next'],
    [press('?', shift), false, 'shortcuts'],
    [press('ArrowLeft', { altKey: true }), false, 'back'],
    [press('ArrowLeft', { altKey: true }), true, 'back'],
    [press('+', { ...control, ...shift }), false, 'larger-text'],
    [press('z', control), true, 'undo'],
    [press('Escape'), true, 'escape'],
    [press('Shift', shift), false, null],
    [press('constructor'), false, null],
  ])('%j while typing %s: %s', (key, typing, expected) => {
    expect(commandOf(key, typing, own, false)).toBe(expected)
  })

  test('⌘ stands for Ctrl on a Mac, and only there', () => {
    const command = press('f', { metaKey: true })
    expect(commandOf(command, true, own, true)).toBe('find')
    expect(commandOf(command, true, own, false)).toBeNull()
    expect(commandOf(press('f', control), true, own, true)).toBeNull()
  })

  test('on a Mac, Alt and an arrow goes by words in a field', () => {
    const back = press('ArrowLeft', { altKey: true })
    expect(commandOf(back, true, own, true)).toBeNull()
    expect(commandOf(back, false, own, true)).toBe('back')
  })

  test('Caps Lock is for texts', () => {
    expect(commandOf(press('J'), false, own, false)).toBe('next-article')
    expect(commandOf(press('j', shift), false, own, false)).toBe('choose-next')
    expect(keyOf(press('A', control), false)).toBe('Mod+A')
    expect(keyOf(press('a', { ...control, ...shift }), false)).toBe('Mod+Shift+A')
  })

  test('a character made with AltGr is that character', () => {
    const bracket = press(']', { ctrlKey: true, altKey: true, getModifierState: (held) => held === 'AltGraph' })
    expect(commandOf(bracket, false, own, false)).toBe('next-highlight')
    expect(commandOf(bracket, true, own, false)).toBeNull()
  })

  test('where letters are not Latin, the place of the key tells', () => {
    expect(keyOf(press('л', { ...control, code: 'KeyK' }), false)).toBe('Mod+K')
    expect(keyOf(press('л', { code: 'KeyK' }), false)).toBe('л')
  })
})

describe('keys as the reader has them', () => {
  test('letters can be switched off, and only letters', () => {
    const keymap = createKeymap({ keys: {}, letterKeys: false })
    expect(commandOf(press('j'), false, keymap, false)).toBeNull()
    expect(commandOf(press('?', shift), false, keymap, false)).toBeNull()
    expect(commandOf(press('F3'), false, keymap, false)).toBe('next-hit')
    expect(commandOf(press('Escape'), false, keymap, false)).toBe('escape')
  })

  test('a chosen key takes the place of all of the command’s own', () => {
    const keymap = createKeymap({ keys: { search: ['Shift+Mod+p'] }, letterKeys: true })
    expect(commandOf(press('P', { ...control, ...shift }), false, keymap, false)).toBe('search')
    expect(commandOf(press('/'), false, keymap, false)).toBeNull()
  })

  test('a chosen key wins over a command’s own, wherever that stands in the registry', () => {
    const keys = { redo: ['j'], 'open-folder': ['e'] }
    const keymap = createKeymap({ keys, letterKeys: true })
    expect(commandOf(press('j'), false, keymap, false)).toBe('redo')
    expect(commandOf(press('e'), false, keymap, false)).toBe('open-folder')
    expect(ownersOf('j', keys, 'redo')).toEqual(['next-article'])
    expect(shownKeys('next-article', keys, true)).toEqual([])
  })

  test('a letter chosen for the note means the note, also in a search', () => {
    const keymap = createKeymap({ keys: { note: ['m'] }, letterKeys: true })
    expect(commandOf(press('m'), false, keymap, false)).toBe('note')
    expect(commandOf(press('n'), false, keymap, false)).toBeNull()
  })

  test('what is no command, or no list, changes nothing', () => {
    expect(keysOf('search', { constructor: ['x'], gone: ['/'] })).toEqual(commands.search.keys)
    expect(keymapOf({ gone: ['j'] }).get('j')).toBe('next-article')
  })
})

test('the registry gives no key to two commands', () => {
  for (const name of commandNames)
    for (const key of commands[name].keys) expect(ownersOf(key, {}, name), key).toEqual([])
})

test('a key is written one way, however its modifiers were ordered', () => {
  const held = fc.uniqueArray(fc.constantFrom('Mod', 'Alt', 'Shift'), { minLength: 1 })
  fc.assert(
    fc.property(held, fc.constantFrom('a', 'F', '+', 'F3', 'ArrowLeft', '.'), (modifiers, key) => {
      const written = writeKey(keyParts([...modifiers, key].join('+')))
      expect(writeKey(keyParts(written))).toBe(written)
      expect(written).toBe(writeKey(keyParts([...modifiers.toReversed(), key].join('+'))))
      expect(isCharacter(written)).toBe(false)
    }),
  )
})

test('keys are shown as each system writes them', () => {
  expect(showKey('Mod+Shift+F', false)).toBe('Ctrl+Shift+F')
  expect(showKey('Mod+Shift+F', true)).toBe('⇧⌘F')
  expect(showKey('Mod++', false)).toBe('Ctrl++')
  expect(showKey('Alt+ArrowLeft', false)).toBe('Alt+Left')
  expect(showKey('?', false)).toBe('?')
})
