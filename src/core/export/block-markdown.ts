/** The block tree of an article as Markdown. */
import { type ElementNode, isTextLeaf, type TreeNode } from '#shared/tree'
import { isBlock } from './blocks'
import { escapeLineStart } from './escape'
import { inlineMarkdown, longestRun } from './inline-markdown'
import { tableMarkdown } from './table-markdown'

/** The highest level the headings of an article get: below those of the exported file. */
const topLevel = 3

/** Renders a tree as CommonMark with tables; the empty string where there is nothing to show. */
export function treeMarkdown(tree: readonly TreeNode[]): string {
  const highest = Math.min(...headingLevels(tree))
  return blocks(tree, Number.isFinite(highest) ? topLevel - highest : 0).join('\n\n')
}

type List = 'ul' | 'ol'

/** Each block as Markdown without empty lines around it. `shift` is added to the level of every heading. */
function blocks(nodes: readonly TreeNode[], shift: number): readonly string[] {
  const done: string[] = []
  let run: TreeNode[] = []
  let lastList: { readonly kind: List; readonly other: boolean } | null = null
  const add = (made: readonly string[]): void => {
    const shown = made.filter((block) => block !== '')
    if (shown.length > 0) lastList = null
    done.push(...shown)
  }
  const endRun = (): void => {
    add([paragraph(run)])
    run = []
  }
  const addList = (kind: List, items: readonly TreeNode[], start: number): void => {
    // Two lists in a row would become one if their marks were the same.
    const other: boolean = lastList?.kind === kind && !lastList.other
    add([list(kind, items, start, other, shift)])
    if (items.length > 0) lastList = { kind, other }
  }
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]
    if (node === undefined) continue
    if (isTextLeaf(node) || !isBlock(node)) {
      run.push(node)
      continue
    }
    endRun()
    if (node.name === 'ul' || node.name === 'ol') addList(node.name, node.children, startOf(node))
    else if (node.name === 'li' || node.name === 'dd') {
      const end = nodes.findIndex((next, place) => place > at && (isTextLeaf(next) || next.name !== node.name))
      const items = nodes.slice(at, end === -1 ? nodes.length : end)
      addList('ul', items, 1)
      at += items.length - 1
    } else add(block(node, shift))
  }
  endRun()
  return done
}

function block(node: ElementNode, shift: number): readonly string[] {
  switch (node.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [heading(node, Number(node.name.slice(1)) + shift)]
    case 'blockquote':
      return [quoted(blocks(node.children, shift))]
    case 'pre':
      return [fenced(node)]
    case 'hr':
      return ['___']
    case 'dt':
      return [paragraph([{ name: 'strong', children: node.children }])]
    case 'table':
      return tableMarkdown(node, (nodes) => blocks(nodes, shift))
    default:
      return blocks(node.children, shift)
  }
}

function paragraph(nodes: readonly TreeNode[]): string {
  const lines = inlineMarkdown(nodes)
    .split('\n')
    .map((line) => line.trim())
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  return lines.map(escapeLineStart).join('\\\n')
}

function heading(node: ElementNode, level: number): string {
  const text = inlineMarkdown(node.children).replace(/\n/g, ' ').trim()
  if (text === '') return ''
  // A run of `#` at the end would be taken for the heading's closing sign.
  return `${'#'.repeat(Math.max(1, Math.min(6, level)))} ${text.replace(/(?<=^|\s)#+$/, '\\$&')}`
}

function quoted(content: readonly string[]): string {
  return content.length === 0 ? '' : prefixed(content.join('\n\n'), '> ', '> ')
}

function fenced(node: ElementNode): string {
  const text = plainText(node.children).replace(/\n$/, '')
  if (text === '') return ''
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}\n${text}\n${fence}`
}

function list(kind: List, children: readonly TreeNode[], start: number, other: boolean, shift: number): string {
  const items = itemsOf(children).map((item) => blocks(item, shift))
  const between = items.some((item) => item.length > 1) ? '\n\n' : '\n'
  return items
    .map((item, index) => {
      // An item without content is left out: `- - -` would be a rule.
      if (item.length === 0) return ''
      const mark = kind === 'ul' ? (other ? '*' : '-') : `${start + index}${other ? ')' : '.'}`
      return prefixed(item.join('\n\n'), `${mark} `, ' '.repeat(mark.length + 1))
    })
    .filter((item) => item !== '')
    .join(between)
}

/** A list's items; whatever else stands in a list is an item of its own. */
function itemsOf(children: readonly TreeNode[]): readonly (readonly TreeNode[])[] {
  return children
    .filter((child) => !isTextLeaf(child) || child.value.trim() !== '')
    .map((child) => (!isTextLeaf(child) && (child.name === 'li' || child.name === 'dd') ? child.children : [child]))
}

function startOf(node: ElementNode): number {
  const start = Number(node.attributes?.start ?? 1)
  // CommonMark numbers have at most nine digits; this leaves room to count.
  return Number.isInteger(start) && start >= 0 && start <= 99_999_999 ? start : 1
}

/** Puts a prefix before the first line and another before the rest, without white space at the end of any line. */
function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? rest.trimEnd() : rest) + line)
    .join('\n')
}

/** Text as it stands, with a line break where the article has one. */
function plainText(nodes: readonly TreeNode[]): string {
  return nodes
    .map((node) => (isTextLeaf(node) ? node.value : node.name === 'br' ? '\n' : plainText(node.children)))
    .join('')
}

function headingLevels(nodes: readonly TreeNode[]): readonly number[] {
  return nodes.flatMap((node) => {
    if (isTextLeaf(node)) return []
    const own = /^h[1-6]$/.test(node.name) ? [Number(node.name.slice(1))] : []
    return [...own, ...headingLevels(node.children)]
  })
}
