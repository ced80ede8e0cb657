/** Texts that a reader might type, and ones that none would. */
import fc from 'fast-check'

const operators = [
  'OR',
  'AND',
  'NOT',
  '-',
  '+',
  '(',
  ')',
  '-(',
  '"',
  '“',
  '”',
  '«',
  '*',
  '?',
  '~',
  '~2',
  '^3',
  '^',
  ':',
  '/',
]
const fields = ['title:', 'source:', 'tag:', 'date:', 'after:', 'is:', 'type:', 'lang:', 'path:', 'Title:(', 'foo:']
const words = [
  'oil',
  'the',
  'WHO',
  '20',
  '000',
  '全文',
  '東',
  'inbox',
  'md',
  '2024-01',
  '..',
  '-7d',
  'a.b@c.de',
  'http://x',
]
const odd = [
  '\ud83d',
  '\udc00',
  '\\',
  '\\"',
  'İ',
  'ﷺ',
  '\u0640',
  '/a[b/',
  '/x/iu',
  "o'brien~",
  'f(x)',
  '#a/b',
  '\u00a0',
  '\n',
]

/** Arbitrary queries: pieces of the language and of nonsense, with and without spaces between. */
export const anyQuery: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(...operators, ...fields, ...words, ...odd),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
      fc.constantFrom('', ' '),
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.flat().join(''))
