/**
 * The block tree: the one form every article takes, and the canonical text that is read off it.
 *
 * Law (held by a property test): walking the tree in document order, each text leaf stands in the canonical text at
 * `start`, `text.slice(leaf.start, leaf.start + leaf.value.length) === leaf.value`, leaves do not overlap, and what lies
 * between them is only separator: a blank line between blocks, a line break between list items, rows and at `br`, a tab
 * between cells. Offsets are UTF-16 code units.
 */
import { z } from 'zod'

/** Elements an article may keep. Everything else is unwrapped (its text stays) or dropped with its content. */
export const elementNames = [
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'hr', 'div'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'figure', 'figcaption', 'img', 'br'],
  ...[
    'a',
    'em',
    'strong',
    'b',
    'i',
    'u',
    's',
    'del',
    'ins',
    'mark',
    'small',
    'sub',
    'sup',
    'code',
    'kbd',
    'samp',
    'var',
  ],
  ...['q', 'cite', 'abbr', 'time', 'span', 'bdi', 'bdo', 'ruby', 'rb', 'rt', 'rp'],
] as const
/** The name of an element that an article may keep. */
export type ElementName = (typeof elementNames)[number]

/** Attributes an element may keep; `href` is http, https, mailto or `#fragment`, `src` a path relative to the article, with `/`. */
export const attributeNames = [
  'href',
  'src',
  'alt',
  'title',
  'lang',
  'dir',
  'id',
  'colspan',
  'rowspan',
  'start',
  'width',
  'height',
] as const
/** The name of an attribute that an element may keep. */
export type AttributeName = (typeof attributeNames)[number]

/** A run of text at its place in the canonical text. */
export interface TextLeaf {
  readonly start: number
  readonly value: string
}

/** An allow-listed element. */
export interface ElementNode {
  readonly name: ElementName
  readonly attributes?: Partial<Readonly<Record<AttributeName, string>>> | undefined
  readonly children: readonly TreeNode[]
}

/** A node of the block tree. */
export type TreeNode = TextLeaf | ElementNode

/** Tells a text leaf from an element. */
export const isTextLeaf = (node: TreeNode): node is TextLeaf => 'value' in node

const elements: ReadonlySet<unknown> = new Set(elementNames)
const attributes: ReadonlySet<string> = new Set(attributeNames)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (node: object, names: ReadonlySet<string>): boolean => Object.keys(node).every((key) => names.has(key))
const ofElement: ReadonlySet<string> = new Set<keyof ElementNode>(['name', 'attributes', 'children'])
const ofLeaf: ReadonlySet<string> = new Set<keyof TextLeaf>(['start', 'value'])

/** Whether this is a tree of allow-listed names and nothing else, looked at by hand: a long article has tens of thousands of nodes. */
const isTree = (value: unknown): value is readonly TreeNode[] => Array.isArray(value) && value.every(isNode)

function isNode(node: unknown): boolean {
  if (!isRecord(node)) return false
  if ('value' in node) return isLeaf(node)
  return (
    elements.has(node.name) &&
    isTree(node.children) &&
    (node.attributes === undefined || areAttributes(node.attributes)) &&
    hasOnly(node, ofElement)
  )
}

const isLeaf = (node: Readonly<Record<string, unknown>>): boolean =>
  typeof node.value === 'string' &&
  typeof node.start === 'number' &&
  Number.isSafeInteger(node.start) &&
  node.start >= 0 &&
  hasOnly(node, ofLeaf)

const areAttributes = (given: unknown): boolean =>
  isRecord(given) &&
  hasOnly(given, attributes) &&
  Object.values(given).every((value) => value === undefined || typeof value === 'string')

export const treeSchema = z.custom<readonly TreeNode[]>(isTree, 'Not a tree of known elements')

/** An entry of the outline: a heading, its level 1–6, and where it starts in the canonical text (UTF-16 code units). */
export const outlineEntrySchema = z
  .object({ level: z.number().int(), title: z.string(), start: z.number().int() })
  .readonly()
export type OutlineEntry = z.infer<typeof outlineEntrySchema>
