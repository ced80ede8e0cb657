/** Where an article was met, in words. */
import type { ArticleRow } from '#shared/article'
import { assertNever } from '#shared/result'

type Field = ArticleRow['matchedIn'][number]

/** The row's matches that its title and its snippet do not show by themselves. */
function unseenMatches({ matchedIn, snippetOf }: ArticleRow): readonly Field[] {
  if (snippetOf !== 'body') return [snippetOf]
  return matchedIn.includes('title') || matchedIn.includes('body') ? [] : matchedIn
}

/** What stands before a row's snippet: `in your note`, `tag: oil`; empty where title and snippet say it all. */
export const describeMatch = (row: ArticleRow, query: string): string =>
  unseenMatches(row)
    .map((field) => describeField(field, row, query))
    .join(', ')

function describeField(field: Field, row: ArticleRow, query: string): string {
  switch (field) {
    case 'note':
      return 'in your note'
    case 'highlight':
      return 'in a highlight'
    case 'tag':
      return `tag: ${matchedTags(row.tags, query).join(', ')}`
    case 'keyword':
      return 'in its keywords'
    case 'author':
      return row.author === null ? 'in the author' : `by ${row.author}`
    case 'source':
      return row.source === null ? 'in the source' : `source: ${row.source}`
    case 'title':
    case 'body':
      return `in the ${field}`
    default:
      return assertNever(field)
  }
}

/** The tags a query speaks of, letter for letter; all of them where it speaks of none so plainly. */
function matchedTags(tags: readonly string[], query: string): readonly string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const named = tags.filter((tag) => words.some((word) => tag.toLowerCase().includes(word)))
  return named.length > 0 ? named : tags
}
