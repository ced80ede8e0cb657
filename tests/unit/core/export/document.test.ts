import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ExportableArticle } from '#core/export/article'
import { exportDocument } from '#core/export/document'
import { el } from './trees'

const article: ExportableArticle = {
  library: 'lib',
  libraryName: 'News',
  path: '2024/letter.txt',
  title: 'A letter: "yes" & no',
  date: { iso: '2024-01-04', written: null },
  author: 'J. Doe',
  source: 'The Paper',
  url: 'https://example.org/a?b=c',
  language: 'en',
  tags: ['politics/us', 'no'],
  note: 'My *note*.\r\nTwo lines.\n',
  highlights: [],
  tree: [el('p', 'First.'), el('p', 'Second.')],
  text: 'First.\n\nSecond.',
}

const frontMatterOf = (markdown: string): unknown => parse(markdown.split('---\n')[1] ?? '', { version: '1.1' })

describe('an exported article', () => {
  it('is front matter, title, byline, note and text', () => {
    expect(exportDocument(article)).toBe(`---
title: "A letter: \\"yes\\" & no"
author:
  - "J. Doe"
source: "The Paper"
url: "https://example.org/a?b=c"
date: 2024-01-04
created: 2024-01-04
language: "en"
tags:
  - "politics/us"
  - "no"
library: "News"
path: "2024/letter.txt"
---

# A letter: "yes" & no

2024-01-04 · J. Doe · [The Paper](https://example.org/a?b=c)

## Note

My *note*.
Two lines.

## Article

First.

Second.
`)
  })

  it('leaves out what the article does not have', () => {
    const bare = { ...article, author: null, source: null, url: null, language: null, tags: [], note: ' ', tree: [] }
    expect(exportDocument({ ...bare, date: { iso: null, written: null } })).toBe(
      '---\ntitle: "A letter: \\"yes\\" & no"\ntags: []\nlibrary: "News"\npath: "2024/letter.txt"\n---\n\n# A letter: "yes" & no\n',
    )
  })

  it.each([
    [{ iso: '2024-01', written: null }, { date: '2024-01' }],
    [{ iso: '2024', written: null }, { date: '2024' }],
    [{ iso: null, written: '03/04/2018' }, { date: '03/04/2018' }],
  ])('writes the date %o as text where it is no day', (date, expected) => {
    const front = frontMatterOf(exportDocument({ ...article, date }))
    expect(front).toMatchObject(expected)
    expect(front).not.toHaveProperty('created')
  })

  it('quotes front matter so that every reader of YAML gets the same text back', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'no',
        '12:30',
        '0x1F',
        '~',
        '- a',
        '---',
        'a: b',
        '#x',
        '"',
        "'",
        '{{x}}',
        '!!js/function',
        '*a',
        '&a',
        '1e3',
        '2024-01-04',
      ),
    )
    fc.assert(
      fc.property(nasty, fc.array(nasty), (text, tags) => {
        const title = text.replace(/\s+/g, ' ').trim()
        const front = parse(
          exportDocument({ ...article, title, tags, path: text })
            .slice(4)
            .split('\n---\n')[0] ?? '',
          {
            version: '1.1',
          },
        )
        expect(front).toMatchObject({ title, tags, path: text })
      }),
    )
  })

  it('keeps a title and a byline from becoming something else', () => {
    const markdown = exportDocument({
      ...article,
      title: '<b>x</b> [y](z) #',
      date: { iso: null, written: null },
      author: '- a',
      source: null,
      url: 'javascript:alert(1)',
    })
    expect(markdown).toContain('\n# \\<b>x\\</b> \\[y\\](z) \\#\n\n\\- a · ')
    expect(markdown).not.toContain('](javascript')
  })
})
