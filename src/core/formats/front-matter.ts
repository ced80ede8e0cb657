/** The block of data at the start of a Markdown file: YAML between `---`, or TOML between `+++`. */
import { parse as parseYaml } from 'yaml'
import type { ArticleDate } from '#shared/article'
import { fieldOrNull } from '../text/clean'
import { noDate, parseDate } from '../text/dates'
import { webAddress } from './html-attributes'
import { keywordsIn } from './keywords'
import { tidyAuthor } from './page-author'

/** What the front matter of an article says; null where it does not. */
interface FrontMatter {
  readonly title: string | null
  readonly author: string | null
  readonly date: ArticleDate
  readonly source: string | null
  readonly url: string | null
  readonly language: string | null
  readonly keywords: readonly string[]
}

/** A Markdown file in its two parts. */
interface SplitMarkdown {
  readonly data: FrontMatter
  readonly body: string
}

const none: FrontMatter = {
  ...{ title: null, author: null, date: noDate, source: null, url: null, language: null, keywords: [] },
}

/** Longer than this, in UTF-16 code units, it is no front matter. */
const longest = 128 * 1024
const opening = /^\s*(---|\+\+\+)[ \t]*\r?\n/
/** Of a list, or of one in it. */
const mostItems = 100

/** Takes the front matter off a Markdown file. Data that is no valid YAML is read line by line as far as it goes. */
export function splitFrontMatter(text: string): SplitMarkdown {
  const open = opening.exec(text)
  const fence = open?.[1]
  if (!open || fence === undefined) return { data: none, body: text }
  const head = text.slice(open[0].length, open[0].length + longest)
  const close = (fence === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/m : /^\+\+\+[ \t]*\r?$/m).exec(head)
  if (!close) return { data: none, body: text }
  const written = head.slice(0, close.index)
  const body = text.slice(open[0].length + close.index + close[0].length)
  const values = fence === '---' ? readYaml(written) : readLines(written, '=')
  // Two rules with text between them are no data.
  if (values === null) return { data: none, body: text }
  return { data: readFields(values), body }
}

type Values = ReadonlyMap<string, unknown>

/** A line that means in YAML what it seems to mean: a key with a plain or quoted text, a key with a list below, an item. */
const plain = String.raw`[^\s#&*!|>%@\x60"'{}[\],?:-](?:[^\n:#]|:(?=\S)|(?<=\S)#)*`
const simpleLine = new RegExp(String.raw`^(?:(?:[\w.-]+:|[ \t]*-)[ \t]+(?:${plain}|"[^"\\\n]*"|'[^'\n]*')|[\w.-]+:)?$`)

/** Null if this is a text, not data. */
function readYaml(written: string): Values | null {
  // Most front matter is simple, and a full parser takes as long for it as for the whole article.
  if (written.split('\n').every((line) => simpleLine.test(line.trimEnd()))) return readLines(written, ':')
  try {
    // Every value is text, so that `title: 1.10` is not a number.
    const options = { schema: 'failsafe', maxAliasCount: 20, uniqueKeys: false, logLevel: 'error' } as const
    const parsed: unknown = parseYaml(written, options)
    if (typeof parsed !== 'object' || Array.isArray(parsed)) return parsed === '' ? new Map() : null
    return new Map(Object.entries(parsed ?? {}).map(([key, value]) => [key.toLowerCase(), value]))
  } catch {
    const values = readLines(written, ':')
    return values.size > 0 ? values : null
  }
}

/** `key: value` and `- item` lines; nested data are passed over. */
function readLines(written: string, mark: ':' | '='): Values {
  const values = new Map<string, string | string[]>()
  const line = mark === ':' ? /^([\w.-]+):(?:[ \t]+(.*))?$/ : /^([\w.-]+)[ \t]*=[ \t]*(.*)$/
  let list: string[] = []
  for (const each of written.split(/\r?\n/)) {
    const item = /^[ \t]*-[ \t]+(.*)$/.exec(each)?.[1]
    const [, key = '', value = ''] = line.exec(each) ?? []
    if (item !== undefined) list.push(unquoted(item))
    else if (key !== '') {
      list = (/^\[(.*)\]\s*$/.exec(value)?.[1]?.split(',') ?? []).map(unquoted)
      values.set(key.toLowerCase(), value.trim() === '' || list.length > 0 ? list : unquoted(value))
    }
  }
  return values
}

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2')

const names = {
  title: ['title', 'headline', 'name', 'sidebar_title', 'sidebar_label'],
  author: ['author', 'authors', 'by', 'byline', 'creator', 'ms.author'],
  date: [
    ...['date', 'published', 'publishdate', 'publish_date', 'pubdate', 'published_at', 'date_published', 'created'],
    ...['created_at', 'date created', 'datetime', 'ms.date', 'updated', 'last_modified_at', 'lastmod', 'modified'],
  ],
  source: ['source', 'site', 'site_name', 'sitename', 'publication', 'publisher', 'newspaper', 'journal', 'website'],
  url: ['url', 'link', 'canonical', 'canonical_url', 'original', 'original_url', 'source_url', 'permalink', 'source'],
  language: ['lang', 'language', 'locale'],
  keywords: ['tags', 'tag', 'keywords', 'categories', 'category', 'topics'],
}

function readFields(values: Values): FrontMatter {
  const texts = (key: keyof typeof names): string[] => names[key].flatMap((name) => textsOf(values.get(name)))
  const firstName = names.author.find((name) => textsOf(values.get(name)).length > 0)
  const authors = textsOf(values.get(firstName ?? '')).flatMap((author) => tidyAuthor(author) ?? [])
  const dates = names.date.map((name) => parseDate(textsOf(values.get(name))[0]))
  const language = texts('language')[0]?.replace(/_/g, '-') ?? ''
  return {
    title: fieldOrNull(texts('title')[0], 500),
    author: fieldOrNull(authors.join(', ')),
    date: dates.find(({ iso }) => iso !== null) ?? dates.find(({ written }) => written !== null) ?? noDate,
    source: fieldOrNull(texts('source').find((source) => webAddress(source) === null)),
    url:
      texts('url')
        .map(webAddress)
        .find((address) => address !== null) ?? null,
    language: /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(language) ? language : null,
    keywords: keywordsOf(names.keywords.map((name) => values.get(name))),
  }
}

/** The texts of a value: itself, those of a list, the names of people in a list. */
function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (Array.isArray(value))
    return value.slice(0, mostItems).flatMap((each) => (depth < 3 ? textsOf(each, depth + 1) : []))
  if (typeof value === 'object' && value !== null && 'name' in value)
    return typeof value.name === 'string' ? [value.name] : []
  return []
}

/** What a list says, item by item; one text is a list with commas. */
const keywordsOf = (values: readonly unknown[]): readonly string[] =>
  keywordsIn(values.flatMap((value) => textsOf(value)))
