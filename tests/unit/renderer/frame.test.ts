import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { elementNames, isTextLeaf, type TreeNode } from '#shared/tree'
import {
  endPlace,
  leafBefore,
  markBetween,
  offsetOf,
  type PlacedText,
  startPlace,
} from '../../../src/renderer/features/reader/text-index'
import { assetAddress, buildTree } from '../../../src/renderer/features/reader/tree-dom'

interface Built {
  readonly into: Element
  readonly leaves: readonly PlacedText[]
  /** The letters that stood after each slice but the last. */
  readonly slices: readonly number[]
}

function build(tree: readonly TreeNode[]): Built {
  const slices: number[] = []
  const { document } = parseHTML('<html><body><article></article></body></html>')
  const into = document.querySelector('article') as unknown as Element
  const building = buildTree(into, tree, assetAddress('id/1', 'news/1987/page.html'))
  let sliced = building.next()
  while (!sliced.done) {
    slices.push(into.textContent.length)
    sliced = building.next()
  }
  return { into, leaves: sliced.value, slices }
}

const leaf = (start: number, value: string): TreeNode => ({ start, value })
const paragraphs: readonly TreeNode[] = [
  { name: 'p', children: [leaf(0, 'One '), { name: 'em', children: [leaf(4, 'two')] }, leaf(7, ' three')] },
  { name: 'p', children: [leaf(15, 'Four')] },
]

describe('building the frame', () => {
  test('gives the tree, node by node', () => {
    expect(build(paragraphs).into.innerHTML).toBe('<p>One <em>two</em> three</p><p>Four</p>')
  })

  test('text is text, whatever it looks like', () => {
    const { into } = build([{ name: 'p', children: [leaf(0, '<img src=x onerror=alert(1)>')] }])
    expect(into.querySelector('img')).toBeNull()
    expect(into.textContent).toBe('<img src=x onerror=alert(1)>')
  })

  test('images come from the article’s own library, their path encoded by segment', () => {
    const { into } = build([{ name: 'img', attributes: { src: 'a b/é#1?.png', alt: 'A' }, children: [] }])
    expect(into.querySelector('img')?.getAttribute('src')).toBe('/asset/id%2F1/news/1987/a%20b/%C3%A9%231%3F.png')
  })

  test.each([
    ['../cover.png', '/asset/a/news/cover.png'],
    ['./page_files/1.png', '/asset/a/news/1987/page_files/1.png'],
    ['../../../../etc/passwd', '/asset/a/etc/passwd'],
  ])('the image %s of an article is at %s', (path, address) => {
    expect(assetAddress('a', 'news/1987/page.html')(path)).toBe(address)
  })

  test('a tree that was tampered with is held to the allow-list once more', () => {
    const { into } = build([
      { name: 'script' as 'p', children: [leaf(0, 'alert(1)')] },
      {
        name: 'a',
        attributes: { href: 'javascript:alert(1)', onclick: 'alert(1)' } as Record<string, string>,
        children: [leaf(10, 'x')],
      },
      { name: 'a', attributes: { href: 'HTTPS://example.org/' }, children: [leaf(12, 'y')] },
      { name: 'p', attributes: { src: 'x', href: 'https://example.org/' }, children: [leaf(14, 'z')] },
    ])
    expect(into.innerHTML).toBe('alert(1)<a>x</a><a href="HTTPS://example.org/">y</a><p>z</p>')
  })

  test('a table scrolls by itself', () => {
    const { into } = build([{ name: 'table', children: [] }])
    expect(into.innerHTML).toBe('<div class="table"><table></table></div>')
  })
})

describe('a long article', () => {
  const words = 'word '.repeat(2_000)
  const long = (name: 'p' | 'li', count: number): readonly TreeNode[] =>
    Array.from({ length: count }, (_, at) => ({ name, children: [leaf(at * (words.length + 2), words)] }))

  test('is built in slices that add up to it', () => {
    const { into, leaves, slices } = build(long('p', 30))
    expect(slices.length).toBeGreaterThan(5)
    expect(slices).toEqual([...new Set(slices)].toSorted((a, b) => a - b))
    for (const [at, letters] of slices.entries()) expect(letters - (slices[at - 1] ?? 0)).toBeLessThan(50_000)
    expect(leaves.map(({ node }) => node.data)).toEqual(Array(30).fill(words))
    expect(into.textContent).toBe(words.repeat(30))
  })

  test('is sliced within its lists and divisions too', () => {
    const nested: TreeNode = { name: 'div', children: [{ name: 'ul', children: long('li', 30) }] }
    const { into, slices } = build([nested])
    expect(slices.length).toBeGreaterThan(5)
    expect(into.querySelectorAll('div > ul > li')).toHaveLength(30)
  })

  test('keeps a table and a paragraph whole: adding to them would lay them out again', () => {
    const row: TreeNode = { name: 'tr', children: [{ name: 'td', children: [leaf(0, words)] }] }
    expect(build([{ name: 'table', children: Array(30).fill(row) }]).slices).toEqual([])
    expect(build([{ name: 'p', children: [leaf(0, words.repeat(30))] }]).slices).toEqual([])
  })
})

describe('places in the text', () => {
  const { leaves } = build(paragraphs)
  const place = (found: ReturnType<typeof startPlace>): string =>
    found === null ? '-' : `${found.node.data}@${found.offset}`
  test.each([
    [0, 'One @0'],
    [4, 'two@0'],
    [9, ' three@2'],
    [14, 'Four@0'],
    [19, 'Four@4'],
  ])('a range that starts at %i starts at %s', (offset, expected) => {
    expect(place(startPlace(leaves, offset))).toBe(expected)
  })
  test.each([
    [4, 'One @4'],
    [7, 'two@3'],
    [14, ' three@6'],
    [15, ' three@6'],
    [19, 'Four@4'],
    [99, 'Four@4'],
  ])('a range that ends at %i ends at %s', (offset, expected) => {
    expect(place(endPlace(leaves, offset))).toBe(expected)
  })
  test('an empty article has no places', () => {
    expect(startPlace([], 0)).toBeNull()
    expect(endPlace([], 0)).toBeNull()
    expect(leafBefore([], 5)).toBe(-1)
  })
})

/** Trees that keep the law of the canonical text: leaves in order, a separator of two between blocks. */
const lawfulTree = fc
  .array(fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  .map((blocks) => {
    let at = 0
    let text = ''
    const tree = blocks.map((values): TreeNode => {
      if (text !== '') {
        text += '\n\n'
        at += 2
      }
      const children = values.map((value, index): TreeNode => {
        const one: TreeNode = { start: at, value }
        at += value.length
        text += value
        return index % 2 === 0 ? one : { name: 'em', children: [one] }
      })
      return { name: 'p', children }
    })
    return { tree, text }
  })

test('the nodes of the frame carry the canonical text at the offsets the tree gives', () => {
  fc.assert(
    fc.property(lawfulTree, ({ tree, text }) => {
      for (const { start, node } of build(tree).leaves)
        expect(text.slice(start, start + node.data.length)).toBe(node.data)
    }),
  )
})

test('a range between two places holds the text between their offsets, but for separators', () => {
  fc.assert(
    fc.property(lawfulTree, fc.nat(60), fc.nat(60), ({ tree, text }, a, b) => {
      const { leaves } = build(tree)
      const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)]
      const from = startPlace(leaves, start)
      const to = endPlace(leaves, end)
      if (from === null || to === null || start === end) return
      let held = ''
      for (const { start: at, node } of leaves) held += node.data.slice(Math.max(0, start - at), Math.max(0, end - at))
      const first = leaves.findIndex(({ node }) => node === from.node)
      const last = leaves.findIndex(({ node }) => node === to.node)
      let ranged = ''
      for (let at = first; at <= last; at++) {
        const data = leaves[at]?.node.data ?? ''
        ranged += data.slice(at === first ? from.offset : 0, at === last ? to.offset : data.length)
      }
      expect(ranged).toBe(held)
    }),
  )
})

test('every name of the allow-list can be built', () => {
  const tree = elementNames.map((name): TreeNode => ({ name, children: [] }))
  const { into } = build(tree)
  for (const name of elementNames) expect(into.querySelector(name)).not.toBeNull()
  expect(tree.some(isTextLeaf)).toBe(false)
})

describe('from places to the text', () => {
  const { into, leaves } = build([
    ...paragraphs,
    { name: 'p', children: [] },
    { name: 'p', children: [leaf(21, 'Five ')] },
  ])
  const text = 'One two three\n\nFour\n\nFive '
  const child = (...path: readonly number[]): Node => path.reduce<Node>((node, at) => node.childNodes[at] as Node, into)
  test.each([
    ['a letter', [0, 1, 0], 2, 6, 6],
    ['the start of an element', [0], 1, 4, 4],
    ['the end of an element', [0], 3, 15, 13],
    ['before a paragraph', [], 1, 15, 13],
    ['an empty paragraph', [2], 0, 21, 19],
    ['the end of the article', [], 4, 26, 26],
  ])('%s', (_what, path, offset, start, end) => {
    expect(offsetOf(leaves, { node: child(...path), offset }, 'start')).toBe(start)
    expect(offsetOf(leaves, { node: child(...path), offset }, 'end')).toBe(end)
  })

  test('a selection of whole elements, across paragraphs, loses the white space around it', () => {
    expect(markBetween(leaves, text, { node: into, offset: 1 }, { node: into, offset: 4 })).toEqual([15, 25])
    expect(markBetween(leaves, text, { node: child(0, 0), offset: 3 }, { node: child(1), offset: 0 })).toEqual([4, 13])
  })

  test('a selection without words is none', () => {
    expect(markBetween(leaves, text, { node: child(2), offset: 0 }, { node: child(2), offset: 0 })).toBeNull()
    expect(markBetween(leaves, text, { node: child(0, 0), offset: 3 }, { node: child(0, 0), offset: 4 })).toBeNull()
    expect(markBetween([], '', { node: into, offset: 0 }, { node: into, offset: 1 })).toBeNull()
  })
})

test('the offsets of a range’s two places are the range', () => {
  fc.assert(
    fc.property(lawfulTree, fc.nat(60), fc.nat(60), ({ tree, text }, a, b) => {
      const { leaves } = build(tree)
      const inText = (at: number): boolean =>
        leaves.some(({ start, node }) => start <= at && at < start + node.data.length)
      const [start, end] = [Math.min(a, b), Math.max(a, b)]
      const from = startPlace(leaves, start)
      const to = endPlace(leaves, end)
      if (from === null || to === null || !inText(start) || !inText(end - 1)) return
      expect(offsetOf(leaves, from, 'start')).toBe(start)
      expect(offsetOf(leaves, to, 'end')).toBe(end)
      const words = text.slice(start, end)
      const mark = markBetween(leaves, text, from, to)
      expect(mark === null ? '' : text.slice(...mark)).toBe(words.trim())
    }),
  )
})
