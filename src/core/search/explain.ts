/** Queries in plain words. */
import { assertNever } from '#shared/result'
import { explainFact } from './explain-facts'
import type { Query, QueryNode, Remark, TextLeaf } from './query'

/** One plain line saying what is looked for, and what was read differently than typed; empty for a blank query. */
export function explainQuery({ root, remarks }: Query): string {
  if (root === null) return ''
  const said = [...new Set(remarks.map(explainRemark))]
  const shown =
    said.length > mostRemarks ? [...said.slice(0, mostRemarks), `and ${said.length - mostRemarks} more`] : said
  return [explainNode(root).text, ...shown].join('; ')
}

/** Remarks in one line; a reader who has more knows what the matter is. */
const mostRemarks = 3

/** A piece of an explanation; `loose`: it needs parentheses beside others. */
interface Piece {
  readonly text: string
  readonly loose: boolean
}

function explainNode(node: QueryNode): Piece {
  switch (node.kind) {
    case 'all':
      return explainAll(node.nodes)
    case 'any':
      return { text: joined(node.nodes, ' OR '), loose: true }
    case 'not':
      return { text: explainNot(node.node), loose: false }
    case 'text':
      return { text: contains([node], ' AND '), loose: false }
    case 'pattern':
      return {
        text: `${node.field === null ? '' : `${node.field} `}matches /${node.source}/${shownFlags(node.flags)}`,
        loose: false,
      }
    case 'fact':
      return { text: explainFact(node.fact, false), loose: false }
    default:
      return assertNever(node)
  }
}

function explainAll(nodes: readonly QueryNode[]): Piece {
  const helping = nodes.filter((node) => node.kind === 'text' && isHelping(node))
  const without = nodes.filter((node) => node.kind === 'not')
  const asked = nodes.filter((node) => node.kind !== 'not' && !helping.includes(node))
  const pieces = [
    ...(asked.length === 0 ? [] : [joined(asked, ' AND ')]),
    ...(helping.length === 0 ? [] : [`${joined(helping, ' AND ', quotedLeaf)} where possible`]),
    ...without.map((node) => explainNode(node).text),
  ]
  return { text: pieces.join(', '), loose: true }
}

const isHelping = (leaf: TextLeaf): boolean => leaf.words.every((word) => word.optional)

/** All of these; words looked for in the same place are named together, where the first of them stands. */
function joined(
  nodes: readonly QueryNode[],
  operator: string,
  explainLeaves: (leaves: readonly TextLeaf[], operator: string) => string = contains,
): string {
  const pieces: string[] = []
  const said = new Set<TextLeaf['field']>()
  for (const node of nodes) {
    if (node.kind !== 'text') {
      const { text, loose } = explainNode(node)
      pieces.push(loose ? `(${text})` : text)
    } else if (!said.has(node.field)) {
      said.add(node.field)
      const beside = nodes.filter((other): other is TextLeaf => other.kind === 'text' && other.field === node.field)
      pieces.push(explainLeaves(beside, operator))
    }
  }
  return pieces.join(operator)
}

const quotedLeaf = (leaves: readonly TextLeaf[], operator: string): string => leaves.map(explainLeaf).join(operator)

function contains(leaves: readonly TextLeaf[], operator: string): string {
  const field = leaves[0]?.field ?? null
  return `${field === null ? '' : `${field} `}contains ${quotedLeaf(leaves, operator)}`
}

function explainNot(node: QueryNode): string {
  switch (node.kind) {
    case 'text':
      return `without ${explainLeaf(node)}${node.field === null ? '' : ` in the ${node.field}`}`
    case 'fact':
      return explainFact(node.fact, true)
    case 'pattern':
    case 'all':
    case 'any':
    case 'not':
      return `not (${explainNode(node).text})`
    default:
      return assertNever(node)
  }
}

function explainLeaf(leaf: TextLeaf): string {
  return `${explainWords(leaf)}${leaf.weight === 1 ? '' : ` (weight ${Number(leaf.weight.toPrecision(3))})`}`
}

function explainWords(leaf: TextLeaf): string {
  const written = `“${leaf.written.replace(/\s+/gu, ' ')}”`
  switch (leaf.form) {
    case 'word':
      return written
    case 'phrase':
      return leaf.words.length === 1 ? written : `${written} side by side`
    case 'near':
      return leaf.words.length === 1 ? written : `${wordsOf(leaf)} within ${leaf.within} words`
    case 'prefix':
      return `a word beginning with ${written}`
    case 'wildcard':
      return explainWildcard(leaf.written)
    case 'fuzzy':
      return `a word like ${written} (${lettersOff(leaf)})`
    default:
      return assertNever(leaf.form)
  }
}

/** `“a”, “b” and “c”`. */
function wordsOf(leaf: TextLeaf): string {
  const words = leaf.written.split(/\s+/u).map((word) => `“${word}”`)
  const last = words.pop()
  return words.length === 0 ? (last ?? '') : `${words.join(', ')} and ${last}`
}

function explainWildcard(written: string): string {
  const letters = written.replace(/^\*|\*$/gu, '')
  if (/[*?]/u.test(letters)) return `a word that fits “${written}”`
  return `a word ${written.endsWith('*') ? 'with' : 'ending with'} “${letters}”${written.endsWith('*') ? ' in it' : ''}`
}

function lettersOff(leaf: TextLeaf): string {
  const distance = Math.max(...leaf.words.map((word) => word.distance))
  return distance === 1 ? 'one letter may differ' : 'two letters may differ'
}

/** The usual flags go without saying. */
const shownFlags = (flags: string): string => (flags === 'iu' || flags === 'i' ? '' : flags)

function explainRemark(remark: Remark): string {
  switch (remark.kind) {
    case 'limited':
      return `“${remark.written}” is read as “${remark.readAs}”`
    case 'plain':
      return remark.why === 'short'
        ? `“${remark.written}” is too short for that and read as a plain word`
        : `“${remark.written}” is one too many of its kind and read as a plain word`
    case 'value':
      return `“${remark.written}” is read as plain words`
    case 'left-out':
      return remark.what === 'words'
        ? 'words after the first 500 are left out'
        : 'the innermost parentheses are read past'
    default:
      return assertNever(remark)
  }
}
