/**
 * Text as Markdown that means nothing but itself, in CommonMark 0.31, in GitHub's extensions and in Obsidian's (`==mark==`,
 * `%%comment%%`, `#tag`, `$math$`, `[[link]]`, ` ^id`).
 */

const special = new RegExp(
  [
    // CommonMark and GFM: escapes, code, emphasis, links, HTML, strikethrough, cells
    '[\\\\`*[\\]<~|]',
    // an entity
    '&(?=#?[\\p{L}\\p{N}]+;)',
    // emphasis by `_`, which inside a word is only a character
    '(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])',
    // Obsidian: highlight, comment
    '=(?==)|(?<==)=|%(?=%)|(?<=%)%',
    // Obsidian: a formula cannot end at a `$` before a digit, so prices stay as they are
    '\\$(?!\\d)',
    // Obsidian: a tag, a block id
    '(?<!\\S)#(?=[\\p{N}_/-]*\\p{L})|(?<!\\S)\\^(?=[\\p{L}\\p{N}-])',
  ].join('|'),
  'gu',
)

/** Escapes one line of text for use inside a paragraph; its beginning is `escapeLineStart`'s to look after. */
export function escapeText(text: string): string {
  return text.replace(special, '\\$&')
}

/** Escapes what would make a block out of a line of (already escaped) Markdown: heading, quote, list, rule, underline. */
export function escapeLineStart(line: string): string {
  return line.replace(/^(?=[>+=-]|#{1,6}(?:[ \t]|$)|:-)/, '\\').replace(/^(\d{1,9})([.)])(?=[ \t]|$)/, '$1\\$2')
}

/** A link's target between the brackets of `[text](target)`. */
export function escapeTarget(target: string): string {
  return target
    .replace(/[\s<>()\\`"{}|^[\]\p{Cc}]/gu, (character) => encodeURIComponent(character).replace(/[()]/g, percent))
    .replace(/&(?=#?[\p{L}\p{N}]+;)/gu, '&amp;')
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
