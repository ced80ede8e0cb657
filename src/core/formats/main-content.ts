/** Finding the article in a saved page: what stays when menus, advertisements and comments are taken away. */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { parseFragment } from 'parse5'
import { fieldOrNull } from '../text/clean'
import { attribute, type HtmlElement, type HtmlParent, isElement, isText, walk } from './html-nodes'
import type { PageSize } from './page-facts'

/** The article inside a page. */
interface MainContent {
  readonly root: HtmlParent
  /** A signature found in the text and taken out of it, as written. */
  readonly byline: string | null
}

/** Nested deeper, or with more elements than this, a page is shown whole: the search for its article would take too long. */
const mostDepth = 400
const mostElements = 60_000

/**
 * Finds the article in a parsed page; null if there is none to be found. What comes back was parsed again from text and is
 * as untrusted as the page.
 */
export function findMainContent(document: HtmlParent, size: PageSize): MainContent | null {
  if (size.depth > mostDepth || size.elements > mostElements) return null
  try {
    const page = parseHTML(`<!DOCTYPE html>${writeForSearch(document)}`)
    const found = new Readability(page.document).parse()
    if (!found?.content) return null
    return { root: parseFragment(found.content), byline: fieldOrNull(found.byline) }
  } catch {
    // A page that the search cannot cope with is shown whole.
    return null
  }
}

/** They hold nothing to read, and the search need not look at them. */
const skipped: ReadonlySet<string> = new Set(['style', 'noscript', 'template', 'svg', 'link', 'canvas'])
const voids: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
])

/** Writes a document as HTML without recursion and without what cannot matter to the search. */
function writeForSearch(document: HtmlParent): string {
  const parts: string[] = []
  walk(
    document,
    (node) => {
      if (isText(node)) parts.push(escapeText(node.value))
      if (!isElement(node) || skipped.has(node.tagName)) return 'past'
      if (node.tagName === 'script') {
        if (/ld\+json/i.test(attribute(node, 'type') ?? '')) parts.push(writeJson(node))
        return 'past'
      }
      parts.push(`<${node.tagName}${writeAttributes(node)}>`)
      return 'inside'
    },
    (element) => {
      if (!voids.has(element.tagName)) parts.push(`</${element.tagName}>`)
    },
  )
  return parts.join('')
}

const writeJson = (script: HtmlElement): string =>
  `<script type="application/ld+json">${script.childNodes.map((node) => (isText(node) ? node.value : '')).join('')}</script>`

const writeAttributes = (element: HtmlElement): string =>
  element.attrs
    .filter(({ name }) => !name.startsWith('on') && !name.startsWith('data-'))
    .map(({ name, value }) => ` ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`)
    .join('')

const escapeText = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00A0/g, '&nbsp;')
