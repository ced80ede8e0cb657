/** Pieces of a text to show in one line. */
import type { Mark, MarkedText } from '#shared/article'

const ellipsis = '…'

/** How much of a text there is room for where the excerpt may take `maxLength` UTF-16 code units. */
export const roomIn = (maxLength: number): number => Math.max(1, maxLength - 2 * ellipsis.length)

/**
 * A piece of a text with what is marked in it: white space as single spaces, an ellipsis where text is left out before or
 * after. `marks` are the text's own; those of the excerpt count from its start.
 */
export function excerpt(text: string, [from, to]: Mark, marks: readonly Mark[]): MarkedText {
  const squeezed = squeeze(text, from, to, marks)
  const before = isBlankBefore(text, from) ? '' : ellipsis
  const after = isBlankAfter(text, to) ? '' : ellipsis
  return {
    text: `${before}${squeezed.text}${after}`,
    marks: squeezed.marks.map(([start, end]): Mark => [start + before.length, end + before.length]),
  }
}

function isBlankBefore(text: string, at: number): boolean {
  let from = at
  while (from > 0 && isSpace(text, from - 1)) from -= 1
  return from === 0
}

function isBlankAfter(text: string, at: number): boolean {
  let to = at
  while (to < text.length && isSpace(text, to)) to += 1
  return to === text.length
}

/** Moves both ends inwards to white space, but not into `[first, last)`; where there is none, not into a surrogate pair. */
export function cutToWords(text: string, from: number, to: number, first: number, last: number): Mark {
  let start = from
  if (start > 0 && !isSpace(text, start - 1)) {
    while (start < first && !isSpace(text, start)) start += 1
    if (start === first && !isSpace(text, start - 1)) start = afterHalf(text, from)
  }
  let end = Math.min(to, text.length)
  if (end < text.length && !isSpace(text, end)) {
    while (end > Math.max(last, start) && !isSpace(text, end - 1)) end -= 1
    if (end <= Math.max(last, start)) end = beforeHalf(text, Math.max(last, Math.min(to, text.length)))
  }
  return [start, Math.max(start, end)]
}

const isSpace = (text: string, at: number): boolean => /\s/u.test(text.charAt(at))
const isLowHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00
const afterHalf = (text: string, at: number): number => (isLowHalf(text, at) ? at + 1 : at)
const beforeHalf = (text: string, at: number): number => (isLowHalf(text, at) ? at - 1 : at)

/** The window with its white space as single spaces, and the marks in it moved along; marks are cut to the window. */
function squeeze(text: string, from: number, to: number, marks: readonly Mark[]): MarkedText {
  let squeezed = ''
  let copied = from
  const copyTo = (end: number): number => {
    const piece = text.slice(copied, end).replace(/\s+/gu, ' ')
    const joined = squeezed === '' || squeezed.endsWith(' ') ? piece.trimStart() : piece
    squeezed += joined
    copied = end
    return squeezed.length
  }
  const moved: Mark[] = []
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue
    const left = copyTo(Math.max(start, from))
    moved.push([left, copyTo(Math.min(end, to))])
  }
  copyTo(to)
  return { text: squeezed.trimEnd(), marks: moved }
}
