/** What stands between quotation marks in a query. */

/** A quotation at its place: `[start, end)` with its marks, `[from, to)` without, in UTF-16 code units. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

const straight = '"“”„‟＂'
/** What closes after each mark that opens: programs that curl them do not always do so in pairs. */
const closers: ReadonlyMap<string, string> = new Map([
  ...[...straight].map((mark) => [mark, straight] as const),
  ['«', '»'],
  ['»', '«»'],
])
const escapable = /["“”„‟＂«»\\]/u
const escaped = /\\(["“”„‟＂«»\\])/gu

/** The quotation that begins at `at`, or null. One that is not closed goes to the end. */
export function readQuotation(text: string, at: number): Quotation | null {
  const closing = closers.get(text.charAt(at))
  if (closing === undefined) return null
  for (let i = at + 1; i < text.length; i++) {
    if (text.charAt(i) === '\\' && escapable.test(text.charAt(i + 1))) i += 1
    else if (closing.includes(text.charAt(i))) return { start: at, end: i + 1, from: at + 1, to: i }
  }
  return { start: at, end: text.length, from: at + 1, to: text.length }
}

/** The text of a quotation's inside: `\"` stands for the mark itself, `\\` for one backslash. */
export const withoutEscapes = (inside: string): string => inside.replace(escaped, '$1')

/** A text in quotation marks, so that exactly it is read between them. */
export const quoted = (text: string): string => `"${text.replace(/["“”„‟＂\\]/gu, '\\$&')}"`

/** A value as it has to be typed after a field so that exactly it is read: in quotation marks where it needs them. */
export const quoteValue = (value: string): string =>
  /^[^\s()"“”„‟＂«»^~*?/][^\s()^~*?]*$/u.test(value) ? value : quoted(value)
