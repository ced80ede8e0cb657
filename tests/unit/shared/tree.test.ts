import { expect, test } from 'vitest'
import { treeSchema } from '#shared/tree'

const leaf = { start: 0, value: 'One' }
const link = { name: 'a', attributes: { href: '#one', title: undefined }, children: [leaf] }
const fits = (tree: unknown): boolean => treeSchema.safeParse(tree).success

test('a tree of allow-listed names fits', () => {
  expect(fits([])).toBe(true)
  expect(fits([leaf, { name: 'p', children: [link] }, { name: 'hr', attributes: undefined, children: [] }])).toBe(true)
})

test.each<[string, unknown]>([
  ['no list', leaf],
  ['no node', ['text']],
  ['an unknown element', [{ name: 'script', children: [] }]],
  ['one that only its prototype has', [{ name: 'constructor', children: [] }]],
  ['an element deep down', [{ name: 'p', children: [{ name: 'em', children: [{ name: 'iframe', children: [] }] }] }]],
  ['an element without children', [{ name: 'p' }]],
  ['an unknown attribute', [{ name: 'p', attributes: { onclick: 'x' }, children: [] }]],
  ['an attribute that is no text', [{ name: 'a', attributes: { href: {} }, children: [] }]],
  ['attributes that are a list', [{ name: 'a', attributes: ['href'], children: [] }]],
  ['something beside the known', [{ name: 'p', children: [], html: '<b>' }]],
  ['a leaf with something beside', [{ ...leaf, name: 'script' }]],
  ['a leaf without a place', [{ value: 'One' }]],
  ['a leaf before the text', [{ start: -1, value: 'One' }]],
  ['a leaf between two letters', [{ start: 0.5, value: 'One' }]],
  ['a leaf that is no text', [{ start: 0, value: 1 }]],
])('%s does not', (_what, tree) => {
  expect(fits(tree)).toBe(false)
})
