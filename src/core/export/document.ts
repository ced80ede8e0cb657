/** An exported article: front matter, title, note, highlights, text. */
import { Document, Scalar } from 'yaml'
import type { ArticleDate } from '#shared/article'
import type { ExportableArticle } from './article'
import { treeMarkdown } from './block-markdown'
import { escapeLineStart, escapeTarget, escapeText } from './escape'
import { highlightsMarkdown } from './highlight-markdown'

/**
 * The whole Markdown file. The same article gives the same bytes: nothing in it depends on when or where it is made, so that
 * exporting again changes a file only where the article or what was written on it changed.
 */
export function exportDocument(article: ExportableArticle): string {
  const note = article.note.replace(/\r\n?/g, '\n').trim()
  const highlights = highlightsMarkdown(article)
  const text = treeMarkdown(article.tree)
  const parts = [
    `---\n${frontMatter(article)}---`,
    `# ${escapeText(oneLine(article.title)).replace(/(?<=^|\s)#+$/, '\\$&')}`,
    byline(article),
    note === '' ? '' : `## Note\n\n${note}`,
    highlights === '' ? '' : `## Highlights\n\n${highlights}`,
    text === '' ? '' : `## Article\n\n${text}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/**
 * YAML with every text in double quotes, so that no reader of any YAML version takes one for something else (`no`, `12:30`,
 * `2024-01-04`), except whole dates, which are meant to be dates. What an article does not have is not there.
 */
function frontMatter(article: ExportableArticle): string {
  const { title, author, source, url, language, tags, libraryName, path, date } = article
  const fields = {
    title: oneLine(title),
    author: author ? [oneLine(author)] : null,
    source,
    url,
    date: dateField(date),
    created: isDay(date) ? dateField(date) : null,
    language,
    tags: [...tags],
    library: libraryName,
    path,
  }
  const present = Object.entries(fields).filter(([, value]) => value !== null)
  const document = new Document(Object.fromEntries(present))
  return document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}

function dateField(date: ArticleDate): Scalar | null {
  const written = date.iso ?? date.written
  if (written === null) return null
  const scalar = new Scalar(written)
  scalar.type = isDay(date) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE
  return scalar
}

function isDay(date: ArticleDate): boolean {
  return date.iso?.length === '2024-01-04'.length
}

/** Date, author and source on one line, the source as a link where the article says where it was published. */
function byline({ date, author, source, url }: ExportableArticle): string {
  const place = source ? escapeText(oneLine(source)) : url ? escapeText(hostOf(url)) : ''
  const parts = [
    escapeText(date.iso ?? date.written ?? ''),
    author ? escapeText(oneLine(author)) : '',
    url && /^https?:/i.test(url) && place !== '' ? `[${place}](${escapeTarget(url)})` : place,
  ]
  return escapeLineStart(parts.filter((part) => part !== '').join(' · '))
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname || url : url
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
