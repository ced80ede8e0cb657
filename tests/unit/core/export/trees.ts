/** Trees for the export tests: written by hand, generated, and read back from Markdown. */
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { type ElementName, type ElementNode, isTextLeaf, type TreeNode } from '#shared/tree'

/** A text leaf. Its place is of no matter to an export. */
export const t = (value: string): TreeNode => ({ start: 0, value })

/** An element. */
export function el(name: ElementName, ...children: readonly (TreeNode | string)[]): ElementNode {
  return { name, children: children.map((child) => (typeof child === 'string' ? t(child) : child)) }
}

const nasty = [
  ...[
    'a',
    'Wort',
    'é',
    '漢字',
    '5',
    '1.',
    '12)',
    ' ',
    ' ',
    ' ',
    '*',
    '**',
    '_',
    '__',
    '`',
    '``',
    '```',
    '~~',
    '~',
    '#',
    '##',
  ],
  ...[
    '-',
    '+',
    '=',
    '---',
    '===',
    '>',
    '|',
    '| --- |',
    ':-',
    '[',
    ']',
    '](',
    '[x]',
    '!',
    '<',
    '<b>',
    '</em>',
    '<!--',
    '-->',
  ],
  ...[
    '&',
    '&amp;',
    '&#35;',
    ';',
    '\\',
    '\\\\',
    '$',
    '$5',
    '$$',
    '%%',
    '==',
    '^id',
    '#tag',
    '[[x]]',
    '"',
    "'",
    '.',
    ',',
    ':',
    '/',
  ],
  ...['http://x.y', 'www.x.y', '<script>', '{{', '{%', '(', ')', '🙂', '\u00a0', '\u200b', '\u0301'],
]
/** Collapsed text, as the parser makes it, full of what Markdown and HTML give a meaning to. */
const words = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...nasty) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 8,
  })
  .map((parts) => parts.join('').replace(/[ \t\n\v\f\r\0\u2028\u2029]+/g, ' '))
  .filter((text) => !/\p{Cs}/u.test(text))
const leaf = words.map(t)
const names = (...all: readonly ElementName[]): fc.Arbitrary<ElementName> => fc.constantFrom(...all)

const { inline, flow } = fc.letrec<{
  inline: ElementNode | TreeNode
  flow: ElementNode
  run: TreeNode[]
  items: TreeNode[]
}>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: leaf },
    { weight: 1, arbitrary: fc.constant<TreeNode>({ name: 'br', children: [] }) },
    { weight: 1, arbitrary: words.map((text) => el('code', text)) },
    {
      weight: 3,
      arbitrary: fc.record({
        name: names(
          'em',
          'strong',
          'b',
          'i',
          'del',
          's',
          'u',
          'sub',
          'sup',
          'mark',
          'q',
          'span',
          'cite',
          'kbd',
          'code',
        ),
        children: tie('run'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        name: fc.constant<'a'>('a'),
        attributes: fc.record({ href: words.map((text) => `https://example.org/${text}`) }),
        children: tie('run'),
      }),
    },
  ),
  run: fc.array(tie('inline') as fc.Arbitrary<TreeNode>, { maxLength: 4 }),
  items: fc.array(
    fc.record({
      name: fc.constant<'li'>('li'),
      children: fc.oneof(tie('run'), fc.array(tie('flow'), { maxLength: 3 })),
    }),
    { maxLength: 3 },
  ) as fc.Arbitrary<TreeNode[]>,
  flow: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: fc.record({ name: names('p', 'h1', 'h3', 'div'), children: tie('run') }) },
    { weight: 1, arbitrary: fc.constant(el('hr')) },
    { weight: 1, arbitrary: fc.array(words, { maxLength: 4 }).map((lines) => el('pre', lines.join('\n'))) },
    {
      weight: 1,
      arbitrary: fc.record({ name: names('blockquote', 'div'), children: fc.array(tie('flow'), { maxLength: 3 }) }),
    },
    { weight: 2, arbitrary: fc.record({ name: names('ul', 'ol'), children: tie('items') }) },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('run'), { maxLength: 3 })
        .map((runs) =>
          el('dl', ...runs.map((run, at): ElementNode => ({ name: at === 0 ? 'dt' : 'dd', children: run }))),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.array(tie('run'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
        .map((rows) =>
          el(
            'table',
            ...rows.map((row) => el('tr', ...row.map((cell): ElementNode => ({ name: 'td', children: cell })))),
          ),
        ),
    },
  ) as fc.Arbitrary<ElementNode>,
}))

/** Trees of every shape the exporter knows. */
export const trees: fc.Arbitrary<readonly TreeNode[]> = fc.array(fc.oneof(flow, inline as fc.Arbitrary<TreeNode>), {
  maxLength: 4,
})

const inlineNames = new Set([
  'a',
  'em',
  'strong',
  'b',
  'i',
  'del',
  's',
  'u',
  'sub',
  'sup',
  'mark',
  'q',
  'span',
  'cite',
  'kbd',
  'code',
])

/** What a tree says: its text, with a blank wherever a line, a cell or a block ends, and no more than one. */
export function treeWords(nodes: readonly TreeNode[]): string {
  const text = (list: readonly TreeNode[]): string =>
    list
      .map((node) =>
        isTextLeaf(node)
          ? node.value
          : inlineNames.has(node.name) && !node.children.some(holdsBlock)
            ? text(node.children)
            : ` ${text(node.children)} `,
      )
      .join('')
  return collapsed(text(nodes))
}

const holdsBlock = (node: TreeNode): boolean =>
  !isTextLeaf(node) && ((!inlineNames.has(node.name) && node.name !== 'br') || node.children.some(holdsBlock))

const markdown = new MarkdownIt({ html: true })

/** What Markdown says, read by a parser that is not ours. Throws where it holds HTML that the exporter does not make. */
export function markdownWords(source: string): string {
  const own = /^<\/?(em|strong|del|u|ins|mark|sub|sup|kbd|samp|var|q|ruby|rt|rp|small|code)>$|^<br>$/
  const words = markdown.parse(source, {}).map((token) => {
    if (token.type === 'fence') return ` ${token.content} `
    if (token.type === 'html_block' || token.type === 'code_block') throw new Error(`${token.type}: ${token.content}`)
    if (token.type !== 'inline') return ' '
    return (token.children ?? [])
      .map((child) => {
        if (child.type === 'html_inline') {
          if (!own.test(child.content)) throw new Error(`html: ${child.content}`)
          return child.content === '<br>' ? ' ' : ''
        }
        if (child.type === 'image') throw new Error('image')
        return child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content
      })
      .join('')
  })
  return collapsed(words.join(''))
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
