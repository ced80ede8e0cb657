/**
 * The query language (docs/query-language.md). Parsing cannot fail: what is no operator where it stands is a word, an unknown
 * `x:` is literal text, what is not closed closes at the end.
 */
import { assertNever } from '#shared/result'
import type { Query, QueryNode, Remark, TextLeaf } from './query'
import { type Allowance, leavesOf } from './query-leaves'
import { mostExpanding } from './query-scan'
import { readSyntax, type SyntaxGroup, type SyntaxNode, type SyntaxUnit } from './query-syntax'

/** What a query is read by. */
interface QueryContext {
  /** Whose stemmers articles were read with; empty: none. */
  readonly languages: readonly string[]
  /** An ISO day, which relative dates speak of; null: they are text. */
  readonly today: string | null
}

const usualContext: QueryContext = { languages: ['en'], today: null }

/** Words in one query, values and regular expressions among them; further ones are left out. */
const mostWords = 500

/** Parses what a reader typed. Never throws. Linear in the text's length. */
export function parseQuery(text: string, context: QueryContext = usualContext): Query {
  const { root, units, remarks } = readSyntax(text, context.today)
  // Where all is in capitals, they tell nothing of a word.
  const shouting = units > 1 && !/\p{Ll}/u.test(text)
  const builder = new Builder({ languages: context.languages, shouting })
  const node = builder.group(root, plainSetting)
  const leftOut: Remark[] = builder.leftOut ? [{ kind: 'left-out', what: 'words' }] : []
  return { text, root: node, remarks: [...remarks, ...leftOut] }
}

/** What holds for all in a pair of parentheses. */
interface Setting {
  readonly weight: number
  /** `+` was typed. */
  readonly firm: boolean
  readonly negated: boolean
}

const plainSetting: Setting = { weight: 1, firm: false, negated: false }

class Builder implements Allowance {
  leftOut = false
  #words = 0
  #expanding = 0

  constructor(readonly context: { readonly languages: readonly string[]; readonly shouting: boolean }) {}

  takeWords(count: number): number {
    const taken = Math.min(count, mostWords - this.#words)
    this.#words += taken
    if (taken < count) this.leftOut = true
    return taken
  }

  takeExpanding(): boolean {
    this.#expanding += 1
    return this.#expanding <= mostExpanding
  }

  /** The node of a group, without regard to its own sign; null where nothing is left of it. */
  group(group: SyntaxGroup, setting: Setting): QueryNode | null {
    const nodes = group.alternatives.flatMap((alternative) => {
      const node = allOf(this.#members(alternative, setting))
      return node === null ? [] : node.kind === 'any' ? node.nodes : [node]
    })
    return nodes.length > 1 ? { kind: 'any', nodes } : (nodes[0] ?? null)
  }

  /** The nodes of an alternative; parentheses that only hold more of the same are read through. */
  #members(alternative: readonly SyntaxNode[], setting: Setting): QueryNode[] {
    return alternative.flatMap((member) => {
      if (member.kind === 'unit') return this.#unit(member, setting)
      const inner = {
        weight: setting.weight * member.weight,
        firm: setting.firm || member.firm,
        negated: setting.negated || member.negated,
      }
      const [first, second] = member.alternatives
      if (!member.negated && second === undefined) return this.#members(first ?? [], inner)
      const inside = this.group(member, inner)
      if (inside === null) return []
      const node = member.negated ? negate(inside) : inside
      return node.kind === 'all' ? node.nodes : [node]
    })
  }

  #unit({ unit, negated }: SyntaxUnit, setting: Setting): QueryNode[] {
    const { body } = unit
    const span = [unit.start, unit.end] as const
    switch (body.kind) {
      case 'text': {
        const firm = setting.firm || unit.sign === '+'
        const leafSetting = { ...this.context, ...setting, firm, negated: setting.negated || negated }
        const leaves = leavesOf(unit, body, leafSetting, this)
        const node = allOf(leaves)
        return node === null || !negated ? leaves : [negate(node)]
      }
      case 'pattern': {
        const { source, flags, field } = body
        if (this.takeWords(1) === 0) return []
        return [signed({ kind: 'pattern', source, flags, field, span }, negated)]
      }
      case 'fact': {
        const { fact, written } = body
        if (this.takeWords(1) === 0) return []
        return [signed({ kind: 'fact', fact, written, span }, negated !== body.negated)]
      }
      default:
        return assertNever(body)
    }
  }
}

const signed = (node: QueryNode, negated: boolean): QueryNode => (negated ? { kind: 'not', node } : node)

const negate = (node: QueryNode): QueryNode => (node.kind === 'not' ? node.node : { kind: 'not', node })

/**
 * What has to be met of all these. Stop words are optional beside others; where there are no others, they are what is asked for.
 */
function allOf(members: readonly QueryNode[]): QueryNode | null {
  const asked = members.some((node) => node.kind !== 'not' && !isOptional(node))
  const nodes = asked ? members : members.map((node) => (isOptional(node) ? withFirmWords(node) : node))
  return nodes.length > 1 ? { kind: 'all', nodes } : (nodes[0] ?? null)
}

const isOptional = (node: QueryNode): node is TextLeaf =>
  node.kind === 'text' && node.words.every((word) => word.optional)

const withFirmWords = (leaf: TextLeaf): TextLeaf => ({
  ...leaf,
  words: leaf.words.map((word) => ({ ...word, optional: false })),
})
