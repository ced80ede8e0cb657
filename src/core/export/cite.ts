/** A quotation with where it comes from, to be pasted into any text. */
import type { Article } from '#shared/article'
import { escapeTarget, escapeText } from './escape'
import { quoteMarkdown } from './highlight-markdown'

/** What a citation names. */
type CitableArticle = Pick<Article, 'title' | 'author' | 'source' | 'date' | 'url'>

/**
 * The quote as a Markdown blockquote, and under it author, title, source and ISO date, the title as a link where the article
 * says where it was published: `— J. Doe, [“A letter”](https://example.org), The Paper, 2024-01-04`.
 */
export function citedQuote({ title, author, source, date, url }: CitableArticle, quote: string): string {
  const named = `“${oneLine(title)}”`
  const parts = [
    author === null ? '' : oneLine(author),
    url !== null && /^https?:/i.test(url) ? `[${named}](${escapeTarget(url)})` : named,
    source === null ? '' : oneLine(source),
    date.iso ?? escapeText(date.written ?? ''),
  ]
  return `${quoteMarkdown(quote)}\n>\n> — ${parts.filter((part) => part !== '').join(', ')}\n`
}

const oneLine = (text: string): string => escapeText(text.replace(/\s+/g, ' ').trim())
