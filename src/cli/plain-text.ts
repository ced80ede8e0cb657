/**
 * Text of articles on its way to a terminal. Whoever wrote an article could put escape sequences into it that move the cursor,
 * rename the window or type for the reader: none of them pass.
 */
import type { MarkedText } from '#shared/article'
import type { Style } from './style'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Text of several lines, without any control characters but line breaks and tabs. */
export const plainText = (text: string): string => text.replace(controls, '')

/** Text in one line: white space of any kind becomes a space. */
export const plainLine = (text: string): string => plainText(text.replace(/\s+/g, ' ')).trim()

/** A snippet in one line, its hits bold where the style has that. */
export function markedLine({ text, marks }: MarkedText, { bold }: Style): string {
  const pieces: string[] = []
  let end = 0
  for (const [from, to] of marks) {
    pieces.push(plainText(text.slice(end, from)), bold(plainText(text.slice(from, to))))
    end = to
  }
  pieces.push(plainText(text.slice(end)))
  return pieces.join('').replace(/\s+/g, ' ').trim()
}
