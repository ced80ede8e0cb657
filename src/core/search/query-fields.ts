/** The names a query can have before a colon. */
import type { SearchField } from './fields'

/** Fields with words in them. */
const textFieldNames = ['title', 'body', 'author', 'source', 'note', 'highlight'] as const
/** Fields with a value. */
export const factFieldNames = [
  ...([
    'tag',
    'keyword',
    'date',
    'before',
    'after',
    'added',
    'type',
    'lang',
    'path',
    'file',
    'is',
    'has',
    'no',
  ] as const),
] as const
/** All fields a query can name, in the order in which they are offered. */
export const queryFieldNames = [...textFieldNames, ...factFieldNames] as const

export type TextFieldName = (typeof textFieldNames)[number] & SearchField
export type FactFieldName = (typeof factFieldNames)[number]
export type QueryFieldName = TextFieldName | FactFieldName

/** Other names that readers know from elsewhere. */
const fieldAliases: Readonly<Record<string, QueryFieldName>> = {
  content: 'body',
  tags: 'tag',
  keywords: 'keyword',
  language: 'lang',
  format: 'type',
}

/** The field that goes by a name, in upper or lower case. */
export function fieldNamed(name: string): QueryFieldName | null {
  const lower = name.toLowerCase()
  const alias = Object.hasOwn(fieldAliases, lower) ? fieldAliases[lower] : undefined
  return alias ?? queryFieldNames.find((known) => known === lower) ?? null
}

/** Whether a field has words in it; the others have a value. */
export const isTextField = (name: QueryFieldName): name is TextFieldName =>
  textFieldNames.some((known) => known === name)
