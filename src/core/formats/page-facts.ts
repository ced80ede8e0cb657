/** What an HTML page says of itself outside its text, gathered in one walk. */
import { cleanText } from '../text/clean'
import { webAddress } from './html-attributes'
import {
  attribute,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent,
  isComment,
  isElement,
  textInside,
  type Visit,
  walk,
} from './html-nodes'

/** How much a page is: its elements, and how deep they are nested. */
export interface PageSize {
  readonly elements: number
  readonly depth: number
}

/** The raw material for a page's title, author, date, source, address and keywords. */
export interface PageFacts {
  /** `<meta>` by its name or property in lower case; the first of each name that says something. */
  readonly meta: ReadonlyMap<string, string>
  /** The text of `<title>`. */
  readonly title: string | null
  /** Main headings, in order. */
  readonly headings: readonly string[]
  /** Lists of keywords, as `<meta>` has them. */
  readonly keywords: readonly string[]
  readonly language: string | null
  readonly canonical: string | null
  readonly base: string | null
  /** The address that a browser wrote into the page when it was saved. */
  readonly savedFrom: string | null
  /** Microdata of schema.org, by property in lower case. */
  readonly properties: ReadonlyMap<string, string>
  /** The first author that a link names. */
  readonly author: string | null
  /** The first moment of publication that a `<time>` marks, and the first that any marks. */
  readonly published: string | null
  readonly time: string | null
  readonly size: PageSize
}

/** Gathers the facts of a whole document. */
export function gatherFacts(document: HtmlParent): PageFacts {
  const facts = new Gatherer()
  walk(
    document,
    (node) => facts.enter(node),
    () => facts.leave(),
  )
  return facts
}

const wanted: ReadonlySet<string> = new Set(['author', 'creator', 'datepublished'])
const savedFrom = /(?:saved from url=\(\d+\)|\burl:\s*)(https?:\S+)/i
const mostHeadings = 20
/** Names of `<meta>` that hold keywords, some of them one each. */
const keywordNames: ReadonlySet<string> = new Set([
  ...['keywords', 'news_keywords', 'article:tag', 'parsely-tags', 'sailthru.tags', 'dc:subject', 'citation_keywords'],
])
const mostKeywords = 100

class Gatherer implements PageFacts {
  readonly meta = new Map<string, string>()
  readonly properties = new Map<string, string>()
  readonly headings: string[] = []
  readonly keywords: string[] = []
  title: string | null = null
  language: string | null = null
  canonical: string | null = null
  base: string | null = null
  savedFrom: string | null = null
  author: string | null = null
  published: string | null = null
  time: string | null = null
  readonly size = { elements: 0, depth: 0 }
  /** Names in `meta` that a `property` told, which weighs more than a `name`. */
  readonly #properties = new Set<string>()
  #open = 0

  enter(node: HtmlNode): Visit {
    if (isComment(node)) this.savedFrom ??= webAddress(savedFrom.exec(node.data.slice(0, 4000))?.[1])
    if (!isElement(node) || node.tagName === 'svg') return 'past'
    this.#readProperty(node)
    this.#readElement(node)
    this.size.elements++
    this.size.depth = Math.max(this.size.depth, ++this.#open)
    return 'inside'
  }

  leave(): void {
    this.#open--
  }

  #readElement(element: HtmlElement): void {
    switch (element.tagName) {
      case 'html':
        this.language ??= attribute(element, 'lang') ?? attribute(element, 'xml:lang')
        break
      case 'title':
        this.title ??= textInside(element) || null
        break
      case 'base':
        this.base ??= webAddress(attribute(element, 'href'))
        break
      case 'meta':
        this.#readMeta(element)
        break
      case 'link':
        if (hasRel(element, 'canonical')) this.canonical ??= webAddress(attribute(element, 'href'))
        break
      case 'h1':
        if (this.headings.length < mostHeadings) this.headings.push(textInside(element, 1000))
        break
      case 'time':
        this.#readTime(element)
        break
      case 'a':
        if (hasRel(element, 'author')) this.author ??= textInside(element, 200).trim() || null
        break
    }
  }

  #readTime(element: HtmlElement): void {
    const moment = attribute(element, 'datetime') ?? textInside(element, 100)
    const isPublication =
      attribute(element, 'pubdate') !== null ||
      /publish|entry-date|posted|dateline/i.test(attribute(element, 'class') ?? '')
    if (isPublication) this.published ??= moment
    this.time ??= moment
  }

  #readMeta(element: HtmlElement): void {
    const content = attribute(element, 'content')?.trim()
    const property = attribute(element, 'property')
    const names = property ?? attribute(element, 'name') ?? attribute(element, 'http-equiv')
    if (!content || !names) return
    for (const name of names.toLowerCase().split(/\s+/)) {
      // `dc.title`, `dcterms.title` and `DC:title` are one.
      const key = name.replace(/^(dc|dcterms?)[.:]/, 'dc:')
      if (keywordNames.has(key) && this.keywords.length < mostKeywords) this.keywords.push(unescaped(content))
      if (key === '' || (this.meta.has(key) && (property === null || this.#properties.has(key)))) continue
      this.meta.set(key, unescaped(content))
      if (property !== null) this.#properties.add(key)
    }
  }

  #readProperty(element: HtmlElement): void {
    const property = attribute(element, 'itemprop')?.toLowerCase()
    if (!property || !wanted.has(property) || this.properties.has(property)) return
    const value = attribute(element, 'content') ?? attribute(element, 'datetime') ?? nameInside(element)
    this.properties.set(property, value ?? textInside(element, 500))
  }
}

const hasRel = (element: HtmlElement, rel: string): boolean =>
  (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/).includes(rel)

/** The `name` of a person or organisation that is described inside. */
function nameInside(element: HtmlElement): string | null {
  let name: string | null = null
  walk(element, (node) => {
    if (name !== null || !isElement(node)) return 'past'
    if (attribute(node, 'itemprop') === 'name') name = attribute(node, 'content') ?? textInside(node, 200)
    return 'inside'
  })
  return name
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Many pages escape their meta data once too often. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff ? cleanText(String.fromCodePoint(code)) : '\uFFFD'
  })
}
