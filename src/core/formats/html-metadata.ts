/** Title, author, date, source, address, language and keywords of an HTML page. */
import type { ArticleDate } from '#shared/article'
import { fieldOrNull, oneLine } from '../text/clean'
import { noDate, parseDate } from '../text/dates'
import { webAddress } from './html-attributes'
import type { HtmlParent } from './html-nodes'
import { readJsonLd } from './json-ld'
import { keywordsIn } from './keywords'
import { tidyAuthor } from './page-author'
import { gatherFacts, type PageFacts, type PageSize } from './page-facts'
import { lettersOf, titleOfPage, withoutSite } from './page-title'

/** What is known of a page; null where it does not say. */
interface PageMetadata {
  readonly title: string | null
  readonly author: string | null
  readonly date: ArticleDate
  readonly source: string | null
  readonly url: string | null
  /** What relative links are taken against. */
  readonly base: string | null
  readonly language: string | null
  readonly keywords: readonly string[]
  readonly size: PageSize
}

/** Reads the metadata of a whole document: JSON-LD first, then meta elements, microdata, and what the page shows. */
export function readMetadata(document: HtmlParent): PageMetadata {
  const facts = gatherFacts(document)
  const described = readJsonLd(document)
  const meta = (...names: readonly string[]): string | null =>
    names.map((name) => facts.meta.get(name)).find((value) => value !== undefined) ?? null

  const source = firstField(described.site, meta('og:site_name', 'application-name', 'dc:publisher'))
  const url =
    webAddress(facts.canonical) ??
    webAddress(meta('og:url')) ??
    webAddress(described.url) ??
    webAddress(facts.savedFrom)
  return {
    title: chooseTitle(facts, described.titles, source),
    author: chooseAuthor(facts, described.author, meta),
    date: chooseDate(facts, described.date, meta, url),
    source,
    url,
    base: facts.base ?? url,
    language: languageTag(facts.language ?? described.language ?? meta('content-language', 'og:locale', 'dc:language')),
    keywords: keywordsIn([...facts.keywords, ...described.keywords]),
    size: facts.size,
  }
}

type Meta = (...names: readonly string[]) => string | null

const firstField = (...values: readonly (string | null | undefined)[]): string | null =>
  values.map((value) => fieldOrNull(value)).find((value) => value !== null) ?? null

const titleNames = ['dc:title', 'og:title', 'weibo:article:title', 'weibo:webpage:title', 'title', 'twitter:title']

function chooseTitle(facts: PageFacts, described: readonly string[], source: string | null): string | null {
  const told = [
    closestTo(facts.title, described),
    ...titleNames.map((name) => facts.meta.get(name)),
    facts.meta.get('parsely-title'),
  ]
    .map((title) => oneLine(title ?? ''))
    .find((title) => title !== '')
  const chosen = told || titleOfPage(withoutSite(oneLine(facts.title ?? ''), source), facts.headings)
  const title = withoutSite(chosen, source).trim()
  return title || (facts.headings.map((heading) => oneLine(heading)).find((heading) => heading !== '') ?? null)
}

/** Of several titles the first that the page's `<title>` also names, else the first. */
function closestTo(pageTitle: string | null, titles: readonly string[]): string | null {
  const letters = lettersOf(pageTitle ?? '')
  return titles.find((title) => letters.includes(lettersOf(title))) ?? titles[0] ?? null
}

function chooseAuthor(facts: PageFacts, described: string | null, meta: Meta): string | null {
  const signatures = [
    described,
    meta('dc:creator'),
    meta('author', 'byl'),
    meta('parsely-author', 'sailthru.author'),
    meta('article:author', 'og:article:author'),
    facts.properties.get('author'),
    facts.properties.get('creator'),
    facts.author,
  ]
  return signatures.map(tidyAuthor).find((author) => author !== null) ?? null
}

const dateNames = [
  ...[
    'article:published_time',
    'og:article:published_time',
    'parsely-pub-date',
    'dc:date.issued',
    'dc:issued',
    'dc:created',
  ],
  ...['dc:date', 'datepublished', 'date', 'pubdate', 'publishdate', 'publish-date', 'sailthru.date', 'citation_date'],
  ...['citation_publication_date', 'article.published', 'displaydate', 'pdate', 'ptime'],
]

function chooseDate(facts: PageFacts, described: string | null, meta: Meta, url: string | null): ArticleDate {
  const written = [
    described,
    ...dateNames.map((name) => meta(name)),
    facts.properties.get('datepublished'),
    facts.published,
    facts.time,
  ]
  const read = written.map(parseDate)
  return (
    read.find(({ iso }) => iso !== null) ?? dateInAddress(url) ?? read.find((date) => date.written !== null) ?? noDate
  )
}

/** Many sites file their articles under the day: `/2015/07/24/`. */
function dateInAddress(url: string | null): ArticleDate | null {
  const found = /\/((?:19|20)\d\d)\/(\d\d)\/(\d\d)(?:\/|$)/.exec(url ?? '')
  const date = found ? parseDate(`${found[1]}-${found[2]}-${found[3]}`) : noDate
  return date.iso === null ? null : date
}

function languageTag(written: string | null): string | null {
  const tag = written?.trim().replace(/_/g, '-') ?? ''
  return /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null
}
