import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxBlockDepth, maxInlineDepth, TreeBuilder } from '#core/text/tree-builder'
import { type ElementName, elementNames, isTextLeaf, type TreeNode, treeSchema } from '#shared/tree'
import { offences } from './tree-law'

/** `<p>` opens, `/` closes, `br` `hr` `img` are themselves, anything else is text. */
function build(...events: readonly string[]) {
  const builder = new TreeBuilder()
  for (const event of events) {
    const opened = /^<(\w+)>$/.exec(event)?.[1]
    if (opened !== undefined) builder.open(opened as ElementName)
    else if (event === '/') builder.close()
    else if (event === 'br') builder.br()
    else if (event === 'hr') builder.hr()
    else if (event === 'img') builder.img({ src: 'a.png' })
    else builder.text(event)
  }
  const built = builder.finish()
  expect(offences(built)).toEqual([])
  return { ...built, html: show(built.tree) }
}

const show = (nodes: readonly TreeNode[]): string =>
  nodes
    .map((node) => {
      if (isTextLeaf(node)) return node.value
      if (['br', 'hr', 'img'].includes(node.name)) return `<${node.name}>`
      return `<${node.name}>${show(node.children)}</${node.name}>`
    })
    .join('')

describe('text', () => {
  it('collapses white space across elements and keeps it at one place', () => {
    const { text, html } = build('<p>', ' one\n', '<b>', ' two ', '/', ' \t three ', '/')
    expect(text).toBe('one two three')
    expect(html).toBe('<p>one <b>two </b>three</p>')
  })

  it('joins what an empty element parts', () => {
    expect(build('<p>', 'e', '<b>', '/', '\u0301', '/').tree).toEqual([
      { name: 'p', children: [{ start: 0, value: 'é' }] },
    ])
  })

  it('joins halves of a surrogate pair and replaces one that stands alone', () => {
    expect(build('<p>', '\uD83D', '\uDE00 \uD83D', '/').text).toBe('😀 \uFFFD')
  })

  it('drops control characters, soft hyphens and byte order marks', () => {
    expect(build('<p>', '\uFEFFexam\u00ADple\u0000\u0007', '/').text).toBe('example')
  })

  it('makes no space of a line break between Japanese characters, but of one between words', () => {
    expect(build('<p>', '日本\n 語\nand\nmore', '/').text).toBe('日本語 and more')
  })

  it('takes white space and no-break spaces off the ends of blocks', () => {
    expect(build('<p>', '\u00A0 a\u00A0b \u00A0', '/', '<p>', '\u00A0', '/').html).toBe('<p>a\u00A0b</p>')
  })
})

describe('separators', () => {
  it('joins blocks by a blank line, items and rows by a line break, cells by a tab', () => {
    const table = ['<table>', '<tr>', '<td>', 'a', '/', '<td>', 'b', '/', '/', '<tr>', '<td>', 'c', '/', '/', '/']
    const list = ['<ul>', '<li>', 'one', '<ul>', '<li>', 'deep', '/', '/', '/', '<li>', '<p>', 'two', '/', '/', '/']
    expect(build('<p>', 'x', '/', ...table, ...list).text).toBe('x\n\na\tb\nc\n\none\ndeep\ntwo')
  })

  it('keeps a line break, drops it at the ends of a block', () => {
    expect(build('<p>', 'br', 'a ', 'br', ' b', 'br', '/', '<p>', 'c', '/').text).toBe('a\nb\n\nc')
  })

  it('reads two line breaks in loose text as a new paragraph', () => {
    expect(build('<div>', 'a', 'br', 'br', 'b', '/').html).toBe('<p>a</p><p>b</p>')
  })

  it('writes no line break for one that nothing follows', () => {
    expect(build('<p>', 'a', 'br', 'img', '/', '<p>', 'b', '/').text).toBe('a\n\nb')
  })
})

describe('structure', () => {
  it('puts a link around blocks into each of them', () => {
    const builder = new TreeBuilder()
    builder.open('a', { href: 'https://example.org/' })
    for (const text of ['one', 'two']) {
      builder.open('p')
      builder.text(text)
      builder.close()
    }
    const built = builder.finish()
    expect(offences(built)).toEqual([])
    expect(show(built.tree)).toBe('<p><a>one</a></p><p><a>two</a></p>')
  })

  it('drops what is empty', () => {
    expect(build('<p>', ' ', '<b>', '/', '/', '<ul>', '<li>', '/', '/', '<h2>', '\n', '/').tree).toEqual([])
  })

  it('makes paragraphs of loose text and no bare divisions', () => {
    expect(build('<div>', 'a', '<div>', '<p>', 'b', '/', 'c', '/', '/').html).toBe('<p>a</p><p>b</p><p>c</p>')
  })

  it('gives orphaned parts the parents they need, or none', () => {
    expect(build('<ul>', 'a', '<p>', 'b', '/', '<li>', 'c', '/', '/').html).toBe(
      '<ul><li>a<p>b</p></li><li>c</li></ul>',
    )
    expect(build('<table>', '<td>', 'a', '/', '<td>', 'b', '/', '/').html).toBe(
      '<table><tr><td>a</td><td>b</td></tr></table>',
    )
    expect(build('<li>', 'a', '/', '<td>', 'b', '/').html).toBe('<p>a</p><p>b</p>')
  })

  it('parts a paragraph around a block', () => {
    expect(build('<p>', 'a', '<ul>', '<li>', 'b', '/', '/', 'c', '/').html).toBe('<p>a</p><ul><li>b</li></ul><p>c</p>')
  })

  it('keeps blocks inside a heading as lines of it', () => {
    const { html, outline } = build('<h2>', '<div>', 'a', '/', '<div>', 'b', '/', '/')
    expect(html).toBe('<h2>a<br>b</h2>')
    expect(outline).toEqual([{ level: 2, title: 'a b', start: 0 }])
  })

  it('keeps rules between blocks only', () => {
    expect(build('hr', '<p>', 'a', '/', 'hr', 'hr', '<p>', 'b', '/', 'hr').html).toBe('<p>a</p><hr><p>b</p>')
  })
})

describe('pre', () => {
  it('keeps white space, without blank lines at the ends', () => {
    expect(build('<pre>', '\n\n  a\r\n\tb\n', '<span>', 'c', '/', '\n \n', '/').text).toBe('  a\n\tb\nc')
  })

  it('puts blocks inside it on lines of their own', () => {
    expect(build('<pre>', '<div>', 'a', '/', '<div>', '\n', '/', '<div>', 'b', '/', '/').text).toBe('a\n\nb')
  })
})

describe('bounds', () => {
  const depthOf = (nodes: readonly TreeNode[]): number =>
    nodes.reduce((most, node) => Math.max(most, isTextLeaf(node) ? 0 : 1 + depthOf(node.children)), 0)

  it('flattens what is nested too deep and keeps its lines apart', () => {
    const events = Array.from({ length: 5000 }, (_, index) => ['<blockquote>', `line ${index}`]).flat()
    const { tree, text } = build(...events)
    expect(depthOf(tree)).toBeLessThanOrEqual(maxBlockDepth + 1)
    expect(text.split(/\n+/)).toHaveLength(5000)
  })

  it('keeps a bounded number of inline elements inside each other', () => {
    const builder = new TreeBuilder()
    for (let index = 0; index < 5000; index++) builder.open('span', { lang: `x-${index}` })
    builder.text('deep')
    const built = builder.finish()
    expect(offences(built)).toEqual([])
    expect(depthOf(built.tree)).toBe(maxInlineDepth + 1)
  })

  it('survives more closes than opens', () => {
    expect(build('/', '/', '<p>', 'a', '/', '/', '/', '<p>', 'b').text).toBe('a\n\nb')
  })
})

describe('the law', () => {
  const name = fc.constantFrom(...elementNames.filter((each) => !['br', 'hr', 'img'].includes(each)))
  const text = fc.oneof(
    fc.constantFrom(' ', '\n', 'word', ' a', 'b ', '\u00A0', '漢', '\n字', 'e', '\u0301', 'a\t\n b', '\uD83D'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  const event = fc.oneof(
    { weight: 4, arbitrary: name.map((value) => ({ kind: 'open' as const, value, attributes: {} })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<ElementName>('a', 'div', 'span', 'p', 'li')
        .map((value) => ({ kind: 'open' as const, value, attributes: { lang: 'en' } })),
    },
    { weight: 5, arbitrary: fc.constant({ kind: 'close' as const }) },
    { weight: 6, arbitrary: text.map((value) => ({ kind: 'text' as const, value })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<{ kind: 'br' | 'hr' | 'img' }>({ kind: 'br' }, { kind: 'hr' }, { kind: 'img' }),
    },
  )

  it('holds for any events whatever', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const builder = new TreeBuilder()
        for (const each of events) {
          if (each.kind === 'open') builder.open(each.value, each.attributes)
          else if (each.kind === 'close') builder.close()
          else if (each.kind === 'text') builder.text(each.value)
          else if (each.kind === 'img') builder.img({ src: 'a' })
          else if (each.kind === 'br') builder.br()
          else builder.hr()
        }
        const built = builder.finish()
        expect(offences(built)).toEqual([])
        expect(treeSchema.parse(built.tree)).toEqual(built.tree)
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps every visible character of the text, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.string({ unit: 'grapheme-ascii', maxLength: 6 })), { maxLength: 30 }),
        (parts) => {
          const builder = new TreeBuilder()
          for (const [each, value] of parts) {
            builder.open(each)
            builder.text(value)
            if (value.length % 2 === 0) builder.close()
          }
          const squeeze = (value: string): string => value.replace(/\s+/g, '')
          expect(squeeze(builder.finish().text)).toBe(squeeze(parts.map(([, value]) => value).join('')))
        },
      ),
      { numRuns: 500 },
    )
  })
})
