/** Which articles of a source meet a query. */
import { assertNever } from '#shared/result'
import { type Bits, filterBits, intersect, isEmpty, noBits, subtract, unite } from './bits'
import type { View } from './corpus'
import { ComparedFacts, factTest } from './facts'
import { fieldNumbers, type SearchField } from './fields'
import { articlesTogether } from './phrase'
import { articlesWith } from './postings'
import type { FactLeaf, PatternLeaf, QueryLeaf, QueryNode, QueryWord, TextLeaf } from './query'
import { arrangementOf, isArranged, isNeutral, requiredWords, slotsOf } from './query-nodes'
import { nameOf, type TermFinder } from './terms'
import type { SearchWindow } from './types'

/** What was found out about a leaf so far. */
interface Answers {
  /** Of these articles it is known whether they meet it. */
  readonly asked: Bits
  readonly met: Bits
}

/** Finds the articles of one source; equal leaves are looked for once. */
export class Matcher {
  readonly #view: View
  readonly #terms: TermFinder
  readonly #patterns: SearchWindow['patterns']
  readonly #words = new Map<string, Bits>()
  readonly #answers = new Map<string, Answers>()
  readonly #costs = new Map<QueryNode, number>()
  readonly #facts: (ComparedFacts | undefined)[] = []

  constructor(view: View, terms: TermFinder, patterns: SearchWindow['patterns']) {
    this.#view = view
    this.#terms = terms
    this.#patterns = patterns
  }

  /** The living articles that meet a query. */
  find(root: QueryNode): Bits {
    return isNeutral(root) ? this.#view.living.slice() : this.#meeting(root, this.#view.living, false)
  }

  /** Those of `within`. `negated`: the node stands under an odd number of `not`. */
  #meeting(node: QueryNode, within: Bits, negated: boolean): Bits {
    switch (node.kind) {
      case 'all':
        return this.#meetingAll(this.#cheapestFirst(node.nodes), within, negated)
      case 'any':
        return this.#meetingAny(this.#cheapestFirst(node.nodes), within, negated)
      case 'not': {
        const left = within.slice()
        subtract(left, this.#meeting(node.node, within, !negated))
        return left
      }
      default:
        return this.#meetingLeaf(node, within, negated)
    }
  }

  #meetingAll(nodes: readonly QueryNode[], within: Bits, negated: boolean): Bits {
    let left = within
    for (const node of nodes) {
      if (isEmpty(left)) break
      left = this.#meeting(node, left, negated)
    }
    return left === within ? within.slice() : left
  }

  #meetingAny(nodes: readonly QueryNode[], within: Bits, negated: boolean): Bits {
    const met = noBits(this.#view.documents)
    const left = within.slice()
    for (const node of nodes) {
      if (isEmpty(left)) break
      const found = this.#meeting(node, left, negated)
      unite(met, found)
      subtract(left, found)
    }
    return met
  }

  /** What takes long is asked only of what the others leave over. Neutral nodes are left out: none of these groups has no others. */
  #cheapestFirst(nodes: readonly QueryNode[]): readonly QueryNode[] {
    return nodes.filter((node) => !isNeutral(node)).sort((one, two) => this.#costOf(one) - this.#costOf(two))
  }

  #costOf(node: QueryNode): number {
    const known = this.#costs.get(node)
    if (known !== undefined) return known
    const cost = this.#newCostOf(node)
    this.#costs.set(node, cost)
    return cost
  }

  #newCostOf(node: QueryNode): number {
    switch (node.kind) {
      case 'text':
        return isArranged(node) ? 1 : 0
      case 'fact':
        return 2
      case 'pattern':
        return 3
      case 'not':
        return this.#costOf(node.node)
      case 'all':
      case 'any':
        return node.nodes.reduce((most, each) => Math.max(most, this.#costOf(each)), 0)
      default:
        return assertNever(node)
    }
  }

  #meetingLeaf(leaf: QueryLeaf, within: Bits, negated: boolean): Bits {
    switch (leaf.kind) {
      case 'text': {
        const met = this.#withWords(leaf, within)
        if (!isArranged(leaf) || isEmpty(met)) return met
        return this.#answered(nameOfLeaf(leaf), met, (left) => this.#withPhrase(leaf, left))
      }
      case 'fact':
        return this.#answered(`fact ${JSON.stringify(leaf.fact)}`, within, (left) => this.#withFact(leaf, left))
      case 'pattern':
        return this.#withPattern(leaf, within, negated)
      default:
        return assertNever(leaf)
    }
  }

  /** Asks only about articles that were not asked about before. */
  #answered(name: string, within: Bits, ask: (left: Bits) => Bits): Bits {
    const known = this.#answers.get(name)
    const answers = known ?? { asked: noBits(this.#view.documents), met: noBits(this.#view.documents) }
    if (known === undefined) this.#answers.set(name, answers)
    const left = within.slice()
    subtract(left, answers.asked)
    if (!isEmpty(left)) {
      unite(answers.asked, left)
      unite(answers.met, ask(left))
    }
    const met = within.slice()
    intersect(met, answers.met)
    return met
  }

  #withWords(leaf: TextLeaf, within: Bits): Bits {
    const met = within.slice()
    for (const word of requiredWords(leaf)) intersect(met, this.#withWord(word, leaf.field))
    return met
  }

  #withWord(word: QueryWord, field: SearchField | null): Bits {
    const name = `${field} ${nameOf(word)}`
    const known = this.#words.get(name)
    if (known !== undefined) return known
    const met = articlesWith(this.#view, this.#terms.of(word).terms, fieldNumbers(field))
    this.#words.set(name, met)
    return met
  }

  #withPhrase(leaf: TextLeaf, within: Bits): Bits {
    const fields = fieldNumbers(leaf.field)
    return articlesTogether(this.#view, slotsOf(leaf, this.#terms), arrangementOf(leaf), fields, within)
  }

  #withFact({ fact }: FactLeaf, within: Bits): Bits {
    const met = within.slice()
    const test = factTest(fact)
    filterBits(met, (document) => test(this.#factsOf(document)))
    return met
  }

  #factsOf(document: number): ComparedFacts {
    const facts = this.#facts[document] ?? new ComparedFacts(this.#view.source.factsOf(this.#view.keyOf(document)))
    this.#facts[document] = facts
    return facts
  }

  /** A pattern that was not looked for yet keeps every article that may meet the query. */
  #withPattern(leaf: PatternLeaf, within: Bits, negated: boolean): Bits {
    const meets = this.#patterns?.get(leaf)
    if (meets === undefined) return negated ? noBits(this.#view.documents) : within.slice()
    const met = within.slice()
    filterBits(met, (document) => meets(this.#view.number, this.#view.keyOf(document)))
    return met
  }
}

/** Equal for leaves that are met by the same articles. */
const nameOfLeaf = ({ form, field, within, words }: TextLeaf): string =>
  JSON.stringify([form, field, within, words.map((word) => [word.optional, word.position, nameOf(word)])])
