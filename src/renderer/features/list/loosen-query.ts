/** What may help a search that found nothing: one step, the likeliest first. */
import { lexQuery } from '#core/search/lex'
import { clearFilters, type FilterField, filterValues } from './query-edit'

/** A step to take, with the query's text after it. */
export type Loosening =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'dates' | 'filters' | 'spelling'; readonly text: string }

const dates: readonly FilterField[] = ['date', 'before', 'after']
const others: readonly FilterField[] = ['source', 'tag', 'type', 'lang']

/** The step to offer; null where there is none. `narrowed`: by library, folder or tags beside the text. */
export function loosen(text: string, narrowed: boolean): Loosening | null {
  if (narrowed) return { kind: 'everywhere' }
  if (has(text, dates)) return { kind: 'dates', text: clearFilters(text, ...dates) }
  if (has(text, others)) return { kind: 'filters', text: clearFilters(text, ...others) }
  const similar = withSimilarWords(text)
  return similar === text ? null : { kind: 'spelling', text: similar }
}

const has = (text: string, fields: readonly FilterField[]): boolean =>
  fields.some((field) => filterValues(text, field).length > 0)

/** Words long enough to be misspelt. */
const spellable = /^\p{L}{4,}$/u

/** The query with each plain word that is looked for allowed to differ by a letter. */
export function withSimilarWords(text: string): string {
  const tokens = lexQuery(text)
  return tokens.reduceRight((next, { kind, start, end }, index) => {
    const before = tokens[index - 1]
    const sign = before?.kind === 'operator' ? text.slice(before.start, before.end) : ''
    if (kind !== 'word' || sign === '-' || sign === 'NOT' || !spellable.test(text.slice(start, end))) return next
    return `${next.slice(0, end)}~${next.slice(end)}`
  }, text)
}
