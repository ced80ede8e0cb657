import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { treeMarkdown } from '#core/export/block-markdown'
import type { TreeNode } from '#shared/tree'
import { el, markdownWords, t, trees, treeWords } from './trees'

const link = (href: string, text: string): TreeNode => ({ name: 'a', attributes: { href }, children: [t(text)] })

const cases: readonly (readonly [string, readonly TreeNode[], string])[] = [
  ['paragraphs', [el('p', 'One.'), el('p', 'Two.')], 'One.\n\nTwo.'],
  ['emphasis', [el('p', 'a ', el('em', 'b'), ' ', el('strong', 'c'), el('del', 'd'))], 'a *b* **c**~~d~~'],
  ['emphasis beside punctuation', [el('p', 'a', el('em', '“b”'), 'c')], 'a<em>“b”</em>c'],
  ['emphasis that touches', [el('p', el('em', 'a'), el('strong', 'b'))], '*a*<strong>b</strong>'],
  [
    'a link',
    [el('p', link('https://x.org/a (b)?c=1&amp;d', 'text'))],
    '[text](https://x.org/a%20%28b%29?c=1&amp;amp;d)',
  ],
  ['a link that leads nowhere', [el('p', link('#note', 'text'), link('javascript:alert(1)', ' more'))], 'text more'],
  ['code', [el('p', el('code', 'a`b'))], '``a`b``'],
  ['headings below those of the file', [el('h1', 'A'), el('h2', 'B #')], '### A\n\n#### B \\#'],
  ['no heading below six', [el('h1', 'A'), el('h6', 'B')], '### A\n\n###### B'],
  ['a quotation', [el('blockquote', el('p', 'a'), el('p', 'b'))], '> a\n>\n> b'],
  ['code in lines', [el('pre', 'a\n  b ``` c\n')], '````\na\n  b ``` c\n````'],
  ['a list', [el('ul', el('li', 'a'), el('li', 'b', el('ol', el('li', 'c'))))], '- a\n\n- b\n\n  1. c'],
  ['two lists in a row', [el('ul', el('li', 'a')), el('ul', el('li', 'b'))], '- a\n\n* b'],
  [
    'a list that starts late',
    [{ ...el('ol', el('li', 'a'), el('li', 'b')), attributes: { start: '9' } }],
    '9. a\n10. b',
  ],
  ['terms', [el('dl', el('dt', 'a'), el('dd', 'b'), el('dd', 'c'))], '**a**\n\n- b\n- c'],
  [
    'a table',
    [
      el(
        'table',
        el('caption', 'T'),
        el('tr', el('th', 'a|b'), el('th', 'c')),
        el('tr', el('td', el('p', 'd'), el('p', 'e'))),
      ),
    ],
    'T\n\n| a\\|b | c |\n| --- | --- |\n| d<br>e |  |',
  ],
  ['a layout of one column', [el('table', el('tr', el('td', el('p', 'a'))), el('tr', el('td', 'b')))], 'a\n\nb'],
  ['a line break', [el('p', 'a', el('br'), '- b')], 'a\\\n\\- b'],
  [
    'an image by what it shows',
    [el('p', { name: 'img', attributes: { src: 'a.png', alt: 'A [cat]' }, children: [] })],
    '<em>Image: A \\[cat\\]</em>',
  ],
  ['a year at the beginning', [el('p', '1986. It was')], '1986\\. It was'],
  [
    'what Obsidian would read',
    [el('p', '#tag ==a== %%b%% $x$ $5 [[c]] end ^id')],
    '\\#tag \\=\\=a\\=\\= \\%\\%b\\%\\% \\$x\\$ $5 \\[\\[c\\]\\] end \\^id',
  ],
  ['HTML as text', [el('p', '<img src=x onerror=alert(1)> &lt;')], '\\<img src=x onerror=alert(1)> \\&lt;'],
  ['nothing', [el('p'), el('ul', el('li')), el('blockquote'), el('pre')], ''],
]

describe('a tree as Markdown', () => {
  it.each(cases)('writes %s', (_, tree, markdown) => {
    expect(treeMarkdown(tree)).toBe(markdown)
  })

  it('says the same text when it is read back by another parser', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(markdownWords(treeMarkdown(tree))).toBe(treeWords(tree))
      }),
      { numRuns: 1500 },
    )
  })
})
