/** Queries in plain words. */
import { assertNever } from '#shared/result'
import type { Query, QueryPart } from './query'
import { searchFields } from './types'

/** One plain line saying what is looked for; empty for a blank query. */
export function explainQuery(query: Query): string {
  const alternatives = query.alternatives.map(explainAlternative)
  return alternatives.length > 1 ? alternatives.map((clause) => `(${clause})`).join(' OR ') : (alternatives[0] ?? '')
}

function explainAlternative(parts: readonly QueryPart[]): string {
  const isFirm = (part: QueryPart): boolean => part.words.some((word) => !word.optional)
  const asked = parts.filter((part) => !part.excluded && isFirm(part))
  const places = [null, ...searchFields].flatMap((field) => {
    const inField = asked.filter((part) => part.field === field)
    return inField.length === 0 ? [] : `${field === null ? '' : `${field} `}contains ${list(inField)}`
  })
  const helping = parts.filter((part) => !part.excluded && !isFirm(part))
  const without = parts.filter((part) => part.excluded)
  return [
    places.join(' AND '),
    helping.length === 0 ? '' : `${list(helping)} where possible`,
    ...without.map((part) => `without ${explainPart(part)}${part.field === null ? '' : ` in the ${part.field}`}`),
  ]
    .filter((clause) => clause !== '')
    .join(', ')
}

const list = (parts: readonly QueryPart[]): string => parts.map(explainPart).join(' AND ')

function explainPart(part: QueryPart): string {
  const weight = part.weight === 1 ? '' : ` (weight ${part.weight})`
  return `${explainWords(part)}${weight}`
}

function explainWords(part: QueryPart): string {
  const written = `“${part.written}”`
  switch (part.kind) {
    case 'word':
      return written
    case 'phrase':
      return part.words.length === 1 ? written : `all words of ${written} in any order`
    case 'prefix':
      return `a word beginning with ${written}`
    case 'fuzzy':
      return `a word like ${written} (${lettersOff(part)})`
    default:
      return assertNever(part.kind)
  }
}

function lettersOff(part: QueryPart): string {
  const distance = Math.max(...part.words.map((word) => word.distance))
  return distance === 1 ? 'one letter may differ' : `${distance} letters may differ`
}
