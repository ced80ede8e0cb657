/** Units of a query: words, phrases, regular expressions and values, with the field before them. Text alone. */
import { digit, kindAt, letter, unspaced } from './characters'
import { readFact } from './fact-values'
import type { Remark } from './query'
import { type FactFieldName, isTextField, type QueryFieldName, type TextFieldName } from './query-fields'
import { limitedWeight, wordForm } from './query-forms'
import type { QueryToken, Sign, TextBody, TokenKind, TypedValue, UnitBody, UnitItem } from './query-items'
import { readPattern } from './query-patterns'
import { type Quotation, readQuotation, withoutEscapes } from './quotations'

/** What stands before a unit's body. */
export interface UnitHead {
  readonly start: number
  readonly sign: Sign
  /** Typed before it. */
  readonly named: QueryFieldName | null
  /** Of the parentheses around it. */
  readonly inherited: QueryFieldName | null
  /** Past the sign: where the field's name is, or the body. */
  readonly from: number
  readonly bodyStart: number
}

/** What a unit's meaning depends on beside its text. */
interface UnitSetting {
  /** See `readFact`. */
  readonly today: string | null
  /** A closing parenthesis ends a unit. */
  readonly inParentheses: boolean
  /** Whether one more unit may stand for many words. */
  readonly mayExpand: boolean
}

/** Words from the first to the last of `"a b"~n`: at most, and where no number is given. */
const greatestReach = 1000
const usualReach = 10

const digitGroups = /\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,7}(?![^\s)])/uy
const reach = /~(\d{0,9})/uy
const weightMark = /\^(\d{1,9}(?:\.\d{1,9})?)/uy

/** Whether a sticky pattern fits at a place, and what it finds. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** A weight (`^3`) at a place, for what is `written` from `start` on; null where none stands. */
export function weightAt(
  text: string,
  start: number,
  at: number,
): { readonly end: number; readonly weight: number; readonly remarks: readonly Remark[] } | null {
  const found = matchAt(weightMark, text, at)
  if (found === null) return null
  const end = at + found[0].length
  return { end, ...limitedWeight(text.slice(start, end), Number(found[1]) || 1) }
}

/** Reads the unit whose body starts at `head.bodyStart`, where something stands that is neither a space nor `(`. Linear in its length. */
export function readUnit(text: string, head: UnitHead, setting: UnitSetting): UnitItem {
  const field = head.named ?? head.inherited
  const unit =
    field === null || isTextField(field) ? readText(text, head, field, setting) : readValue(text, head, field, setting)
  // A field with nothing after it that could be looked for is a word.
  return unit.blank && head.named !== null ? literalUnit(text, head, unit.end, [], unit.typed) : unit
}

const token = (kind: TokenKind, start: number, end: number): QueryToken => ({ kind, start, end })

/** The tokens of the sign and the field. */
export function headTokens(head: UnitHead): readonly QueryToken[] {
  const sign = head.sign === '' ? [] : [token('operator', head.start, head.from)]
  return head.named === null ? sign : [...sign, token('field', head.from, head.bodyStart)]
}

function unitOf(
  head: UnitHead,
  body: UnitBody,
  tokens: readonly QueryToken[],
  more: { readonly end: number; readonly remarks: readonly Remark[]; readonly typed: TypedValue | null },
): UnitItem {
  return {
    ...{ kind: 'unit', sign: head.sign, body, tokens, start: head.start },
    ...{ blank: body.kind === 'text' && !hasLetters(body.text), ...more },
  }
}

const unquoted = (start: number, end: number): Quotation => ({ start, end, from: start, to: end })

const usual = { weight: 1, distance: 0, within: 0 } as const

/** What looked like more and is words: field, value, signs and all. */
function literalUnit(
  text: string,
  head: UnitHead,
  end: number,
  remarks: readonly Remark[],
  typed: TypedValue | null,
): UnitItem {
  const field = head.inherited !== null && isTextField(head.inherited) ? head.inherited : null
  const body: TextBody = {
    kind: 'text',
    form: 'word',
    text: text.slice(head.from, end),
    at: head.from,
    field,
    ...usual,
  }
  const tokens = [...headTokens({ ...head, named: null }), token('word', head.from, end)]
  return unitOf(head, body, tokens, { end, remarks, typed })
}

function readValue(text: string, head: UnitHead, field: FactFieldName, setting: UnitSetting): UnitItem {
  const { bodyStart } = head
  const quotation = readQuotation(text, bodyStart)
  const end = quotation?.end ?? runEnd(text, bodyStart, setting.inParentheses)
  const written =
    quotation === null ? text.slice(bodyStart, end) : withoutEscapes(text.slice(quotation.from, quotation.to))
  const typed = { field, name: head.from, ...(quotation ?? unquoted(bodyStart, end)) }
  const asked = readFact(field, written, setting.today)
  if (asked === null) {
    const remarks: Remark[] = written.trim() === '' ? [] : [{ kind: 'value', written: text.slice(head.from, end) }]
    return literalUnit(text, head, end, remarks, typed)
  }
  const tokens = [...headTokens(head), token('value', bodyStart, end)]
  return unitOf(head, { kind: 'fact', written: written.trim(), ...asked }, tokens, { end, remarks: [], typed })
}

function readText(text: string, head: UnitHead, field: TextFieldName | null, setting: UnitSetting): UnitItem {
  const pattern =
    field === null || field === 'title' || field === 'body' ? readPatternUnit(text, head, field, setting) : null
  if (pattern !== null) return pattern
  const quotation = readQuotation(text, head.bodyStart)
  if (quotation !== null) return readQuoted(text, head, field, quotation)
  const groups = matchAt(digitGroups, text, head.bodyStart)?.[0]
  const end = head.bodyStart + (groups?.length ?? 0)
  const runTo = groups === undefined ? runEnd(text, head.bodyStart, setting.inParentheses) : end
  return readRun(text, head, field, runTo, setting.mayExpand)
}

function readPatternUnit(
  text: string,
  head: UnitHead,
  field: 'title' | 'body' | null,
  setting: UnitSetting,
): UnitItem | null {
  const pattern = readPattern(text, head.bodyStart)
  if (pattern === null) return null
  const { source, flags, end } = pattern
  if (!setting.mayExpand) {
    return literalUnit(text, head, end, [{ kind: 'plain', written: text.slice(head.from, end), why: 'many' }], null)
  }
  const tokens = [...headTokens(head), token('pattern', head.bodyStart, end)]
  return unitOf(head, { kind: 'pattern', source, flags, field }, tokens, { end, remarks: [], typed: null })
}

function readQuoted(text: string, head: UnitHead, field: TextFieldName | null, quotation: Quotation): UnitItem {
  const { start, from, to } = quotation
  const found = matchAt(reach, text, quotation.end)
  const asked = found === null ? 0 : found[1] === '' ? usualReach : Number(found[1])
  const within = Math.min(asked, greatestReach)
  const formEnd = quotation.end + (found?.[0].length ?? 0)
  const weight = weightAt(text, start, formEnd)
  const end = weight?.end ?? formEnd
  const form = within > 0 ? 'near' : 'phrase'
  const limited: Remark[] =
    asked > within
      ? [
          {
            kind: 'limited',
            written: text.slice(start, formEnd),
            readAs: `${text.slice(start, quotation.end)}~${within}`,
          },
        ]
      : []
  const body: TextBody = {
    ...{ kind: 'text', form, text: text.slice(from, to), at: from, field },
    ...{ weight: weight?.weight ?? 1, distance: 0, within },
  }
  const weights = weight === null ? [] : [token('weight', formEnd, end)]
  const remarks = [...limited, ...(weight?.remarks ?? [])]
  const typed = { field, name: head.from, ...quotation }
  return unitOf(head, body, [...headTokens(head), token(form, start, formEnd), ...weights], { end, remarks, typed })
}

function readRun(text: string, head: UnitHead, field: TextFieldName | null, end: number, mayExpand: boolean): UnitItem {
  const { bodyStart } = head
  const found = wordForm(text.slice(bodyStart, end), mayExpand)
  const { form, distance, weight, remarks } = found
  const bodyEnd = end - found.weightLength
  const body: TextBody = { kind: 'text', form, text: found.text, at: bodyStart, field, weight, distance, within: 0 }
  const kind = form === 'prefix' ? 'wildcard' : form
  const weights = bodyEnd < end ? [token('weight', bodyEnd, end)] : []
  const typed = { field, name: head.from, ...unquoted(bodyStart, bodyEnd) }
  return unitOf(head, body, [...headTokens(head), token(kind, bodyStart, bodyEnd), ...weights], { end, remarks, typed })
}

/** Where a run without spaces ends. Parentheses in pairs belong to it: `f(x)`, an address that ends in `_(language)`. */
function runEnd(text: string, from: number, inParentheses: boolean): number {
  let open = 0
  for (let i = from; i < text.length; i++) {
    const character = text.charAt(i)
    if (character === '(') open += 1
    else if (character === ')') {
      if (open === 0 && inParentheses) return i
      open = Math.max(0, open - 1)
    } else if (/\s/u.test(character)) return i
  }
  return text.length
}

function hasLetters(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindAt(text, at)
    if (kind === letter || kind === digit || kind === unspaced) return true
  }
  return false
}
