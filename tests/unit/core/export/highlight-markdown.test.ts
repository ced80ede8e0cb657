import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { citedQuote } from '#core/export/cite'
import { highlightsMarkdown, quoteMarkdown } from '#core/export/highlight-markdown'
import type { Highlight } from '#shared/highlight'

const highlight: Highlight = {
  id: 'ab_12',
  quote: 'A ceiling of 16.6 million barrels.',
  standing: { kind: 'placed', start: 120, end: 154, moved: false, confidence: 1 },
  colour: 'yellow',
  note: 'Who *agreed*?\r\n',
  noteSeen: '',
  tags: ['energy/oil', 'read again'],
  created: '2024-01-04T10:00:00.000Z',
}
const write = (...highlights: Highlight[]): string =>
  highlightsMarkdown({ highlights, library: 'lib', path: '2024/opec meets.txt' })

describe('highlights as Markdown', () => {
  it('are a blockquote, the note, colour, tags and a link, and an id of their own', () => {
    expect(write(highlight)).toBe(`> A ceiling of 16.6 million barrels.

Who *agreed*?

*yellow · tags: energy/oil, read again · [in the article](lectern://open?library=lib&article=2024%2Fopec%20meets.txt&at=120)*

^ab-12`)
  })

  it('say so where the passage is not in the article any more', () => {
    const bare: Highlight = { ...highlight, standing: { kind: 'kept' }, colour: null, note: '', tags: [] }
    expect(write(bare)).toBe('> A ceiling of 16.6 million barrels.\n\n*not in the article as it is now*\n\n^ab-12')
  })

  it('keep paragraphs and line breaks of a quote, and nothing in it means anything but itself', () => {
    const quote = '# One\nline *two*\n\n> and <b>another</b> ^id #tag'
    const rendered = new MarkdownIt().render(quoteMarkdown(quote)).replace(/\s+/g, ' ')
    expect(rendered).toBe(
      '<blockquote> <p># One<br> line *two*</p> <p>&gt; and &lt;b&gt;another&lt;/b&gt; ^id #tag</p> </blockquote> ',
    )
  })
})

describe('a quote with its citation', () => {
  const article = {
    title: 'A *letter*',
    author: 'J. Doe',
    source: 'The Paper',
    date: { iso: '2024-01-04', written: null },
    url: 'https://example.org/a(b)',
  }

  it('names author, title, source and date, and leads to where it was published', () => {
    expect(citedQuote(article, 'First.\n\nSecond.')).toBe(
      '> First.\n>\n> Second.\n>\n> — J. Doe, [“A \\*letter\\*”](https://example.org/a%28b%29), The Paper, 2024-01-04\n',
    )
  })

  it('leaves out what is not known, and follows no other address', () => {
    const bare = {
      ...article,
      author: null,
      source: null,
      date: { iso: null, written: null },
      url: 'file:///etc/passwd',
    }
    expect(citedQuote(bare, 'First.')).toBe('> First.\n>\n> — “A \\*letter\\*”\n')
  })
})
