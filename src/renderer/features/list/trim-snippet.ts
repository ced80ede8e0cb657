/** Snippets for little room: what is marked has to be seen. */
import type { Mark, MarkedText } from '#shared/article'

/** What may stand before the first mark, in widths of a Latin letter: less than a line of the narrowest list. */
const mostBefore = 36

/** Letters that are as wide as two. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

/** A snippet cut at its start so that its first mark stands in the first lines, where they are few; else as it is. */
export function trimSnippet(snippet: MarkedText): MarkedText {
  const { text, marks } = snippet
  const first = marks[0]?.[0] ?? 0
  let start = first
  for (let width = 0; start > 0; start--) {
    width += wide.test(text.charAt(start - 1)) ? 2 : 1
    if (width > mostBefore) break
  }
  if (start === 0) return snippet
  const space = text.slice(start - 1, first).search(/\s/u)
  if (space >= 0) start += space
  else if (isLowSurrogate(text, start)) start += 1
  const moved = 1 - start
  return { text: `…${text.slice(start)}`, marks: marks.map(([from, to]): Mark => [from + moved, to + moved]) }
}

const isLowSurrogate = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at))
