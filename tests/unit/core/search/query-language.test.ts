import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { parseQuery } from '#core/search/parse-query'
import { short } from './query-shorthand'

const document = readFileSync(resolve(import.meta.dirname, '../../../../docs/query-language.md'), 'utf8')

/** The examples in the first column of the document's tables. */
const examples = document
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split(/ \| /)[0] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, example]) => example ?? []))

/** How each of them is understood on 31 March 2024. */
const understood: Readonly<Record<string, string>> = {
  'oil prices': 'oil price',
  'oil AND prices': 'oil price',
  'oil OR gas': 'oil | ga',
  'oil -opec': 'oil -opec',
  'oil NOT opec': 'oil -opec',
  '(oil OR gas) prices': '(oil | ga) price',
  'oil -(opec iraq)': 'oil -(opec iraq)',
  '+oil gas': '+oil ga',
  'oil^3 gas': 'oil^3 ga',
  '(oil gas)^3 opec': 'oil^3 ga^3 opec',
  '"white house"': '"white hous"',
  '"oil prices"~10': '"oil price"~10',
  'immigr*': 'immigr*',
  'w?rd': 'w?rd',
  '*tion': '*tion',
  'gov*ment': 'gov*ment',
  'goverment~': 'goverment~1',
  'goverment~2': 'goverment~2',
  '/colou?r/': '/colou?r/iu',
  '/^WHO/mu': '/^WHO/mu',
  'title:oil': 'title:oil',
  'body:oil': 'body:oil',
  'author:smith': 'author:smith',
  'source:"new york times"': 'source:"new york time"',
  'note:oil': 'note:oil',
  'highlight:oil': 'highlight:oil',
  'title:(oil gas OR body:coal)': '(title:oil title:ga) | body:coal',
  'tag:politics': 'tag=politics',
  'keyword:politics': 'keyword=politics',
  'tag:"climate change"': 'tag=climate change',
  'tag:(us OR uk)': 'tag=us | tag=uk',
  'path:1987/03': 'path=1987/03',
  'file:report*1987': 'file=report*1987',
  'type:html': 'type=html',
  'type:markdown': 'type=markdown',
  'type:text': 'type=dated-text|plain-text',
  'lang:en': 'language=en',
  'lang:German': 'language=de',
  'is:inbox': 'state=inbox',
  'is:later': 'state=later',
  'is:archived': 'state=archived',
  'is:unread': 'state=unread',
  'is:read': '-state=unread',
  'has:note': 'has=note',
  'has:highlight': 'has=highlight',
  'has:tag': 'has=tag',
  'no:tag': '-has=tag',
  'date:2024-01-04': 'date=2024-01-04..2024-01-04',
  'date:2024-01': 'date=2024-01-01..2024-01-31',
  'date:2024': 'date=2024-01-01..2024-12-31',
  'date:2024-01..2024-03': 'date=2024-01-01..2024-03-31',
  'date:2024-01..': 'date=2024-01-01..',
  'date:..2024-03': 'date=..2024-03-31',
  'before:2024-01': 'date=..2023-12-31',
  'after:2024-01': 'date=2024-02-01..',
  'date:today': 'date=2024-03-31..2024-03-31',
  'added:yesterday': 'added=2024-03-30..2024-03-30',
  'after:-7d': 'date=2024-03-25..',
  'date:-7d': 'date=2024-03-25..2024-03-31',
  'added:-1m': 'added=2024-03-01..2024-03-31',
  or: 'or',
  And: 'and',
  'OR oil': 'or? oil',
  'oil AND': 'oil and?',
  NOT: 'not',
  'foo:bar': 'foo+bar',
  '10:30': '10:30',
  'https://example.org/a:b': 'example.org/a:b',
  'C:\\docs': 'c+doc',
  'title: oil': 'titl oil',
  'is:foo': 'is?+foo',
  'type:zip': 'type+zip',
  'date:2024-13-45': 'date+2024-13-45',
  'and/or': 'and+or',
  '1/2/2024': '1/2/2024',
  '/usr/local/bin': 'usr+local+bin',
  '/a(/': 'a',
  '/x/g': 'x+g',
  's*': 's',
  'ab~': 'ab',
  '?x': 'x',
  'f(x)': 'f+x',
  'Lisp_(language)': 'lisp+languag',
  '- -- + :) ???': '',
  '"never closed': '"never close"',
  '(oil gas': 'oil ga',
}

describe('the document', () => {
  test('has no example that is not held here, and the other way round', () => {
    expect(examples.filter((example) => understood[example] === undefined)).toEqual([])
    expect(Object.keys(understood).filter((example) => !examples.includes(example))).toEqual([])
  })

  it.each(examples)('means what it says: %s', (example) => {
    expect(short(parseQuery(example, { languages: ['en'], today: '2024-03-31' }))).toBe(understood[example])
  })
})
