/** The outer shape of a query: what stands between spaces, with its operators read off. */
import { type SearchField, searchFields } from './types'

/** What a reader typed between spaces or quotation marks. */
export interface Unit {
  /** As typed, without operators. */
  readonly written: string
  readonly quoted: boolean
  readonly field: SearchField | null
  /** `-`: must not be met; `+`: must be, stop word or not. */
  readonly sign: '' | '-' | '+'
  /** `^n`; 1 without. */
  readonly weight: number
  /** `word*` */
  readonly prefix: boolean
  /** `word~` is 1, `word~n` is n; 0 without. */
  readonly distance: number
}

const greatestWeight = 100

const fieldName = new RegExp(`(${searchFields.join('|')}):(?=\\S)`, 'iuy')
const quotation = /["“”„]([^"“”„]*)(?:["“”„](?:~\d*)?(?:\^(\d{1,9}(?:\.\d{1,9})?))?|$)/uy
const digitGroups = /\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\S)/uy
const plainText = /\S+/uy
const weightEnd = /^(.+)\^(\d{1,9}(?:\.\d{1,9})?)$/su
const distanceEnd = /^(.+)~(\d{0,9})$/su

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Takes a query apart. Never throws. Linear in the text's length. */
export function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < text.length; ) {
    if (/\s/u.test(text.charAt(at))) {
      at += 1
      continue
    }
    const sign = signAt(text, at)
    const field = matchAt(fieldName, text, at + sign.length)
    const start = at + sign.length + (field?.[0].length ?? 0)
    const named = searchFields.find((name) => name === field?.[1]?.toLowerCase()) ?? null
    const found =
      matchAt(quotation, text, start) ?? matchAt(digitGroups, text, start) ?? matchAt(plainText, text, start)
    if (found === null) break
    const quoted = found[1]
    units.push({
      sign,
      field: named,
      ...(quoted === undefined ? plainUnit(found[0]) : quotedUnit(quoted, found[2])),
    })
    at = start + found[0].length
  }
  return units
}

/** A sign counts only before something that is none: `--all` and a lone `-` are text. */
function signAt(text: string, at: number): '' | '-' | '+' {
  const sign = text.charAt(at)
  const next = text.charAt(at + 1)
  return (sign === '-' || sign === '+') && next !== '' && !/[\s+-]/u.test(next) ? sign : ''
}

type UnitText = Pick<Unit, 'written' | 'quoted' | 'weight' | 'prefix' | 'distance'>

const quotedUnit = (written: string, weight: string | undefined): UnitText => ({
  written: written.trim(),
  quoted: true,
  weight: weightOf(weight) ?? 1,
  prefix: false,
  distance: 0,
})

function plainUnit(text: string): UnitText {
  const weighted = weightEnd.exec(text)
  const weight = weightOf(weighted?.[2])
  const body = weight === null ? text : (weighted?.[1] ?? text)
  const near = distanceEnd.exec(body)
  if (near?.[1] !== undefined) {
    return { written: near[1], quoted: false, weight: weight ?? 1, prefix: false, distance: Number(near[2] || 1) }
  }
  let end = body.length
  while (end > 0 && body.charAt(end - 1) === '*') end -= 1
  const prefix = end > 0 && end < body.length
  const written = prefix ? body.slice(0, end) : body
  return { written, quoted: false, weight: weight ?? 1, prefix, distance: 0 }
}

/** A weight above zero; null where what was typed is none. */
function weightOf(digits: string | undefined): number | null {
  const weight = Number(digits ?? 0)
  return weight > 0 ? Math.min(weight, greatestWeight) : null
}
