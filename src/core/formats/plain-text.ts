/** Plain text. */
import { nameOfFile, oneLine } from '../text/clean'
import { TreeBuilder } from '../text/tree-builder'
import { plainArticle } from './article-fields'
import { decode } from './encoding'
import type { Format, ParsedArticle, SourceFile } from './format'
import { extensionsOf } from './known'
import { blocksOf, type ProseBlock, writeProse } from './prose'

/** A first line up to this length, in UTF-16 code units, is a title; a longer one is the start of the text. */
const longestTitle = 120

export const plainText: Format = {
  id: 'plain-text',
  extensions: extensionsOf['plain-text'],
  accepts: () => true,
  parse,
}

function parse(file: SourceFile): ParsedArticle {
  const decoded = decode(file.bytes)
  const blocks = blocksOf(decoded.text)
  const { title, rest } = takeTitle(blocks)
  const builder = new TreeBuilder()
  writeProse(builder, rest)
  return plainArticle('plain-text', title ?? nameOfFile(file.path), decoded, builder.finish())
}

/** The first line, where it stands by itself or above lines that were broken on purpose, and the blocks without it. */
function takeTitle(blocks: readonly ProseBlock[]): { title: string | null; rest: readonly ProseBlock[] } {
  const [first, ...others] = blocks
  const [line, ...lines] = first?.lines ?? []
  if (!first || line === undefined || first.kind === 'table') return { title: null, rest: blocks }
  if (first.kind === 'paragraph' && lines.length > 0) return { title: null, rest: blocks }
  if (line.length > longestTitle * 4) return { title: null, rest: blocks }
  const title = oneLine(line.replace(/^\s*#{1,6}\s+/, ''))
  if (title === '' || title.length > longestTitle) return { title: null, rest: blocks }
  const body = lines.filter((each, index) => index > 0 || !/^\s*[=\-~*_]{3,}\s*$/.test(each))
  return { title, rest: body.length > 0 ? [{ ...first, lines: body }, ...others] : others }
}
