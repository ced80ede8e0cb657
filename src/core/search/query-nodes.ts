/** What follows from the shape of a query. */
import type { QueryNode, QueryWord, TextLeaf } from './query'
import type { RankedTerm, TermFinder } from './terms'

/** The words that make an article fail where they are missing. */
export const requiredWords = (leaf: TextLeaf): readonly QueryWord[] => leaf.words.filter((word) => !word.optional)

/** Whether the words of a leaf have to stand together. */
export const isArranged = (leaf: TextLeaf): boolean =>
  (leaf.adjacent || leaf.form === 'near') && requiredWords(leaf).length > 1

/** A word of a phrase: any of its terms at its position. */
export interface Slot {
  /** In positions from the phrase's first word. */
  readonly position: number
  readonly terms: readonly RankedTerm[]
}

/** How words have to stand: at their positions, or in any order with so many positions from the first to the last. */
export type Arrangement = { readonly kind: 'adjacent' } | { readonly kind: 'near'; readonly within: number }

export const slotsOf = (leaf: TextLeaf, finder: TermFinder): readonly Slot[] =>
  requiredWords(leaf).map((word) => ({ position: word.position, terms: finder.of(word).terms }))

export const arrangementOf = (leaf: TextLeaf): Arrangement =>
  leaf.form === 'near' ? { kind: 'near', within: leaf.within } : { kind: 'adjacent' }

/** Fails no article, nor does its opposite: stop words that only count towards the order. */
export function isNeutral(node: QueryNode): boolean {
  switch (node.kind) {
    case 'text':
      return node.words.every((word) => word.optional)
    case 'all':
    case 'any':
      return node.nodes.every(isNeutral)
    case 'not':
      return isNeutral(node.node)
    default:
      return false
  }
}
