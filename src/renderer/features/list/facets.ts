/** The facets of a search as rows to choose from. */
import type { Facets } from '#shared/contract'
import { assertNever } from '#shared/result'

/** What can be filtered by, in the order it is offered. */
export const facetFields = [
  { field: 'source', name: 'Source' },
  { field: 'tag', name: 'Tag' },
  { field: 'keyword', name: 'Keyword' },
  { field: 'type', name: 'Type' },
  { field: 'lang', name: 'Language' },
] as const
export type FacetField = (typeof facetFields)[number]['field']

interface FacetRow {
  /** As the query takes it. */
  readonly value: string
  readonly name: string
  /** Null where it is chosen and the search does not count it. */
  readonly count: number | null
  readonly chosen: boolean
}

/** A facet's values, those that are chosen among them even where nothing has them; in the order they came. */
export function facetRows(field: FacetField, facets: Facets, chosen: readonly string[]): readonly FacetRow[] {
  const lower = new Set(chosen.map((value) => value.toLowerCase()))
  const counted = valuesOf(field, facets).map(({ value, count }) => ({
    value,
    name: nameOf(field, value),
    count,
    chosen: lower.delete(value.toLowerCase()),
  }))
  const uncounted = chosen.filter((value) => lower.delete(value.toLowerCase()))
  return [...counted, ...uncounted.map((value) => ({ value, name: nameOf(field, value), count: null, chosen: true }))]
}

function valuesOf(field: FacetField, facets: Facets): Facets['sources'] {
  switch (field) {
    case 'source':
      return facets.sources
    case 'tag':
      return facets.tags
    case 'keyword':
      return facets.keywords
    case 'type':
      return facets.types
    case 'lang':
      return facets.languages
    default:
      return assertNever(field)
  }
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['text', 'Text'],
  ['markdown', 'Markdown'],
  ['html', 'Web page'],
])

let languages: Intl.DisplayNames | undefined

function nameOf(field: FacetField, value: string): string {
  if (field === 'type') return typeNames.get(value) ?? value
  if (field !== 'lang') return value
  languages ??= new Intl.DisplayNames(undefined, { type: 'language' })
  try {
    return languages.of(value) ?? value
  } catch {
    // What a reader typed may be no language at all.
    return value
  }
}
