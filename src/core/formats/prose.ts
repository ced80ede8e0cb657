/** From plain text to blocks: paragraphs, lines that belong together, tables drawn with spaces. */
import type { TreeBuilder } from '../text/tree-builder'

/** A block of plain text, as it will be shown. */
export type ProseBlock =
  /** Lines broken only because the page was full. */
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  /** Lines broken on purpose: an address, a poem, a list. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** Columns and drawings, where every space counts. */
  | { readonly kind: 'table'; readonly lines: readonly string[] }

/** A line at least this long, in characters, may have been broken because the page was full. */
const leastWrapWidth = 45
/** A line longer than this was not broken by a page: it is a paragraph of its own. */
const mostWrapWidth = 140
/** Share of the lines that have to fit a reading for it to be taken. */
const mostLines = 0.8

/** Splits a text into its blocks. Any line end is understood; blank lines part blocks. */
export function blocksOf(text: string): ProseBlock[] {
  const lines = text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/)
  const blocks: ProseBlock[] = []
  let group: string[] = []
  const endGroup = (): void => {
    if (group.length > 0) blocks.push(...readGroup(group))
    group = []
  }
  for (const line of lines) {
    if (line.trim() === '') endGroup()
    else group.push(line.trimEnd())
  }
  endGroup()
  return joinTables(blocks)
}

/** Writes the blocks to a tree. */
export function writeProse(builder: TreeBuilder, blocks: readonly ProseBlock[]): void {
  for (const { kind, lines } of blocks) {
    builder.open(kind === 'table' ? 'pre' : 'p')
    if (kind === 'table') builder.text(lines.join('\n'))
    else if (kind === 'paragraph') builder.text(joined(lines))
    else
      lines.forEach((line, index) => {
        if (index > 0) builder.br()
        builder.text(line)
      })
    builder.close()
  }
}

/** A word parted at the end of a line keeps its hyphen and loses the space: most that are parted there have one anyway. */
const joined = (lines: readonly string[]): string => lines.join('\n').replace(/(?<=\p{L}-)\n\s*(?=\p{Ll})/gu, '')

function readGroup(lines: readonly string[]): ProseBlock[] {
  if (lines.length === 1) return [{ kind: isTableRow(lines[0] ?? '') ? 'table' : 'paragraph', lines }]
  if (isTable(lines)) return [{ kind: 'table', lines }]
  const indented = lines.filter((line) => /^\s/.test(line)).length
  if (indented > 0 && indented <= lines.length / 2 && !/^\s/.test(lines[1] ?? '')) return indentedParagraphs(lines)
  return [wrappedOrNot(lines)].flat()
}

/** Books mark a new paragraph by an indented first line. */
function indentedParagraphs(lines: readonly string[]): ProseBlock[] {
  const paragraphs: string[][] = []
  for (const line of lines) {
    const current = paragraphs.at(-1)
    if (current === undefined || /^\s/.test(line)) paragraphs.push([line])
    else current.push(line)
  }
  return paragraphs.flatMap((each) => (each.length === 1 ? [{ kind: 'paragraph', lines: each }] : wrappedOrNot(each)))
}

function wrappedOrNot(lines: readonly string[]): ProseBlock[] {
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0)
  if (widest > mostWrapWidth) return lines.map((line) => ({ kind: 'paragraph', lines: [line] }))
  return [{ kind: isWrapped(lines, widest) ? 'paragraph' : 'lines', lines }]
}

/** A line was broken because the page was full if the first word of the next line had no room on it. */
function isWrapped(lines: readonly string[], widest: number): boolean {
  // Scripts without spaces break anywhere, so their lines are all as wide as the page.
  const isUnspaced = lines.every((line) => !line.trim().includes(' '))
  if (widest < (isUnspaced ? leastWrapWidth / 3 : leastWrapWidth)) return false
  const breaks = lines.length - 1
  let full = 0
  for (let at = 0; at < breaks; at++) {
    const next = lines[at + 1]?.trimStart() ?? ''
    if (/^(?:[-*•–—·]|\(?\d{1,3}[.)])\s/.test(next)) return false
    const word = isUnspaced ? 3 : next.search(/\s/)
    const room = widest - (lines[at]?.length ?? 0)
    if (room <= (word === -1 ? next.length : word)) full++
  }
  return full >= breaks * mostLines
}

const columnGap = /\S(?:\t| {3,})\s*\S/
/** Numbers or rules in columns; two words far apart may only be spaced out for looks. */
const isTableRow = (line: string): boolean =>
  columnGap.test(line) && (line.match(/(?:\t| {2,})\s*\S/g)?.length ?? 0) >= 2

function isTable(lines: readonly string[]): boolean {
  const columns = lines.filter((line) => columnGap.test(line)).length
  if (columns >= 2 && columns >= lines.length / 2) return true
  const deep = lines.filter((line) => /^(?:\t| {4,})/.test(line))
  // All lines indented alike are a quotation or a page with a margin; indented differently, a drawing or a program.
  const indents = new Set(deep.map((line) => line.search(/\S/)))
  return deep.length >= lines.length / 2 && indents.size > 1 && deep.length > 1
}

/** Tables that only blank lines part are one, blank lines kept, so that their columns stay aligned. */
function joinTables(blocks: readonly ProseBlock[]): ProseBlock[] {
  const result: ProseBlock[] = []
  for (const block of blocks) {
    const last = result.at(-1)
    if (last?.kind === 'table' && block.kind === 'table')
      result[result.length - 1] = { kind: 'table', lines: [...last.lines, '', ...block.lines] }
    else result.push(block)
  }
  return result
}
