/** Runs of text with emphasis, links and code, as Markdown on one or several lines. */
import { type ElementName, type ElementNode, isTextLeaf, type TreeNode } from '#shared/tree'
import { escapeTarget, escapeText } from './escape'

/** Emphasis that Markdown has signs for, with the element to use where the signs would not be understood. */
const signs: Partial<Record<ElementName, { readonly sign: string; readonly element: string }>> = {
  em: { sign: '*', element: 'em' },
  i: { sign: '*', element: 'em' },
  strong: { sign: '**', element: 'strong' },
  b: { sign: '**', element: 'strong' },
  s: { sign: '~~', element: 'del' },
  del: { sign: '~~', element: 'del' },
}

/** What Markdown has no sign for and a reader would miss: as an element without attributes, which every reader lets pass. */
const elements: ReadonlySet<ElementName> = new Set<ElementName>([
  ...(['u', 'ins', 'mark', 'sub', 'sup', 'kbd', 'samp', 'var', 'q', 'ruby', 'rt', 'rp', 'small'] as const),
])

/** Where a run stands. */
interface Surroundings {
  readonly insideLink?: boolean
  readonly insideCell?: boolean
}

/**
 * Renders inline nodes. A line break of the article is `\n` in what is returned; nothing else makes one. `before` is the
 * Markdown that directly precedes them, because signs that touch would be read as one.
 */
export function inlineMarkdown(nodes: readonly TreeNode[], where: Surroundings = {}, before = ''): string {
  let out = before
  for (const node of nodes) {
    const piece = isTextLeaf(node) ? node.value.split('\n').map(escapeText).join('\n') : element(node, out, where)
    // `!` before a link would make it an image.
    if (piece.startsWith('[') && out.endsWith('!') && out !== before) out = `${out.slice(0, -1)}\\!`
    out += piece
  }
  return out.slice(before.length)
}

function element(node: ElementNode, before: string, where: Surroundings): string {
  const { name, attributes, children } = node
  if (name === 'br') return '\n'
  if (name === 'img')
    return attributes?.alt?.trim() ? emphasis('em', escapeText(`Image: ${oneLine(attributes.alt)}`), before) : ''
  if (name === 'code') return code(node, before, where)
  const target = name === 'a' && !where.insideLink ? targetOf(attributes?.href) : null
  if (target === null && !signs[name] && !elements.has(name)) return inlineMarkdown(children, where, before)
  const inner = inlineMarkdown(children, target === null ? where : { ...where, insideLink: true })
  if (inner.trim() === '') return inner
  if (target !== null) return `[${inner}](${target})`
  return signs[name] ? emphasis(name, inner, before) : `<${name}>${inner}</${name}>`
}

/**
 * Signs are only understood beside letters (CommonMark's flanking rule) and apart from other signs; elsewhere the element
 * says the same.
 */
function emphasis(name: ElementName, inner: string, before: string): string {
  const { sign, element } = signs[name] ?? { sign: '*', element: 'em' }
  const understood = /^[\p{L}\p{N}]$|^[\p{L}\p{N}].*[\p{L}\p{N}]$/su.test(inner) && !before.endsWith(sign.charAt(0))
  return understood ? `${sign}${inner}${sign}` : `<${element}>${inner}</${element}>`
}

/** Where a link leads; null where an exported file should not lead (a place inside the article, an unknown scheme). */
function targetOf(href: string | undefined): string | null {
  return href && /^(https?|mailto):/i.test(href) ? escapeTarget(href) : null
}

function code(node: ElementNode, before: string, where: Surroundings): string {
  const plain = node.children.every(isTextLeaf)
  const text = node.children
    .map((child) => (isTextLeaf(child) ? child.value : ''))
    .join('')
    .replace(/\n/g, ' ')
  // `|` ends a cell, and `]` the text of a link that may be taken for a definition, even inside of code.
  const ended = (where.insideCell && text.includes('|')) || (where.insideLink && text.includes(']'))
  if (!plain || ended || before.endsWith('`')) {
    const inner = inlineMarkdown(node.children, where)
    return inner.trim() === '' ? inner : `<code>${inner}</code>`
  }
  if (text.trim() === '') return text
  const fence = '`'.repeat(longestRun(text) + 1)
  const padding = /^[ `]|[ `]$/.test(text) ? ' ' : ''
  return `${fence}${padding}${text}${padding}${fence}`
}

/** The longest run of backticks in a text. */
export function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
