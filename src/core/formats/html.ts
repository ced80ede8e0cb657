/** Web pages saved as HTML or XHTML. */
import { parse as parseHtml } from 'parse5'
import { nameOfFile, oneLine } from '../text/clean'
import { plainArticle } from './article-fields'
import { decode } from './encoding'
import type { Format, ParsedArticle, SourceFile } from './format'
import { readMetadata } from './html-metadata'
import { extensionsOf } from './known'
import { findMainContent } from './main-content'
import { tidyAuthor } from './page-author'
import { sanitise } from './sanitise'

export const html: Format = {
  id: 'html',
  extensions: extensionsOf.html,
  accepts: () => true,
  parse,
}

/** Less text than this, in UTF-16 code units, is no article: then the whole page is shown. */
const leastContent = 140

function parse(file: SourceFile): ParsedArticle {
  const decoded = decode(file.bytes, true)
  const document = parseHtml(isXhtml(decoded.text) ? closeXmlElements(decoded.text) : decoded.text, {
    scriptingEnabled: false,
  })
  const { title: told, author, base, size, ...metadata } = readMetadata(document)
  const options = { base, title: told }
  const whole = sanitise(document, options)
  const content = findMainContent(document, size)
  const main = content && sanitise(content.root, options)
  const built = main && main.text.length >= Math.min(leastContent, whole.text.length) ? main : whole
  const title = told ?? (oneLine(built.outline[0]?.title ?? '') || nameOfFile(file.path))
  return {
    ...plainArticle('html', title, decoded, built),
    ...metadata,
    author: author ?? tidyAuthor(content?.byline),
    blocked: whole.blocked,
  }
}

const isXhtml = (text: string): boolean =>
  /^\s*<\?xml\b/.test(text) || /<html\b[^>]{0,500}?\bxmlns=/.test(text.slice(0, 4000))

/** XHTML may close any element at once (`<script src="…"/>`); an HTML parser would take the rest of the page for its content. */
const closedAtOnce =
  /<(script|style|title|iframe|textarea|noscript|select|button|a|div|span|p|i|b|em|strong|u|s|td|th|tr|li|ul|ol|table|h[1-6]|object|video|audio|canvas|svg|math)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/>/gi

const closeXmlElements = (text: string): string => text.replace(closedAtOnce, '<$1$2></$1>')
