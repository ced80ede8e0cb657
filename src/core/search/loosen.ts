/** What an article has to meet to be shown as a partial match. */
import type { QueryNode } from './query'
import { isNeutral } from './query-nodes'

/**
 * The same query with its plain words loosened: of those that stand side by side one has to be there, and where a phrase or
 * another word has to be there beside them, none. Phrases, fields, wildcards, facts, patterns and exclusions stay as they
 * are. Gives the very node back where there is nothing to loosen.
 */
export function loosened(node: QueryNode): QueryNode {
  switch (node.kind) {
    case 'any': {
      const nodes = node.nodes.map(loosened)
      return nodes.every((each, index) => each === node.nodes[index]) ? node : { kind: 'any', nodes }
    }
    case 'all':
      return loosenedAll(node.nodes) ?? node
    default:
      return node
  }
}

function loosenedAll(nodes: readonly QueryNode[]): QueryNode | null {
  const asking = nodes.filter((node) => !isNeutral(node))
  const plain = asking.filter(isPlain)
  const firm = asking.filter((node) => !isPlain(node)).map(loosened)
  const unchanged = firm.every((node) => asking.includes(node))
  if (unchanged && plain.length <= 1 && (plain.length === 0 || !firm.some(hasText))) return null
  const words: QueryNode[] =
    plain.length === 0 || firm.some(hasText) ? [] : [{ kind: 'any', nodes: plain.map(loosened) }]
  return { kind: 'all', nodes: [...words, ...firm] }
}

/** Words, and groups of nothing else, in any form and any field, with no sign. */
function isPlain(node: QueryNode): boolean {
  switch (node.kind) {
    case 'text':
      return node.form === 'word' && node.field === null && !node.firm
    case 'all':
    case 'any':
      return node.nodes.every(isPlain)
    default:
      return false
  }
}

/** Whether words of it may have to be there. */
function hasText(node: QueryNode): boolean {
  switch (node.kind) {
    case 'text':
      return true
    case 'all':
    case 'any':
      return node.nodes.some(hasText)
    default:
      return false
  }
}
