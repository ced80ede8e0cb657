/** The fields a search runs over; their order is their number. */

/** What of an article's file is indexed on disk. */
export const articleFields = ['title', 'body', 'author', 'source', 'keyword'] as const
/** What the reader added to an article; indexed in memory, from the notebook. */
export const annotationFields = ['tag', 'note', 'highlight'] as const
/** All fields; a field's place in this list is its number everywhere. */
export const searchFields = [...articleFields, ...annotationFields] as const

export type ArticleField = (typeof articleFields)[number]
export type AnnotationField = (typeof annotationFields)[number]
export type SearchField = (typeof searchFields)[number]

const allFields = searchFields.map((_, number) => number)

/** The number of a field, or those of all where none is named. */
export const fieldNumbers = (field: SearchField | null): readonly number[] =>
  field === null ? allFields : [searchFields.indexOf(field)]
