/** Cleaning of text before it enters a tree, a title or a field. */

/** Control characters (white space apart), soft hyphens, byte order marks inside the text, halves of surrogate pairs. */
const unwanted = /[^\P{Cc}\t\n\f\r]|[\u00AD\uFEFF]|\p{Cs}/gu
/** Searched for what is not, since a pattern for what is would have to remember every character of a long text. */
const beyondPlainAscii = /[^\t\n\r -~]/

/**
 * Removes what no reader can see and every search would stumble over (control characters, soft hyphens, byte order marks),
 * replaces halves of surrogate pairs by U+FFFD, and composes the rest to NFC. White space is left as it is.
 */
export function cleanText(text: string): string {
  if (!beyondPlainAscii.test(text)) return text
  return text.replace(unwanted, (found) => (/\p{Cs}/u.test(found) ? '\uFFFD' : '')).normalize('NFC')
}

/** A line break between two characters of a script written without spaces is no space (CSS Text 3, segment breaks). */
const breakInsideUnspacedText =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFF01-\uFF60ー])[ \t\f\r]*\n[ \t\n\f\r]*(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFF01-\uFF60ー])/gu
const needsCollapsing = /[\t\n\f\r]| {2}/

/** Makes each run of spaces, tabs and line breaks one space, as HTML does; between Chinese or Japanese characters a line break vanishes. */
export function collapse(text: string): string {
  if (!needsCollapsing.test(text)) return text
  const joined = text.includes('\n') && beyondPlainAscii.test(text) ? text.replace(breakInsideUnspacedText, '') : text
  return joined.replace(/[ \t\n\f\r]+/g, ' ')
}

/**
 * One clean line, for titles and other fields: NFC, every run of white space one space, none at the ends. Longer than
 * `maxLength` (UTF-16 code units) it is cut at a word with an ellipsis.
 */
export function oneLine(text: string, maxLength = 500): string {
  // A file may be one line of many megabytes: four times the wanted length holds all that white space can hide.
  const line = cleanText(text.slice(0, maxLength * 4))
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= maxLength) return line
  const cut = line.slice(0, maxLength)
  const word = cut.lastIndexOf(' ')
  return `${cut.slice(0, word > maxLength * 0.6 ? word : maxLength).replace(/[\s,;:–—-]+$|[\uD800-\uDBFF]$/gu, '')}…`
}

/** Like `oneLine`, but null where nothing is left. */
export function fieldOrNull(text: string | null | undefined, maxLength = 300): string | null {
  const line = text ? oneLine(text, maxLength) : ''
  return line === '' ? null : line
}

/** Abbreviations after which a full stop does not end a sentence. */
const abbreviation = /(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Jr|Sr|Inc|Co|Corp|Ltd|vs|No|U\.S|U\.K)$/

/** The first sentence of a text as one line, cut at `maxLength` (UTF-16 code units) where it is longer. */
export function firstSentence(text: string, maxLength = 160): string {
  const line = oneLine(text, maxLength * 4)
  for (const match of line.matchAll(/[.!?]["'”’)]*(?= )|[。！？]/gu)) {
    const before = line.slice(0, match.index)
    if (match[0].startsWith('.') && abbreviation.test(before)) continue
    return oneLine(line.slice(0, match.index + match[0].length), maxLength)
  }
  return oneLine(line, maxLength)
}

/** The name of a file without its folders and its last ending: what an article is called where it has no title. */
export function nameOfFile(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return oneLine(dot > 0 ? name.slice(0, dot) : name) || 'Untitled'
}
