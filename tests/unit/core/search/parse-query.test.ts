import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainQuery } from '#core/search/explain'
import { searchFields } from '#core/search/fields'
import { parseQuery } from '#core/search/parse-query'
import { isBlank, type QueryLeaf, type QueryNode, type TextLeaf, wantedLeaves } from '#core/search/query'
import { anyQuery } from './any-query'
import { short } from './query-shorthand'

const context = { languages: ['en'], today: '2024-03-31' }
const shortOf = (text: string): string => short(parseQuery(text, context))

/** All leaves, those under `not` too. */
function leavesOf(node: QueryNode | null): readonly QueryLeaf[] {
  if (node === null) return []
  if (node.kind === 'all' || node.kind === 'any') return node.nodes.flatMap(leavesOf)
  return node.kind === 'not' ? leavesOf(node.node) : [node]
}

const textLeaves = (text: string): readonly TextLeaf[] =>
  leavesOf(parseQuery(text, context).root).filter((leaf): leaf is TextLeaf => leaf.kind === 'text')

describe('words', () => {
  it.each([
    ['the letter', 'the? letter'],
    ['the who', 'the who'],
    ['+the letter', '+the letter'],
    ['-the oil', '-the oil'],
    ['-(the oil)', '-(the oil)'],
    ['title:the oil', 'title:the oil'],
    ['the tag:x', 'the? tag=x'],
    ['the OR of', 'the | of'],
    ['(the OR of) oil', '(the | of) oil'],
    ['(the of) oil', 'the? of? oil'],
    ['the -oil', 'the -oil'],
    ['"the white house" oil', '"the white hous" oil'],
    ['WHO report', 'who+WHO? report'],
    ['WHO', 'who+WHO?'],
    ['(WHO)', 'who+WHO?'],
    ['WHO REPORT', 'who? report'],
    ['WHO OR UN', 'who | un'],
    ['-WHO report', '-who report'],
    ['oil OR', 'oil or?'],
    ['20 000 people', '20000 peopl'],
    ['(20 000) people', '20000 peopl'],
    ['20,000', '20000'],
    ["Israel's", 'israel'],
    ['well-known AT&T', 'well+known at&t'],
    ['全文検索 東', '全文_文検_検索 東*'],
    ['title:全文検索', 'title:全文_文検_検索'],
    ['東京-abc-京都府', '東京+abc 京都_都府'],
    ['-東京-abc', '-東京+abc'],
    ['-東京都-abc', '-(東京_京都 abc)'],
    ['"東京 abc"', '"東京 abc"'],
    ['🙂 oil', 'oil'],
  ])('%s', (text, expected) => {
    expect(shortOf(text)).toBe(expected)
  })

  it('are looked up under the terms of each language', () => {
    const query = parseQuery('"häuser" häuser', { languages: ['en', 'de'], today: null })
    expect(short(query)).toBe('"hauser|haus" hauser|haus')
    expect(short(parseQuery('prices', { languages: [], today: null }))).toBe('prices')
  })

  it('know where they were typed and stand', () => {
    const [phrase, run, rest] = textLeaves('-title:"the big house"^2 東京都abc +x')
    expect(phrase).toMatchObject({ span: [0, 24], written: 'the big house', adjacent: true, weight: 2 })
    expect(phrase?.words.map(({ position, stop }) => [position, stop])).toEqual([
      [0, true],
      [1, false],
      [2, false],
    ])
    expect(run).toMatchObject({ span: [25, 31], adjacent: true })
    expect(rest).toMatchObject({ span: [32, 34], written: 'x', firm: true })
  })
})

describe('forms', () => {
  it.each([
    ['“white house”^2', '"white hous"^2'],
    ['„white house“', '"white hous"'],
    ['«white house» x', '"white hous" x'],
    ['"white house"~', '"white hous"~10'],
    ['"white house"~0', '"white hous"'],
    ['"white house"~5^2', '"white hous"~5^2'],
    ['"white house"gas', '"white hous" ga'],
    ['"say \\"white house\\" now" x', '"say white hous now" x'],
    ['re-elec*', 're+elec*'],
    ['AT&T*', 'at&t'],
    ['title:re*', 'title:re*'],
    ['goverment~9', 'goverment~2'],
    ['goverment~0', 'gover'],
    ["o'brien~", "o'brien~1"],
    ['well-known~', 'well+known'],
    ['C:\\PROGRA~1', 'c+progra+1'],
    ['**word**', '*word*'],
    ['w?rd?', 'w?rd'],
    ['Wörd*', 'word*'],
    ['what?', 'what'],
    ['index.php?id=3', 'index.php+id+3'],
    ['a*b*', 'a*b*'],
    ['全文*', '全文'],
    ['全?文', '全*+文*'],
    ['oil^3 gas^0.5', 'oil^3 ga^0.5'],
    ['oil^900', 'oil^100'],
    ['oil^0', 'oil+0'],
    ['a^b', 'a?+b'],
    ['((oil)^2 gas)^3', 'oil^6 ga^3'],
    ['((oil^50)^50)^50', 'oil^100'],
    ['+(oil the)', '+oil +the'],
    ['author:/x/', 'author:x'],
    ['title:/o[/]il/', 'title:/o[/]il/iu'],
    ['(/oil/ OR gas)', '/oil/iu | ga'],
    ['/white house/', '/white house/iu'],
    ['/a\\-b/', '/a\\-b/i'],
    ['/a\\/b/s', '/a\\/b/s'],
    ['/usr/local/', 'usr+local'],
    ['/ oil /', 'oil'],
    ['-/oil/', '-/oil/iu'],
  ])('%s', (text, expected) => {
    expect(shortOf(text)).toBe(expected)
  })
})

describe('structure', () => {
  it.each([
    ['a1 OR a2 a3 OR a4', 'a1 | (a2 a3) | a4'],
    ['(a1 OR a2) OR a3', 'a1 | a2 | a3'],
    ['((a1 a2)) a3', 'a1 a2 a3'],
    ['a1 OR NOT a2', 'a1 | -a2'],
    ['a1 AND NOT (a2 OR a3)', 'a1 -(a2 | a3)'],
    ['NOT NOT a1', 'a1'],
    ['NOT NOT NOT a1', '-a1'],
    ['NOT -a1', 'a1'],
    ['-(-(a1 a2) a3)', '-(-(a1 a2) a3)'],
    ['-(-(a1 a2))', 'a1 a2'],
    ['a1 OR(a2 a3)', 'a1 | (a2 a3)'],
    ['NOT(a1)', '-a1'],
    ['a1 OR OR a2', '(a1 or?) | a2'],
    ['OR OR', 'or or'],
    ['(OR)', 'or'],
    ['(a1 OR) a2', 'a1 or? a2'],
    ['a1 OR ??? a2', 'a1 | a2'],
    ['a1 OR ( ) a2', 'a1 | a2'],
    ['a1 ) a2', 'a1 a2'],
    ['(a1 OR (a2', 'a1 | a2'],
    ['title:(a1 body:a2 (a3 OR a4))', 'title:a1 body:a2 (title:a3 | title:a4)'],
    ['is:(inbox OR later) -has:(note tag)', '(state=inbox | state=later) -(has=note has=tag)'],
    ['no:(note tag) -no:tag', '-has=note -has=tag has=tag'],
    ['tag:(us note:oil)', 'tag=us note:oil'],
    ['tag:(us OR)', 'tag=us tag=OR'],
    ['is:(foo)', 'foo'],
    ['Title:Oil TAGS:"a b" Language:de', 'title:oil tag=a b language=de'],
    ['tag:#a/ b', 'tag=a b'],
    ['tag:⭐', 'tag=⭐'],
    ['tag:"5\\" disk"', 'tag=5" disk'],
    ['path:/docs/ path:a(b)', 'path=/docs/ path=a(b)'],
    ['file:///etc/hosts', 'file+etc+host'],
    ['+tag:x', 'tag=x'],
    ['date:2024/1/4 before:2024.02', 'date=2024-01-04..2024-01-04 date=..2024-01-31'],
    ['lang:pt-BR lang:eng', 'language=pt language=en'],
    ['lang:xq', 'lang+xq'],
    ['"OR" "tag:x"', '"or" "tag x"'],
  ])('%s', (text, expected) => {
    expect(shortOf(text)).toBe(expected)
  })

  it('reads relative dates as text where it does not know today', () => {
    expect(short(parseQuery('after:-7d'))).toBe('after?+7d')
  })
})

describe('anything at all', () => {
  it('finds nothing to search for in blanks and punctuation', () => {
    for (const text of ['', ' \n', '???', '""', '"" ""', '- + * ~', '( )', '-', '))((']) {
      expect(isBlank(parseQuery(text)), text).toBe(true)
    }
    expect(isBlank(parseQuery('the'))).toBe(false)
  })

  it.each([
    ['--a', 'a'],
    ['tag:', 'tag'],
    ['tag:""', 'tag'],
    ['tag: x', 'tag x'],
    ['title:""', 'titl'],
    ['title:()', ''],
    ['date:..', 'date'],
    ['- + oil', 'oil'],
    ['5" pipe', '5 pipe'],
    ['~ ^ : * ~2', '2'],
    ['\ud83d oil \udc00', 'oil'],
    ['"\ud83d', ''],
  ])('is text where it is no more: %j', (text, expected) => {
    expect(shortOf(text)).toBe(expected)
  })

  it.each([
    '(',
    ')',
    '"',
    '/',
    '-',
    '*',
    '?',
    '~',
    '^',
    'a(',
    '(a',
    '"a" ',
    '/a ',
    '/[a ',
    'NOT ',
    'a OR ',
    '-(',
    'tag:(',
    'x~ ',
    "a'",
    '1 000 ',
    '\\',
  ])('takes ten thousand characters of %j', (piece) => {
    const text = piece.repeat(10_000 / piece.length)
    const query = parseQuery(text, context)
    expect(explainQuery(query) === '').toBe(isBlank(query))
    expect(leavesOf(query.root).length).toBeLessThanOrEqual(500)
  })

  it('makes a tree that keeps its laws', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        const query = parseQuery(text, context)
        expect(query.text).toBe(text)
        expect(explainQuery(query) === '').toBe(isBlank(query))
        if (query.root !== null) holdsTogether(query.root, text)
        for (const leaf of wantedLeaves(query)) expect(leavesOf(query.root)).toContain(leaf)
      }),
      { numRuns: 500 },
    )
  })

  it('says nothing else when it is typed again with more space', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        expect(shortOf(`  ${text}`)).toBe(shortOf(text))
      }),
    )
  })
})

/** What every node of a tree promises. */
function holdsTogether(node: QueryNode, text: string): void {
  switch (node.kind) {
    case 'all':
    case 'any':
      expect(node.nodes.length).toBeGreaterThan(1)
      for (const inner of node.nodes) {
        expect(inner.kind).not.toBe(node.kind)
        holdsTogether(inner, text)
      }
      // Something has to be there, so that not everything is met.
      if (node.kind === 'any') expect(node.nodes.some(isOptional)).toBe(false)
      else expect(node.nodes.filter((inner) => inner.kind !== 'not').every(isOptional)).toBe(onlyExclusions(node.nodes))
      return
    case 'not':
      expect(node.node.kind).not.toBe('not')
      expect(isOptional(node.node)).toBe(false)
      holdsTogether(node.node, text)
      return
    case 'text':
      expect(node.words.length).toBeGreaterThan(0)
      expect(node.weight).toBeGreaterThan(0)
      expect(node.weight).toBeLessThanOrEqual(100)
      expect(node.field === null || searchFields.includes(node.field)).toBe(true)
      expect(node.words[0]?.position).toBe(0)
      for (const word of node.words) {
        expect(word.surface).not.toBe('')
        expect(word.terms.length > 0).toBe(word.match === 'exact')
        expect(word.distance > 0).toBe(word.match === 'fuzzy')
      }
      break
    case 'pattern':
      expect(() => new RegExp(node.source, node.flags)).not.toThrow()
  }
  const [start, end] = node.span
  expect(0 <= start && start < end && end <= text.length).toBe(true)
}

const isOptional = (node: QueryNode): boolean => node.kind === 'text' && node.words.every((word) => word.optional)
const onlyExclusions = (nodes: readonly QueryNode[]): boolean => nodes.every((node) => node.kind === 'not')

describe('bounds', () => {
  it('expands a bounded number of words', () => {
    const leaves = textLeaves('goverment~2 '.repeat(100))
    expect(leaves).toHaveLength(100)
    expect(leaves.filter((leaf) => leaf.form === 'fuzzy')).toHaveLength(16)
    expect(parseQuery('/a/ b* '.repeat(20), context).remarks).toHaveLength(24)
    expect(textLeaves('東 '.repeat(100)).filter((leaf) => leaf.words[0]?.match === 'prefix')).toHaveLength(16)
  })

  it('looks for a bounded number of words, in a phrase too', () => {
    const query = parseQuery(`"${'oil '.repeat(600)}"`, context)
    expect(query.root).toMatchObject({ kind: 'text' })
    expect(textLeaves(query.text)[0]?.words).toHaveLength(500)
    expect(query.remarks).toEqual([{ kind: 'left-out', what: 'words' }])
    expect(leavesOf(parseQuery('tag:x '.repeat(600), context).root)).toHaveLength(500)
  })

  it('reads past parentheses in too many others', () => {
    const query = parseQuery(`${'-(a1 '.repeat(40)}a2${')'.repeat(40)} a3`, context)
    expect(query.remarks).toEqual([{ kind: 'left-out', what: 'parentheses' }])
    expect(short(query).endsWith(' a3')).toBe(true)
    expect(short(query).match(/-/g)).toHaveLength(32)
  })

  it('says what it read differently', () => {
    expect(parseQuery('oil~9 oil^900 "a b"~9999 s* is:foo', context).remarks).toEqual([
      { kind: 'limited', written: 'oil~9', readAs: 'oil~2' },
      { kind: 'limited', written: 'oil^900', readAs: 'oil^100' },
      { kind: 'limited', written: '"a b"~9999', readAs: '"a b"~1000' },
      { kind: 'plain', written: 's*', why: 'short' },
      { kind: 'value', written: 'is:foo' },
    ])
    expect(parseQuery('oil~2 foo:bar tag: what?', context).remarks).toEqual([])
  })
})
