/** From the block tree to the nodes of the reader's frame: the only way an article reaches the screen. */
import { isBlockName } from '#core/text/content-model'
import {
  type AttributeName,
  attributeNames,
  type ElementName,
  elementNames,
  isTextLeaf,
  type TreeNode,
} from '#shared/tree'
import type { PlacedText } from './text-index'

const elements: ReadonlySet<string> = new Set<ElementName>(elementNames)
const attributes: ReadonlySet<string> = new Set<AttributeName>(attributeNames)

/** Turns an image's path, relative to its article, into the address of that file. */
type AddressOf = (path: string) => string

/** The address of an image, which the article at `articlePath` names relative to itself; the shells serve by the path in the library. */
export const assetAddress =
  (article: string, articlePath: string): AddressOf =>
  (path) => {
    const steps = articlePath.split('/').slice(0, -1)
    for (const step of path.split('/')) {
      if (step === '..') steps.pop()
      else if (step !== '.' && step !== '') steps.push(step)
    }
    return `/asset/${encodeURIComponent(article)}/${steps.map(encodeURIComponent).join('/')}`
  }

/** How much of an article is built at once: letters, and each element as so many, which take the page about 15 ms. */
const slice = { weight: 32_000, ofElement: 50 }
/** What more can be added to without laying out again what stands in it already, as a table would be. */
const growing: ReadonlySet<string> = new Set<ElementName>(['div', 'blockquote', 'ul', 'ol', 'dl', 'li', 'dd'])

/**
 * Builds the tree under `into`, node by node and slice by slice: stops after each slice but the last. In the end it returns
 * the text nodes in order with their place in the canonical text. The tree was held to the allow-list where it was made; it
 * is held to it once more here, where it would matter.
 */
export function* buildTree(
  into: Element,
  tree: readonly TreeNode[],
  addressOf: AddressOf,
): Generator<void, readonly PlacedText[], void> {
  const page = into.ownerDocument
  const placed: PlacedText[] = []
  let weight = 0
  function* add(parent: Node, node: TreeNode, isGrowing: boolean): Generator<void, void, void> {
    if (isTextLeaf(node)) {
      const text = page.createTextNode(node.value)
      placed.push({ start: node.start, node: text })
      parent.appendChild(text)
      weight += node.value.length
      return
    }
    if (!elements.has(node.name)) {
      for (const child of node.children) yield* add(parent, child, isGrowing)
      return
    }
    if (isGrowing && weight >= slice.weight && isBlockName(node.name)) {
      weight = 0
      yield
    }
    const element = page.createElement(node.name)
    for (const [name, value] of Object.entries(node.attributes ?? {})) setAttribute(element, name, value, addressOf)
    weight += slice.ofElement
    const isOpen = isGrowing && growing.has(node.name)
    // What is stopped in has to stand before it is filled.
    if (isOpen) parent.appendChild(element)
    for (const child of node.children) yield* add(element, child, isOpen)
    if (!isOpen) parent.appendChild(node.name === 'table' ? inScroller(page, element) : element)
  }
  for (const node of tree) yield* add(into, node, true)
  return placed
}

function setAttribute(element: Element, name: string, value: string | undefined, addressOf: AddressOf): void {
  if (value === undefined || !attributes.has(name)) return
  if (name === 'href') {
    if (element.localName === 'a' && isLinkTarget(value)) element.setAttribute('href', value)
  } else if (name === 'src') {
    if (element.localName !== 'img') return
    element.setAttribute('loading', 'lazy')
    element.setAttribute('decoding', 'async')
    element.setAttribute('src', addressOf(value))
  } else element.setAttribute(name, value)
}

/** Whether a link may be shown as one: the web, mail, or a place in the same article. */
const isLinkTarget = (href: string): boolean => /^(https?:|mailto:|#)/i.test(href)

/** A wide table scrolls by itself instead of widening the page. */
function inScroller(page: Document, table: Element): Element {
  const scroller = page.createElement('div')
  scroller.className = 'table'
  scroller.appendChild(table)
  return scroller
}
