/**
 * Filters as text: the search box is the one place where a search is written down, so that a filter chosen elsewhere is
 * written into it and taken out of it again. A filter is a field with a value that holds for the whole query: not in a
 * parenthesis, not negated, not one of several alternatives; several values of one field stand as `(tag:a OR tag:b)`.
 */

import { lexQuery, type QueryToken } from '#core/search/lex'
import { fieldNamed } from '#core/search/query-fields'
import { quoted, quoteValue, readQuotation, withoutEscapes } from '#core/search/quotations'

export type FilterField = 'date' | 'before' | 'after' | 'source' | 'tag' | 'keyword' | 'type' | 'lang'

/** A filter at its place, `[start, end)` of the query's text in UTF-16 code units. */
interface Filter {
  readonly field: string
  /** Without quotation marks; one or more. */
  readonly values: readonly string[]
  readonly start: number
  readonly end: number
}

/** The values that the filters of a field let through, in the order they stand in; empty where there is no such filter. */
export const filterValues = (text: string, field: FilterField): readonly string[] =>
  filtersOf(text, field).flatMap(({ values }) => values)

/** The query with one more value: beside those of the field's first filter, else as a filter of its own. */
export function addFilter(text: string, field: FilterField, value: string): string {
  if (filterValues(text, field).some((known) => isSame(known, value))) return text
  const [first] = filtersOf(text, field)
  if (first === undefined) return alsoHolds(text, write(field, [value]))
  return `${text.slice(0, first.start)}${write(field, [...first.values, value])}${text.slice(first.end)}`
}

/** The query without a value, wherever a filter of the field has it. */
export function removeFilter(text: string, field: FilterField, value: string): string {
  const filter = filtersOf(text, field).find(({ values }) => values.some((known) => isSame(known, value)))
  if (filter === undefined) return text
  const rest = filter.values.filter((known) => !isSame(known, value))
  const without =
    rest.length === 0
      ? withoutPiece(text, filter)
      : `${text.slice(0, filter.start)}${write(field, rest)}${text.slice(filter.end)}`
  return removeFilter(without, field, value)
}

/** The query with this value as the field's only one, where its first filter stood. */
export function setFilter(text: string, field: FilterField, value: string): string {
  const [first, ...others] = filtersOf(text, field)
  if (first === undefined) return alsoHolds(text, write(field, [value]))
  // From the end, so that the places before still hold.
  const single = others.reduceRight(withoutPiece, text)
  const [kept = first] = filtersOf(single, field)
  return `${single.slice(0, kept.start)}${write(field, [value])}${single.slice(kept.end)}`
}

/** The query without any filter of these fields. */
export const clearFilters = (text: string, ...fields: readonly FilterField[]): string =>
  fields
    .flatMap((field) => filtersOf(text, field))
    .sort((a, b) => a.start - b.start)
    .reduceRight(withoutPiece, text)

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Sources are words: in quotation marks they have to stand together. */
const writeOne = (field: FilterField, value: string): string =>
  `${field}:${field === 'source' ? quoted(value) : quoteValue(value)}`

function write(field: FilterField, values: readonly string[]): string {
  const written = values.map((value) => writeOne(field, value)).join(' OR ')
  return values.length === 1 ? written : `(${written})`
}

/** A token with what it says. */
interface Said extends QueryToken {
  readonly said: string
}

/** Each field, and each drawing of the list, asks about the same text again. */
let latest: { readonly text: string; readonly tokens: readonly Said[] } = { text: '', tokens: [] }

function tokensOf(text: string): readonly Said[] {
  if (latest.text !== text)
    latest = { text, tokens: lexQuery(text).map((token) => ({ ...token, said: text.slice(token.start, token.end) })) }
  return latest.tokens
}

/** The filters of a field, as they stand. */
function filtersOf(text: string, field: FilterField): readonly Filter[] {
  const tokens = tokensOf(text)
  const filters: Filter[] = []
  let depth = 0
  let opened = 0
  for (const [index, token] of tokens.entries()) {
    const operator = token.kind === 'operator' ? token.said : ''
    if (depth === 0 && operator === 'OR') return []
    if (operator === '(') {
      if (depth === 0) opened = index
      depth += 1
    } else if (operator === ')') {
      depth -= 1
      if (depth === 0) filters.push(...groupAt(tokens, opened, index))
    } else if (depth === 0) filters.push(...unitAt(tokens, index))
  }
  return filters.filter((filter) => filter.field === field)
}

/** The filter whose field's name is the token at `index`; none where it is signed, weighted or more than a value. */
function unitAt(tokens: readonly Said[], index: number): readonly Filter[] {
  const [before, name, value, after] = [tokens[index - 1], tokens[index], tokens[index + 1], tokens[index + 2]]
  if (name?.kind !== 'field' || value === undefined || value.start !== name.end) return []
  if (value.kind !== 'value' && value.kind !== 'word' && value.kind !== 'phrase') return []
  if (before?.kind === 'operator' && (before.said === 'NOT' || before.end === name.start) && before.said !== '(')
    return []
  if (after?.kind === 'weight' && after.start === value.end) return []
  const field = fieldNamed(name.said.slice(0, -1))
  return field === null ? [] : [{ field, values: [unquoted(value.said)], start: name.start, end: value.end }]
}

/** The filter that a parenthesis is: values of one field with `OR` between them, and nothing else. */
function groupAt(tokens: readonly Said[], opened: number, closed: number): readonly Filter[] {
  const [open, close, after] = [tokens[opened], tokens[closed], tokens[closed + 1]]
  if (open === undefined || close === undefined || isBound(tokens, opened)) return []
  if (after?.kind === 'weight' && after.start === close.end) return []
  const filters: Filter[] = []
  for (let index = opened + 1; index < closed; index += 3) {
    const [filter] = unitAt(tokens, index)
    const next = tokens[index + 2]
    const goesOn = index + 2 === closed || (next?.kind === 'operator' && next.said === 'OR')
    if (filter === undefined || !goesOn || (filters[0] !== undefined && filters[0].field !== filter.field)) return []
    filters.push(filter)
  }
  const [first] = filters
  if (first === undefined) return []
  const values = filters.flatMap((filter) => filter.values)
  return [{ field: first.field, values, start: open.start, end: close.end }]
}

/** Whether something before a parenthesis says what it is: a sign, a field, `NOT`. */
function isBound(tokens: readonly Said[], opened: number): boolean {
  const [before, open] = [tokens[opened - 1], tokens[opened]]
  return before !== undefined && (before.said === 'NOT' || (before.kind !== 'value' && before.end === open?.start))
}

function unquoted(said: string): string {
  const quotation = readQuotation(said, 0)
  return quotation === null ? said : withoutEscapes(said.slice(quotation.from, quotation.to))
}

/** The query with a further piece that holds for all of it, placed so that the rest reads as before. */
export function alsoHolds(text: string, piece: string): string {
  const base = text.trim()
  if (base === '') return piece
  const before = saidIn(base)
  const plain = [`${base} ${piece}`, `${piece} ${base}`]
  const grouped = [`(${base}) ${piece}`, `${piece} (${base})`, `${piece} (${base}`]
  const readsRight = (candidate: string): boolean => {
    const rest = holdsForAll(candidate, piece)
    return rest !== null && (rest === before || rest === `( ${before} )` || rest === `( ${before}`)
  }
  return [...plain, ...grouped].find(readsRight) ?? `${piece} ${base}`
}

const saidIn = (text: string): string => saidOf(tokensOf(text))

/** What a query says beside a piece that stands at its start or end; null where the piece does not hold for all of it. */
function holdsForAll(text: string, piece: string): string | null {
  const start = text.endsWith(` ${piece}`) ? text.length - piece.length : 0
  const end = start + piece.length
  const tokens = tokensOf(text)
  let depth = 0
  let before = 0
  for (const { kind, said, start: at } of tokens) {
    const operator = kind === 'operator' ? said : ''
    if (operator === 'OR' && depth === 0) return null
    if (operator === '(') depth += 1
    if (operator === ')') depth -= 1
    if (at < start) before = depth
  }
  if (before !== 0) return null
  const inside = tokens.filter((token) => token.start >= start && token.end <= end)
  if (saidOf(inside) !== saidIn(piece)) return null
  return saidOf(tokens.filter((token) => !inside.includes(token)))
}

const saidOf = (tokens: readonly Said[]): string =>
  tokens.map(({ kind, said }) => (kind === 'operator' ? said : `${kind}=${said}`)).join(' ')

/** The query without a piece of it; a parenthesis around all that is left is not needed any more. */
function withoutPiece(text: string, { start, end }: Pick<Filter, 'start' | 'end'>): string {
  const rest = [text.slice(0, start).trimEnd(), text.slice(end).trimStart()].filter((part) => part !== '').join(' ')
  return withoutOuterParentheses(rest)
}

function withoutOuterParentheses(text: string): string {
  const tokens = tokensOf(text)
  if (tokens[0]?.said !== '(' || tokens[0].kind !== 'operator' || tokens[0].start !== 0) return text
  let depth = 0
  for (const [index, { kind, said }] of tokens.entries()) {
    if (kind !== 'operator') continue
    if (said === '(') depth += 1
    if (said === ')') depth -= 1
    if (depth === 0) return index === tokens.length - 1 && text.endsWith(')') ? text.slice(1, -1).trim() : text
  }
  return text.slice(1).trim()
}
