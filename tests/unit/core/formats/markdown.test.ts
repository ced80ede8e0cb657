import { describe, expect, it } from 'vitest'
import { markup, read } from './support'

const withData = (...data: readonly string[]) => read('docs/file.md', ['---', ...data, '---', '', 'Body.'])

describe('front matter', () => {
  it('fills the fields of the article', async () => {
    const article = await withData(
      'title: "A: title"',
      'authors: [Ana Author, {name: Ben Byline}]',
      'date: 2024-03-09T10:00:00-08:00',
      'site: The Paper',
      'url: https://example.org/a',
      'tags: [one, "#two", two]',
      'keywords: three, four',
      'lang: pt_BR',
    )
    expect(article).toMatchObject({
      format: 'markdown',
      title: 'A: title',
      author: 'Ana Author, Ben Byline',
      date: { iso: '2024-03-09', written: null },
      source: 'The Paper',
      url: 'https://example.org/a',
      keywords: ['one', 'two', 'three', 'four'],
      language: 'pt-BR',
      text: 'Body.',
    })
  })

  it.each([
    ['ms.date: 05/31/2018', { iso: '2018-05-31', written: null }],
    ['ms.date: 03/04/2018', { iso: null, written: '03/04/2018' }],
    ['Date: 20240309', { iso: '2024-03-09', written: null }],
    ['date: 2024', { iso: '2024', written: null }],
    ['published: soon\ncreated: 9 March 2024', { iso: '2024-03-09', written: null }],
    ['draft: true', { iso: null, written: null }],
  ])('reads the date of %s', async (line, date) => {
    expect((await withData(line)).date).toEqual(date)
  })

  it('takes a source that is an address for the address', async () => {
    expect(await withData('source: https://example.org/x')).toMatchObject({
      source: null,
      url: 'https://example.org/x',
    })
  })

  it('is read line by line where it is no valid YAML', async () => {
    expect(await withData('title: One: two: three', 'author: Ana Author', '\tbroken: [')).toMatchObject({
      title: 'One: two: three',
      author: 'Ana Author',
      text: 'Body.',
    })
  })

  it('means the same whether it is simple or needs a full reading', async () => {
    const simple = [
      'title: "A: #title"',
      "author: 'Ana Author'",
      'date:   9 March 2024  ',
      'tags:',
      '- one',
      'lang: it',
    ]
    for (const more of [[], ['extra: {a: [1, 2]}', 'text: >', '  folded', '  text']])
      expect(await withData(...simple, ...more)).toMatchObject({
        title: 'A: #title',
        author: 'Ana Author',
        date: { iso: '2024-03-09' },
        keywords: ['one'],
        language: 'it',
      })
  })

  it('holds text, not numbers', async () => {
    for (const more of ['', 'extra: {a: b}']) expect((await withData('title: 1.10', more)).title).toBe('1.10')
  })

  it('leaves out what is commented out', async () => {
    expect((await withData('title: A title # not this', 'author: Ana#1')).title).toBe('A title')
  })

  it('may be TOML', async () => {
    const article = await read('a.md', [
      '+++',
      'title = "A title"',
      'date = 2024-03-09',
      'tags = ["a", "b"]',
      '+++',
      'Body.',
    ])
    expect(article).toMatchObject({
      title: 'A title',
      date: { iso: '2024-03-09' },
      keywords: ['a', 'b'],
      text: 'Body.',
    })
  })

  it('is not a text between two rules', async () => {
    expect((await read('a.md', '---\nJust words.\n\n---\n\nMore.')).text).toContain('Just words.')
  })

  it('is not expanded without bound', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let level = 1; level < 9; level++)
      bomb.push(
        `${'abcdefghi'[level]}: &${'abcdefghi'[level]} [${Array(9)
          .fill(`*${'abcdefghi'[level - 1]}`)
          .join(',')}]`,
      )
    const article = await withData('title: Kept', ...bomb, 'tags: *i')
    expect(article.title).toBe('Kept')
    expect(article.keywords.length).toBeLessThanOrEqual(100)
  })

  it('makes no objects of tags', async () => {
    expect((await withData('title: !!js/function "function(){}"', 'author: Ana')).author).toBe('Ana')
  })
})

describe('the title of a Markdown file', () => {
  it('is its first main heading, which then leaves the text', async () => {
    const article = await read('a.md', '# The *title*\n\nBody.\n\n## Part')
    expect(article).toMatchObject({ title: 'The title', text: 'Body.\n\nPart' })
    expect(article.outline).toEqual([{ level: 2, title: 'Part', start: 7 }])
  })

  it('leaves another heading than the front matter’s title where it is', async () => {
    expect(await read('a.md', '---\ntitle: One\n---\n# Two\n\nBody.')).toMatchObject({
      title: 'One',
      text: 'Two\n\nBody.',
    })
    expect(await read('a.md', '---\ntitle: One\n---\n# One\n\nBody.')).toMatchObject({ title: 'One', text: 'Body.' })
  })

  it('is the first sentence, then the file’s name, where there is no heading', async () => {
    expect((await read('a.md', 'First words. More.')).title).toBe('First words.')
    expect((await read('notes/ideas.md', '')).title).toBe('ideas')
  })
})

describe('the text of a Markdown file', () => {
  it('has the blocks and marks of Markdown', async () => {
    const lines = [
      'One *two* **three** `four` ~~five~~',
      'six  ',
      'seven',
      '',
      '1. a',
      '2. b',
      '   - c',
      '',
      '> q',
      '',
      '    code',
      '',
      '| a | b |',
      '|---|---|',
      '| c | d |',
    ]
    expect(markup((await read('a.md', lines)).tree)).toBe(
      '<p>One <em>two</em> <strong>three</strong> <code>four</code> <s>five</s> six<br>seven</p>' +
        '<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol><blockquote><p>q</p></blockquote><pre><code>code</code></pre>' +
        '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
    )
  })

  it('is cleaned like any HTML', async () => {
    const article = await read(
      'a.md',
      'a <b onclick=x>b</b><script>alert(1)</script> [c](javascript:alert(1)) ![d](http://e.example/f.png) ![g](h%20i.png)',
    )
    expect(markup(article.tree)).toBe('<p>a <b>b</b> c<img src="h i.png" alt="g"></p>')
    expect(article.blocked).toEqual({ handlers: 1, scripts: 1, links: 1, 'remote images': 1 })
  })

  it('takes relative links against the address in the front matter', async () => {
    const article = await read('a.md', '---\nurl: https://example.org/docs/a\n---\n[b](./b)')
    expect(markup(article.tree)).toBe('<p><a href="https://example.org/docs/b">b</a></p>')
  })

  it('has no marks of framed blocks, but their titles', async () => {
    expect((await read('a.md', '::: warning\n\na\n\n:::\n\n:::note[Mind]\nb\n:::\n\n```\n:::\n```')).text).toBe(
      'a\n\nMind\n\nb\n\n:::',
    )
  })
})
