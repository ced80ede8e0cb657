import { parse, parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { type SanitisedTree, sanitise } from '#core/formats/sanitise'
import { attributeNames, elementNames, isTextLeaf, type TreeNode } from '#shared/tree'
import { offences } from '../text/tree-law'
import { markup } from './support'

const clean = (html: string, base: string | null = null): SanitisedTree =>
  sanitise(parseFragment(html, { scriptingEnabled: false }), { base, title: null })

/** What a tree may hold at all, said once more without the sanitiser. */
function dangers(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap((node) => {
    if (isTextLeaf(node)) return []
    const wrong: string[] = (elementNames as readonly string[]).includes(node.name) ? [] : [node.name]
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      if (!(attributeNames as readonly string[]).includes(name)) wrong.push(`${node.name} ${name}`)
      if (name === 'href' && !/^(?:https?:\/\/|mailto:|#at-)/.test(value)) wrong.push(`href ${value}`)
      if (name === 'src' && (/^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(value) || /[\\\p{Cc}]/u.test(value)))
        wrong.push(`src ${value}`)
      if (name === 'id' && !value.startsWith('at-')) wrong.push(`id ${value}`)
    }
    return [...wrong, ...dangers(node.children)]
  })
}

const payloads: readonly (readonly [html: string, result: string, blocked: Record<string, number>])[] = [
  ['<script>alert(1)</script>', '', { scripts: 1 }],
  ['<SCRIPT SRC=//evil.example/x.js></SCRIPT>', '', { scripts: 1 }],
  ['<p onclick=alert(1) onmouseover="x">a</p>', '<p>a</p>', { handlers: 2 }],
  ['<img src=x onerror=alert(1)>', '<p><img src="x"></p>', { handlers: 1 }],
  ['<img src="http://evil.example/a.png">', '', { 'remote images': 1 }],
  ['<img src="//evil.example/a.png">', '', { 'remote images': 1 }],
  ['<img src="\\\\evil.example\\a.png">', '', { 'remote images': 1 }],
  ['<img src=" HTTPS://evil.example/a.png">', '', { 'remote images': 1 }],
  ['<img src="ht\ntps://evil.example/a.png">', '', { 'remote images': 1 }],
  ['<img srcset="http://evil.example/a.png 2x">', '', {}],
  ['<img src="data:image/svg+xml,<svg onload=alert(1)>">', '', {}],
  ['<img src="javascript:alert(1)">', '', {}],
  ['<img src="file:///etc/passwd">', '', {}],
  ['<img src="/etc/passwd">', '', {}],
  ['<img src="%2Fetc/passwd">', '', {}],
  ['<img src="a%00.png">', '', {}],
  ['<img src="C:\\secret.png">', '', {}],
  ['<img src="C%3A/secret.png">', '', {}],
  ['<picture><source srcset="http://evil.example/a"><img src="b.png"></picture>', '<p><img src="b.png"></p>', {}],
  ['<a href="javascript:alert(1)">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href=" jAvA\tScRiPt:alert(1)">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="&#1;javascript:alert(1)">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="java&#10;script&colon;alert(1)">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="data:text/html,<script>1</script>">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="vbscript:x">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="file:///etc/passwd">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="smb://server/share">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="ms-msdt:/id">a</a>', '<p>a</p>', { links: 1 }],
  ['<a href="page2.html">a</a>', '<p>a</p>', {}],
  ['<iframe src="http://evil.example"></iframe>', '', { frames: 1 }],
  ['<iframe srcdoc="<script>alert(1)</script>"></iframe>', '', { frames: 1 }],
  ['<object data="x.swf"><p>inside</p></object>', '', { embeds: 1 }],
  ['<embed src="x.swf">', '', { embeds: 1 }],
  ['<svg onload=alert(1)><script>alert(1)</script></svg>', '', { embeds: 1, handlers: 1 }],
  ['<svg><foreignObject><p>a<script>1</script></foreignObject></svg>', '', { embeds: 1 }],
  ['<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>', '', { embeds: 1 }],
  ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '', { styles: 1 }],
  ['<math href="javascript:alert(1)"><mi>x</mi></math>', '<p>x</p>', {}],
  ['<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>', '', {}],
  ['<meta http-equiv="refresh" content="0;url=http://evil.example">a', '<p>a</p>', { links: 1 }],
  ['<base href="http://evil.example/">a', '<p>a</p>', { links: 1 }],
  ['<style>@import "http://evil.example"</style>a', '<p>a</p>', { styles: 1 }],
  ['<link rel=stylesheet href="http://evil.example">a', '<p>a</p>', { styles: 1 }],
  ['<p style="background:url(http://evil.example)">a</p>', '<p>a</p>', { styles: 1 }],
  ['<form action="http://evil.example"><input name=a><button>b</button>c</form>', '<p>c</p>', { forms: 3 }],
  ['<textarea><script>alert(1)</script></textarea>a', '<p>a</p>', { forms: 1 }],
  ['<video src=x autoplay><track></video><audio controls></audio>a', '<p>a</p>', { media: 2 }],
  ['<template><img src=x onerror=alert(1)></template>a', '<p>a</p>', {}],
  ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '', {}],
  ['<x-custom onfocus=alert(1) tabindex=1>a</x-custom>', '<p>a</p>', { handlers: 1 }],
  ['<details open ontoggle=alert(1)><summary>s</summary>a</details>', '<p>s</p><p>a</p>', { handlers: 1 }],
  ['<marquee onstart=alert(1)>a</marquee>', '<p>a</p>', { handlers: 1 }],
  ['<p id="attributes" name="createElement">a</p>', '<p>a</p>', {}],
  ['<div hidden>a</div><div style="display: none">b</div>c', '<p>c</p>', {}],
]

describe('hostile markup', () => {
  it.each(payloads)('%s', (html, result, blocked) => {
    const tree = clean(html)
    expect(markup(tree.tree)).toBe(result)
    expect(tree.blocked).toEqual(blocked)
  })

  it('is as harmless all together and as a document', () => {
    const whole = payloads.map(([html]) => html)
    for (const html of [whole.join('\n'), whole.toReversed().join('')]) {
      const tree = sanitise(parse(html), { base: 'https://example.org/', title: null })
      expect(dangers(tree.tree)).toEqual([])
      expect(offences(tree)).toEqual([])
    }
  })
})

describe('links', () => {
  it.each([
    ['https://example.org/a?b=c#d', null, 'https://example.org/a?b=c#d'],
    ['mailto:ana@example.org', null, 'mailto:ana@example.org'],
    ['//example.org/a', null, 'https://example.org/a'],
    ['../b', 'https://example.org/x/y/', 'https://example.org/x/b'],
    ['HTTP://EXAMPLE.org', null, 'http://example.org/'],
  ])('keeps %s against %s', (href, base, kept) => {
    expect(markup(clean(`<a href="${href}">a</a>`, base).tree)).toBe(`<p><a href="${kept}">a</a></p>`)
  })

  it('keeps links inside the document and only the targets that they lead to', () => {
    const html =
      '<p>a<a href="#n%201x"></a><a href="#note">1</a> <a href="#gone">2</a></p><p id=note>b</p><p id=other>c</p>'
    expect(markup(clean(html).tree)).toBe(
      '<p>a<a href="#at-note">1</a> <a href="#at-gone">2</a></p><p id="at-note">b</p><p>c</p>',
    )
  })
})

describe('pictures', () => {
  it.each([
    ['a.png', 'a.png'],
    ['./Page_files/my%20photo.jpg?x=1#y', 'Page_files/my photo.jpg'],
    ['../media/./a/../b.png', '../media/b.png'],
    ['a//b.png', 'a/b.png'],
    ['100%.png', '100%.png'],
  ])('keeps %s as %s', (src, kept) => {
    expect(markup(clean(`<img src="${src}" alt=" A\n picture " width="640" height="48%">`).tree)).toBe(
      `<p><img src="${kept}" alt="A picture" width="640"></p>`,
    )
  })

  it.each(['..', '../', '.', '', '#x', 'a/..'])('leaves out %j, which is no file', (src) => {
    expect(clean(`<img src="${src}">`).tree).toEqual([])
  })

  it('leaves out measuring dots', () => {
    expect(clean('<img src="dot.gif" width=1 height=1>').tree).toEqual([])
  })
})

describe('structure', () => {
  it('keeps tables of data and takes tables of layout apart', () => {
    const data = '<table><tr><th>a<th>b<tr><td colspan=2 rowspan=0>c</table>'
    expect(markup(clean(data).tree)).toBe(
      '<table><tbody><tr><th>a</th><th>b</th></tr><tr><td colspan="2">c</td></tr></tbody></table>',
    )
    expect(markup(clean(`<table><tr><td>x<td>${data}</table>`).tree)).toBe(`<p>x</p>${markup(clean(data).tree)}`)
    expect(markup(clean('<table><tr><td>one<tr><td>two</table>').tree)).toBe('<p>one</p><p>two</p>')
  })

  it('keeps language, direction and the numbers of lists', () => {
    expect(markup(clean('<div lang=ar dir=RTL>a</div><ol start=3><li>b</ol><p lang="no such tag">c</p>').tree)).toBe(
      '<div lang="ar" dir="rtl"><p>a</p></div><ol start="3"><li>b</li></ol><p>c</p>',
    )
  })

  it('gives old elements their names of today', () => {
    expect(markup(clean('<center><tt>a</tt> <strike>b</strike> <acronym title=x>c</acronym></center>').tree)).toBe(
      '<p><code>a</code> <s>b</s> <abbr title="x">c</abbr></p>',
    )
  })

  it('writes a formula as its author did', () => {
    expect(markup(clean('<math alttext="\\frac{a}{b}"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>').tree)).toBe(
      '<p><code>\\frac{a}{b}</code></p>',
    )
  })

  it('leaves out a first heading that repeats the title, and no other', () => {
    const html = '<div><h1>The <i>Title</i>!</h1><p>a</p><h2>The title</h2></div>'
    const tree = sanitise(parseFragment(html), { base: null, title: 'The Title' })
    expect(markup(tree.tree)).toBe('<p>a</p><h2>The title</h2>')
  })
})
