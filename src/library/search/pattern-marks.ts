/** Where regular expressions are met in a text. A regular expression may take for ever, so this runs in a thread of its own. */
import { type PatternLeaf, type Query, wantedLeaves } from '#core/search/query'
import type { Mark } from '#shared/article'

/** Marks of one expression in one text; more show nothing more. */
const mostMarks = 20_000

/** The regular expressions that an article should meet in a field. */
export const patternsIn = (query: Query, field: 'title' | 'body'): readonly PatternLeaf[] =>
  wantedLeaves(query).filter(
    (leaf) => leaf.kind === 'pattern' && (leaf.field === null || leaf.field === field),
  ) as PatternLeaf[]

/** Where they are met: ordered, merged where they overlap, without empty matches. */
export function markPatterns(text: string, patterns: readonly Pick<PatternLeaf, 'source' | 'flags'>[]): Mark[] {
  const found = patterns.flatMap(({ source, flags }) => {
    const marks: Mark[] = []
    for (const match of text.matchAll(new RegExp(source, `${flags}g`))) {
      if (match[0] !== '') marks.push([match.index, match.index + match[0].length])
      if (marks.length >= mostMarks) break
    }
    return marks
  })
  const merged: [number, number][] = []
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1)
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
