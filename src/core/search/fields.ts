/** The fields of the index; their position is their number in segment files. */
export const searchFields = ['title', 'body', 'author', 'source'] as const
export type SearchField = (typeof searchFields)[number]
