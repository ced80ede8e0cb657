/** A query's text to its items: units, operators and parentheses, in the order they stand in. Text alone. */
import { fieldNamed, type QueryFieldName } from './query-fields'
import type { OperatorItem, QueryItem, Sign, UnitItem } from './query-items'
import { headTokens, matchAt, readUnit, type UnitHead, weightAt } from './query-units'

/** Parentheses in parentheses; those further in are read past. */
const deepestNesting = 32
/** Wildcards, fuzzy words and regular expressions in one query; further ones are read as plain words, so that no query takes long. */
export const mostExpanding = 16

const fieldBefore = /(\p{L}{2,12}):(?!\/\/)/uy
const operatorWord = /(?:AND|OR|NOT)(?=[\s()]|$)/uy

/** What a scan gives. */
interface ScannedQuery {
  /** Every parenthesis that opens is closed. */
  readonly items: readonly QueryItem[]
  /** Parentheses were read past, since they stand too deep in others. */
  readonly tooDeep: boolean
}

/** Takes a query apart. Never throws; linear in the text's length. `today`: see `readFact`. */
export const scanQuery = (text: string, today: string | null): ScannedQuery => new Scanner(text, today).scan()

class Scanner {
  readonly #items: QueryItem[] = []
  /** The fields of the parentheses that are open. */
  readonly #open: (QueryFieldName | null)[] = []
  #passedOver = 0
  #tooDeep = false
  #expanding = 0

  constructor(
    readonly text: string,
    readonly today: string | null,
  ) {}

  scan(): ScannedQuery {
    const { text } = this
    for (let at = 0; at < text.length; ) {
      if (/\s/u.test(text.charAt(at))) at += 1
      else at = text.charAt(at) === ')' ? this.#close(at) : this.#unitOrOpening(at)
    }
    const end = text.length
    for (const _ of this.#open) {
      this.#items.push({ kind: 'close', start: end, end, tokens: [], remarks: [], weight: 1 })
    }
    return { items: this.#items, tooDeep: this.#tooDeep }
  }

  #close(at: number): number {
    if (this.#passedOver > 0) {
      this.#passedOver -= 1
      return at + 1
    }
    // One that closes nothing is text without a letter in it.
    if (this.#open.pop() === undefined) return at + 1
    const weight = weightAt(this.text, at, at + 1)
    const end = weight?.end ?? at + 1
    this.#items.push({
      ...{ kind: 'close', start: at, end, weight: weight?.weight ?? 1, remarks: weight?.remarks ?? [] },
      tokens: [
        { kind: 'operator', start: at, end: at + 1 },
        ...(weight === null ? [] : [{ kind: 'weight', start: at + 1, end } as const]),
      ],
    })
    return end
  }

  #unitOrOpening(start: number): number {
    const head = headAt(this.text, start, this.#open.at(-1) ?? null)
    if (this.text.charAt(head.bodyStart) === '(') return this.#opening(head)
    const operator = head.sign === '' && head.named === null ? operatorAt(this.text, start) : null
    const unit = this.#unit(operator === null ? this.text : this.text.slice(0, start + operator.length), head)
    this.#items.push(operator === null ? unit : operatorItem(operator, unit))
    return unit.end
  }

  #opening(head: UnitHead): number {
    const end = head.bodyStart + 1
    if (this.#open.length >= deepestNesting) {
      this.#passedOver += 1
      this.#tooDeep = true
      return end
    }
    const field = head.named ?? head.inherited
    this.#open.push(field)
    const tokens = [...headTokens(head), { kind: 'operator', start: end - 1, end } as const]
    this.#items.push({ kind: 'open', sign: head.sign, field, start: head.start, end, tokens, remarks: [] })
    return end
  }

  #unit(text: string, head: UnitHead): UnitItem {
    const unit = readUnit(text, head, {
      today: this.today,
      inParentheses: this.#open.length + this.#passedOver > 0,
      mayExpand: this.#expanding < mostExpanding,
    })
    if (mayStandForMany(unit)) this.#expanding += 1
    return unit
  }
}

function mayStandForMany({ body }: UnitItem): boolean {
  if (body.kind !== 'text') return body.kind === 'pattern'
  return body.form === 'prefix' || body.form === 'wildcard' || body.form === 'fuzzy'
}

function headAt(text: string, start: number, inherited: QueryFieldName | null): UnitHead {
  const sign = signAt(text, start)
  const from = start + sign.length
  const found = matchAt(fieldBefore, text, from)
  const named = found === null ? null : fieldNamed(found[1] ?? '')
  return { start, sign, named, inherited, from, bodyStart: named === null ? from : from + (found?.[0].length ?? 0) }
}

/** A sign counts only before something that is none: `--all` and a lone `-` are text. */
function signAt(text: string, at: number): Sign {
  const sign = text.charAt(at)
  const next = text.charAt(at + 1)
  return (sign === '-' || sign === '+') && next !== '' && !/[\s)+-]/u.test(next) ? sign : ''
}

type Operator = OperatorItem['operator']

function operatorAt(text: string, start: number): Operator | null {
  const written = matchAt(operatorWord, text, start)?.[0]
  return (['AND', 'OR', 'NOT'] as const).find((name) => name === written) ?? null
}

function operatorItem(operator: Operator, word: UnitItem): OperatorItem {
  const { start, end } = word
  return { kind: 'operator', operator, start, end, tokens: [{ kind: 'operator', start, end }], remarks: [], word }
}
