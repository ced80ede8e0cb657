import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleExtensions, formatFor, formatsVersion, maxArticleBytes, parseArticle } from '#core/formats/registry'
import { LecternError } from '#shared/result'
import { offences } from '../text/tree-law'
import { read } from './support'

const bytes = new TextEncoder().encode('Words.')

describe('the registry', () => {
  it.each([
    ['a.txt', 'plain-text'],
    ['A.TXT', 'plain-text'],
    ['a.md', 'markdown'],
    ['a.markdown', 'markdown'],
    ['a.mdown', 'markdown'],
    ['a/b.c/page.HTM', 'html'],
    ['page.html', 'html'],
    ['page.xhtml', 'html'],
  ])('knows %s as %s', (path, format) => {
    expect(formatFor({ path, bytes })?.id).toBe(format)
  })

  it.each(['README', 'a.pdf', 'folder.md/file', '.md', 'a.', 'a.md.bak'])('does not know %s', (path) => {
    expect(formatFor({ path, bytes })).toBeNull()
  })

  it('tells text with a dated header by what is in it', () => {
    const dated = new TextEncoder().encode(' date 2024-03-09 Title\n')
    expect(formatFor({ path: 'a.txt', bytes: dated })?.id).toBe('dated-text')
    expect(formatFor({ path: 'a.md', bytes: dated })?.id).toBe('markdown')
  })

  it('refuses a file that it does not know, in plain words', async () => {
    await expect(parseArticle({ path: 'a.pdf', bytes })).rejects.toThrow(LecternError)
    await expect(parseArticle({ path: 'a.pdf', bytes })).rejects.toThrow(/cannot be read here/)
  })

  it('lists its endings in lower case without dots', () => {
    for (const extension of articleExtensions) expect(extension).toMatch(/^[a-z]+$/)
    expect(articleExtensions.has('txt')).toBe(true)
    expect(formatsVersion).toBeGreaterThan(0)
    expect(maxArticleBytes).toBe(67_108_864)
  })
})

describe('any file', () => {
  const extension = fc.constantFrom('txt', 'md', 'html', 'xhtml')
  const fragment = fc.constantFrom(
    ...[
      '# ',
      '\n',
      '\n\n',
      '---\n',
      'title: a\n',
      '- ',
      '    ',
      '| a | b |\n|---|---|\n',
      '```\n',
      '> ',
      '*',
      '[a](b)',
      '<',
    ],
    ...[
      '<p>',
      '</p>',
      '<table><tr><td>',
      '<li>',
      '<script>',
      '</script>',
      '<svg>',
      '<b>',
      '<a href="#x">',
      '&amp;',
      '<!--',
    ],
    ...[
      '<pre>',
      '<h1>',
      '<br>',
      '<title>',
      '<template>',
      '<math>',
      '<select>',
      '<?xml?>',
      ' date 2024-01-01 ',
      '\u0000',
      '漢字',
    ],
  )
  const content = fc.array(fc.oneof(fragment, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 40 })

  it('becomes a lawful tree with a title of one line', async () => {
    await fc.assert(
      fc.asyncProperty(extension, content, async (ending, parts) => {
        try {
          const article = await read(`some/file.${ending}`, parts.join(''))
          expect(offences(article)).toEqual([])
          expect(article.title).toMatch(/^\S(?:.*\S)?$/u)
          expect(article.title.normalize('NFC')).toBe(article.title)
        } catch (error) {
          if (!(error instanceof LecternError)) throw error
          expect(error.code).toBe('invalid')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is read or refused, whatever its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(extension, fc.uint8Array({ maxLength: 300 }), async (ending, file) => {
        try {
          expect(offences(await parseArticle({ path: `a.${ending}`, bytes: file }))).toEqual([])
        } catch (error) {
          if (!(error instanceof LecternError)) throw error
          expect(error.code).toBe('invalid')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('may be nested as deep as it is long', async () => {
    const depth = 10_000
    const html = await read('a.html', `${'<div><b>'.repeat(depth)}deep${'</b></div>'.repeat(depth)}`)
    expect(html.text).toBe('deep')
    const markdown = await read('a.md', `${'> '.repeat(5000)}deep`)
    expect(offences(markdown)).toEqual([])
  })

  it('may be one very long line', async () => {
    const line = 'word '.repeat(100_000)
    for (const name of ['a.txt', 'a.md', 'a.html']) expect((await read(name, line)).text).toHaveLength(line.length - 1)
  })
})
