/** Regular expressions in a query: `/colou?r/`, `/^WHO/m`. */

/** A regular expression; it compiles with its flags. */
interface Pattern {
  readonly source: string
  readonly flags: string
  /** Where it ends in the query's text. */
  readonly end: number
}

/** Longest source, in UTF-16 code units. */
const longestSource = 1000

const ending = /\/([imsu]{0,4})(?=[\s)]|$)/uy
const lineEnds = '\n\r\u2028\u2029'
/** Tried in this order where no flags are written: some escapes (`\-`) are errors by the stricter rules of `u`. */
const usualFlags = ['iu', 'i']

/**
 * The regular expression that begins with the slash at `at`, or null: paths (`/usr/bin`), lone slashes and what does not
 * compile are text. As in JavaScript the next slash ends it that is not escaped or in brackets; flags and a space, a closing
 * parenthesis or the end of the query have to follow.
 */
export function readPattern(text: string, at: number): Pattern | null {
  if (text.charAt(at) !== '/' || /[\s/]/u.test(text.charAt(at + 1))) return null
  const slash = closingSlash(text, at + 1)
  if (slash === null) return null
  ending.lastIndex = slash
  const written = ending.exec(text)
  if (written === null) return null
  const source = text.slice(at + 1, slash)
  const flags = (written[1] === undefined || written[1] === '' ? usualFlags : [written[1]]).find((tried) =>
    compiles(source, tried),
  )
  return flags === undefined ? null : { source, flags, end: ending.lastIndex }
}

function closingSlash(text: string, from: number): number | null {
  const last = Math.min(text.length, from + longestSource)
  let inClass = false
  for (let i = from; i <= last; i++) {
    const character = text.charAt(i)
    if (character === '/' && !inClass) return i
    if (character === '\\') i += 1
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (lineEnds.includes(character)) return null
  }
  return null
}

function compiles(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source !== ''
  } catch {
    return false
  }
}
