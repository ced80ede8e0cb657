/** A query's items to its structure: what is an operator where it stands, and what it joins. Text alone; what is coloured is what is meant. */

import type { Remark } from './query'
import type { OpenItem, QueryItem, QueryToken, UnitItem } from './query-items'
import { scanQuery } from './query-scan'

/** A query as it is put together. */
interface QuerySyntax {
  readonly root: SyntaxGroup
  /** How many words, phrases and the like are in it. */
  readonly units: number
  /** Ascending, disjoint; what is neither looked for nor an operator has none. */
  readonly tokens: readonly QueryToken[]
  readonly remarks: readonly Remark[]
}

export type SyntaxNode = SyntaxUnit | SyntaxGroup

export interface SyntaxUnit {
  readonly kind: 'unit'
  readonly negated: boolean
  readonly unit: UnitItem
}

/** What parentheses hold: one of the alternatives, and everything in it. Neither is empty. */
export interface SyntaxGroup {
  readonly kind: 'group'
  readonly negated: boolean
  readonly firm: boolean
  readonly weight: number
  readonly alternatives: readonly (readonly SyntaxNode[])[]
}

/** Reads a query's structure. Never throws; linear in the text's length. `today`: see `readFact`. */
export function readSyntax(text: string, today: string | null): QuerySyntax {
  const { items, tooDeep } = scanQuery(text, today)
  const meant = withOperators(withoutBlanks(items))
  const remarks = meant.flatMap((item) => item.remarks)
  return {
    root: new GroupReader(meant).read(),
    units: meant.filter((item) => item.kind === 'unit').length,
    tokens: meant.flatMap((item) => item.tokens),
    remarks: tooDeep ? [...remarks, { kind: 'left-out', what: 'parentheses' }] : remarks,
  }
}

/** Without units that hold nothing to look for, and parentheses around nothing. */
function withoutBlanks(items: readonly QueryItem[]): readonly QueryItem[] {
  const kept: QueryItem[] = []
  for (const item of items) {
    if (item.kind === 'close' && kept.at(-1)?.kind === 'open') kept.pop()
    else if (item.kind !== 'unit' || !item.blank) kept.push(item)
  }
  return kept
}

/**
 * With words in the place of operators that have nothing to join: `OR` and `AND` need something on both sides, `NOT` needs
 * something after it, and of several operators in a row only the last is one (but `OR NOT`, `AND NOT`, `NOT NOT`).
 */
function withOperators(items: readonly QueryItem[]): readonly QueryItem[] {
  const isOperator = items.map(() => false)
  const beginsOperand = (index: number): boolean => {
    const item = items[index]
    if (item?.kind === 'operator') return item.operator === 'NOT' && isOperator[index] === true
    return item?.kind === 'unit' || item?.kind === 'open'
  }
  for (let index = items.length - 1; index >= 0; index--) isOperator[index] = beginsOperand(index + 1)
  let afterOperand = false
  return items.map((item, index) => {
    const joins = item.kind === 'operator' && isOperator[index] === true && (item.operator === 'NOT' || afterOperand)
    afterOperand = item.kind !== 'open' && !joins
    return item.kind === 'operator' && !joins ? item.word : item
  })
}

/** Recursive over parentheses, which a scan leaves at a bounded depth. */
class GroupReader {
  #at = 0

  constructor(readonly items: readonly QueryItem[]) {}

  read(): SyntaxGroup {
    return this.#group(null)
  }

  #group(open: OpenItem | null, negated = false): SyntaxGroup {
    const alternatives: SyntaxNode[][] = []
    let nodes: SyntaxNode[] = []
    let not = false
    let weight = 1
    for (let item = this.#take(); item !== null; item = this.#take()) {
      if (item.kind === 'close') {
        weight = item.weight
        break
      }
      if (item.kind === 'operator') {
        if (item.operator === 'OR') {
          alternatives.push(nodes)
          nodes = []
        } else if (item.operator === 'NOT') not = !not
        continue
      }
      const isNegated = not !== (item.sign === '-')
      nodes.push(item.kind === 'open' ? this.#group(item, isNegated) : { kind: 'unit', negated: isNegated, unit: item })
      not = false
    }
    if (nodes.length > 0) alternatives.push(nodes)
    return { kind: 'group', negated, firm: open?.sign === '+', weight, alternatives }
  }

  #take(): QueryItem | null {
    const item = this.items[this.#at]
    this.#at += 1
    return item ?? null
  }
}
