import { describe, expect, it } from 'vitest'
import { markup, read } from './support'

const sentence = 'The committee met again on Tuesday, and, as everybody had expected, it did not come to a decision. '
const paragraphs = Array.from({ length: 6 }, (_, index) => `<p>${index + 1}. ${sentence.repeat(3)}</p>`).join('')
const page = (head: string, body = `<article><h1>The Title</h1>${paragraphs}</article>`) =>
  read('saved/page.html', `<!DOCTYPE html><html lang="en-GB"><head>${head}</head><body>${body}</body></html>`)

describe('the content of a page', () => {
  it('is the article without menus, adverts and its own title', async () => {
    const article = await page(
      '<title>The Title | The Paper</title>',
      `<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
       <div class="sidebar"><p>Subscribe now</p></div>
       <article><h1>The Title</h1>${paragraphs}</article>
       <footer class="footer"><a href="/about">About us</a></footer>`,
    )
    expect(article).toMatchObject({ format: 'html', title: 'The Title', language: 'en-GB' })
    expect(article.text.startsWith('1. The committee')).toBe(true)
    for (const junk of ['Home', 'Subscribe', 'About us']) expect(article.text).not.toContain(junk)
  })

  it('is the whole page where no article can be found in it', async () => {
    expect(await page('<title>T</title>', '<h1>Hello</h1><ul><li>one<li>two</ul>')).toMatchObject({
      title: 'T',
      text: 'Hello\n\none\ntwo',
    })
    expect(await read('a.html', '')).toMatchObject({ title: 'a', text: '', tree: [] })
  })

  it('counts what was taken out of the whole page', async () => {
    const junk = '<script>1</script><img src="http://ads.example/1.png"><iframe src="x"></iframe>'
    const article = await page(
      '<script>2</script><link rel=stylesheet href=x>',
      `${junk}<article>${paragraphs}</article>`,
    )
    expect(article.blocked).toEqual({ scripts: 2, styles: 1, 'remote images': 1, frames: 1 })
  })

  it('keeps the pictures that were saved with it', async () => {
    const article = await page(
      '',
      `<article>${paragraphs}<p><img src="page_files/a%20b.jpg" alt="x"> ${sentence}</p></article>`,
    )
    expect(markup(article.tree)).toContain('<img src="page_files/a b.jpg" alt="x">')
  })

  it('is read from XHTML that closes elements at once', async () => {
    const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><script src="a.js"/></head><body><p id="x"/>${paragraphs}</body></html>`
    expect((await read('a.xhtml', xhtml)).text).toContain('The committee')
  })
})

describe('what a page says of itself', () => {
  it('is taken from JSON-LD first', async () => {
    const data = {
      '@graph': [
        { '@type': 'Organization', '@id': '#paper', name: 'The Paper' },
        {
          '@type': 'NewsArticle',
          headline: 'The real title',
          author: [{ '@type': 'Person', name: 'Ana Author' }, { name: 'Ben Byline' }],
          datePublished: '2024-03-09T23:30:00-08:00',
          publisher: { '@id': '#paper' },
          mainEntityOfPage: { '@id': 'https://example.org/a' },
        },
      ],
    }
    expect(
      await page(`<title>Other</title><script type="application/ld+json">${JSON.stringify(data)}</script>`),
    ).toMatchObject({
      title: 'The real title',
      author: 'Ana Author, Ben Byline',
      date: { iso: '2024-03-09', written: null },
      source: 'The Paper',
      url: 'https://example.org/a',
    })
  })

  it('is taken from Open Graph and meta elements', async () => {
    const article = await page(
      `<title>x</title><meta property="og:title" content="It&amp;#39;s a title - The Paper"><meta property="og:site_name" content="The Paper">
       <meta name="author" content="By Ana Author"><meta property="article:published_time" content="2024-03-09T10:00:00Z">
       <link rel="canonical" href="https://example.org/a">`,
    )
    expect(article).toMatchObject({
      title: "It's a title",
      author: 'Ana Author',
      date: { iso: '2024-03-09' },
      source: 'The Paper',
      url: 'https://example.org/a',
    })
  })

  it('has its keywords, however many elements hold them, each once and a bounded number of them', async () => {
    const article = await page(
      `<title>x</title><meta name="keywords" content="Oil, energy policy ; #OPEC,,"><meta property="article:tag" content="Oil">
       <meta property="article:tag" content="Crude &amp;amp; gas"><meta name="DC.subject" content="Trade">
       <script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["tankers", "Trade"]}</script>`,
    )
    expect(article.keywords).toEqual(['Oil', 'energy policy', 'OPEC', 'Crude & gas', 'Trade', 'tankers'])
    const many = Array.from({ length: 5000 }, (_, number) => `word${number}`).join()
    expect((await page(`<meta name="news_keywords" content="${many}">`)).keywords).toHaveLength(50)
  })

  it('is taken from what the page shows', async () => {
    const body = `<article><h1>The Title</h1><a rel="author" href="/ana">Ana Author</a><time class="published" datetime="2024-03-09">yesterday</time>${paragraphs}</article>`
    expect(await page('<title>The Title – The Paper</title>', body)).toMatchObject({
      title: 'The Title',
      author: 'Ana Author',
      date: { iso: '2024-03-09' },
    })
  })

  it('is taken from where it was saved', async () => {
    const article = await read(
      'a.html',
      `<!-- saved from url=(0036)https://example.org/2024/03/09/a.html --><html><body>${paragraphs}<p><a href="../b">b</a></p></body></html>`,
    )
    expect(article).toMatchObject({ url: 'https://example.org/2024/03/09/a.html', date: { iso: '2024-03-09' } })
    expect(markup(article.tree)).toContain('<a href="https://example.org/2024/03/b">b</a>')
  })

  it('does not guess an ambiguous date', async () => {
    expect((await page('<meta name="date" content="03/04/2018">')).date).toEqual({ iso: null, written: '03/04/2018' })
  })

  it('is nothing where the page says nothing, or nonsense', async () => {
    const head =
      '<script type="application/ld+json">{"broken</script><meta name=author content="https://example.org/ana"><link rel=canonical href="javascript:alert(1)"><meta property="og:locale" content="??">'
    expect(await read('My page.html', `<head>${head}</head><body>${paragraphs}</body>`)).toMatchObject({
      title: 'My page',
      author: null,
      date: { iso: null, written: null },
      source: null,
      url: null,
      language: null,
    })
  })
})

describe('titles of pages', () => {
  it.each([
    ['A long enough title | The Paper', 'A long enough title'],
    ['A long enough title - The Paper', 'A long enough title'],
    ['Google - Site Reliability', 'Google - Site Reliability'],
    ['Well: a title', 'Well: a title'],
    ['The Title — Part two of three | The Paper', 'The Title'],
    ['日本の長い題名についての記事 | 新聞', '日本の長い題名についての記事'],
  ])('%s', async (written, title) => {
    const heading = written.startsWith('The Title') ? 'The Title' : 'Another heading'
    expect((await page(`<title>${written}</title>`, `<h1>${heading}</h1>${paragraphs}`)).title).toBe(title)
  })
})

describe('signatures', () => {
  it.each([
    ['By Ana Author', 'Ana Author'],
    ['by Ana Author22 Dec 2016651', 'Ana Author'],
    ['Written by: Ana Author | March 9, 2024', 'Ana Author'],
    ['Ana Author on 2024-03-09', 'Ana Author'],
    ['admin', null],
    ['@ana', null],
    ['12', null],
  ])('%s', async (written, author) => {
    expect((await page(`<meta name="author" content="${written}">`)).author).toBe(author)
  })
})
