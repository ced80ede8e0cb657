/** Highlights as Markdown: a blockquote, the note on it, what else it carries, and an id that links can name. */
import { writeArticleLink } from '#shared/article-link'
import type { Highlight } from '#shared/highlight'
import type { ExportableArticle } from './article'
import { escapeLineStart, escapeTarget, escapeText } from './escape'

/** All highlights of an article, in the order given; empty where there are none. */
export function highlightsMarkdown(article: Pick<ExportableArticle, 'highlights' | 'library' | 'path'>): string {
  return article.highlights.map((highlight) => highlightMarkdown(highlight, article)).join('\n\n')
}

/**
 * One highlight: the words as they were highlighted, the reader's note as it was written, a line with colour, tags and a link
 * back to the passage, and `^id` on a line of its own, which Obsidian links to and other readers show as it is.
 */
function highlightMarkdown(
  highlight: Highlight,
  { library, path }: Pick<ExportableArticle, 'library' | 'path'>,
): string {
  const { id, quote, standing, colour, tags } = highlight
  const note = highlight.note.replace(/\r\n?/g, '\n').trim()
  const place =
    standing.kind === 'placed'
      ? `[in the article](${escapeTarget(writeArticleLink({ library, path, at: standing.start }))})`
      : 'not in the article as it is now'
  const facts = [
    colour === null ? '' : colour,
    tags.length === 0 ? '' : `tags: ${tags.map((tag) => escapeText(tag)).join(', ')}`,
    place,
  ]
  const line = facts.filter((fact) => fact !== '').join(' · ')
  return [quoteMarkdown(quote), note, `*${line}*`, `^${blockId(id)}`].filter((part) => part !== '').join('\n\n')
}

/** A text as a blockquote: its line breaks are kept, and nothing in it means anything but itself. */
export function quoteMarkdown(quote: string): string {
  return quote
    .trim()
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.split('\n').map(quotedLine).join('  \n'))
    .join('\n>\n')
}

const quotedLine = (line: string): string => `> ${escapeLineStart(escapeText(line.replace(/\s+/g, ' ').trim()))}`

/** Obsidian's ids are letters, digits and `-`. The same id always gives the same name. */
const blockId = (id: string): string => id.replace(/[^A-Za-z0-9-]/g, '-')
