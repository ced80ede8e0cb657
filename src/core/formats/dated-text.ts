/** News text under a line that names its day: ` date 2024-01-04 The title`, then paragraphs. */
import { firstSentence, nameOfFile, oneLine } from '../text/clean'
import { parseDate } from '../text/dates'
import { TreeBuilder } from '../text/tree-builder'
import { plainArticle } from './article-fields'
import { decode } from './encoding'
import type { Format, ParsedArticle, SourceFile } from './format'
import { extensionsOf } from './known'
import { blocksOf, writeProse } from './prose'

const header = /^\s{0,20}date[ \t]+(\d{4}-\d{1,2}-\d{1,2})(?:[ \t]+([^\r\n]*))?(?:\r\n|\r|\n|$)/i
/** Bytes that surely hold the header up to its date, in any encoding. */
const headLength = 120

export const datedText: Format = {
  id: 'dated-text',
  extensions: extensionsOf['dated-text'],
  accepts: ({ bytes }) => header.test(asciiOf(bytes.subarray(0, headLength))),
  parse,
}

function parse(file: SourceFile): ParsedArticle {
  const decoded = decode(file.bytes)
  const found = header.exec(decoded.text)
  const blocks = blocksOf(found ? decoded.text.slice(found[0].length) : decoded.text)
  const builder = new TreeBuilder()
  writeProse(builder, blocks)
  const built = builder.finish()
  const title = oneLine(found?.[2] ?? '') || firstSentence(built.text) || nameOfFile(file.path)
  return { ...plainArticle('dated-text', title, decoded, built), date: parseDate(found?.[1]) }
}

/** The ASCII characters of the first bytes, without byte order marks and the zeros of UTF-16. */
function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.filter((byte) => byte > 0 && byte < 0x80))
}
