import { describe, expect, it } from 'vitest'
import { freezeArticles, parseQuery, type SearchSource, type SearchWindow, searchStores } from '#core/search/index'
import { type PatternLeaf, type QueryNode, wantedLeaves } from '#core/search/query'
import { articleOf, libraryOf } from './little-library'

const whole: SearchWindow = { offset: 0, limit: 1000 }

const ask = (sources: readonly SearchSource[], text: string, window: SearchWindow = whole) =>
  searchStores(sources, parseQuery(text), window)

const keysOf = (sources: readonly SearchSource[], text: string, window?: SearchWindow): string[] =>
  ask(sources, text, window).hits.map((hit) => hit.key)

const nothing = { total: 0, partial: false, cut: [], hits: [] }

describe('partial matches', () => {
  const library = libraryOf(
    [{ one: { title: 'one', body: 'oil and wheat and opec' }, two: 'oil and gold', three: 'wheat harvest report' }],
    null,
    (key) => ({ format: key === 'two' ? 'html' : 'markdown' }),
  )
  const keys = (text: string): string[] => keysOf([library], text).sort()

  it('come only where nothing has all words, and are said to be partial', () => {
    expect(ask([library], 'oil wheat')).toMatchObject({ total: 1, partial: false })
    expect(ask([library], 'gold harvest')).toMatchObject({ total: 2, partial: true })
    expect(keys('gold harvest')).toEqual(['three', 'two'])
    expect(ask([library], 'copper')).toMatchObject(nothing)
  })

  it('keep exclusions, fields, phrases, wildcards and facts', () => {
    expect(keys('oil harvest -opec')).toEqual(['three', 'two'])
    expect(keys('copper title:one')).toEqual(['one'])
    expect(keys('copper title:four')).toEqual([])
    expect(keys('copper "oil and gold"')).toEqual(['two'])
    expect(keys('copper "oil gold"')).toEqual([])
    expect(keys('copper wh*')).toEqual(['one', 'three'])
    expect(keys('gold harvest type:html')).toEqual(['two'])
    expect(keys('copper zinc type:html')).toEqual([])
    expect(keys('+copper oil')).toEqual([])
  })

  it('are looked for in groups too', () => {
    expect(keys('(gold harvest) OR zinc')).toEqual(['three', 'two'])
    expect(keys('zinc (gold OR copper)')).toEqual(['two'])
    expect(keys('zinc (copper OR "wheat harvest")')).toEqual(['three'])
    expect(keys('zinc (copper "wheat harvest")')).toEqual(['three'])
  })

  it('need a word, not only a stop word', () => {
    expect(keys('the copper and zinc')).toEqual([])
  })

  it('are not looked for beyond what is accepted', () => {
    const accepts = (_: number, key: string): boolean => key === 'two'
    expect(ask([library], 'oil wheat', { ...whole, accepts })).toMatchObject({ total: 1, partial: true })
  })
})

describe('several libraries', () => {
  it('rank as one: an article scores the same wherever it lies', () => {
    const articles = Array.from(
      { length: 40 },
      (_, i) => [`${i}`, `oil ${'price '.repeat(i % 7)} ${i % 3 === 0 ? 'opec' : 'gold'}`] as const,
    )
    const scores = (...parts: readonly (readonly (typeof articles)[number][])[]) =>
      ask(
        parts.map((part) => libraryOf([Object.fromEntries(part)])),
        'opec price',
      )
        .hits.map(({ key, score }) => `${score} ${key}`)
        .sort()
    expect(scores(articles.slice(0, 3), articles.slice(3))).toEqual(scores(articles))
    expect(scores(articles).length).toBeGreaterThan(5)
  })

  it('find nothing in nothing', () => {
    expect(ask([], 'oil')).toMatchObject(nothing)
    expect(ask([libraryOf([])], 'oil -gas')).toMatchObject(nothing)
    expect(ask([libraryOf([{ a: 'oil' }])], '')).toMatchObject(nothing)
    expect(ask([], '').matching()).toEqual([])
  })
})

describe('hits of equal score', () => {
  const first = { b: 'oil', 'a/10': 'oil', c: 'gas' }
  const second = { 'a/9': 'oil', B: 'oil' }

  it('stand by library and then by key, however they came', () => {
    const expected = ['B', 'a/10', 'a/9', 'b', 'aa', 'oz']
    const other = libraryOf([{ oz: 'oil', aa: 'oil', d: 'gas' }])
    expect(keysOf([libraryOf([first, second]), other], 'oil')).toEqual(expected)
    expect(keysOf([libraryOf([second, first]), other], 'oil')).toEqual(expected)
    expect(keysOf([libraryOf([{ ...first, ...second }]), other], 'oil', { offset: 1, limit: 3 })).toEqual(
      expected.slice(1, 4),
    )
  })

  it('are all those of a query without words', () => {
    const library = libraryOf([first, second], null, (key) => ({ format: key === 'c' ? 'html' : 'markdown' }))
    const outcome = ask([library], 'type:md')
    expect(outcome.hits.map(({ key, score, fields }) => [key, score, fields])).toEqual(
      ['B', 'a/10', 'a/9', 'b'].map((key) => [key, 0, []]),
    )
  })
})

describe('annotations', () => {
  const library = libraryOf([{ one: 'the price of oil', two: 'the price of gas' }, { three: 'gas' }], {
    three: { note: 'oil again', tags: ['politics/us'], highlights: ['a long', 'pipeline here'] },
    one: { note: 'cheap', highlights: ['price of oil'] },
    missing: { note: 'oil cheap price' },
  })
  const found = (text: string) => ask([library], text).hits.map(({ key, fields }) => [key, fields])

  it('count with the article they are about', () => {
    expect(found('price cheap')).toEqual([['one', ['body', 'note', 'highlight']]])
    expect(found('gas oil')).toEqual([['three', ['body', 'note']]])
    expect(found('note:oil')).toEqual([['three', ['note']]])
    expect(found('oil -note:oil').map(([key]) => key)).toEqual(['one'])
    expect(found('"politics us"')).toEqual([['three', ['tag']]])
  })

  it('hold a phrase within one field and one highlight', () => {
    expect(found('"price of oil"')).toEqual([['one', ['body', 'highlight']]])
    expect(found('"gas oil"')).toEqual([])
    expect(found('"long pipeline"')).toEqual([])
    expect(found('"again oil"~1')).toEqual([['three', ['note']]])
  })

  it('follow their article where it goes', () => {
    const moved = libraryOf([{ one: 'the price of oil' }, { three: 'gas' }], { three: { note: 'oil' } })
    expect(keysOf([moved], 'note:oil')).toEqual(['three'])
    moved.store.remove('one')
    expect(keysOf([moved], 'note:oil')).toEqual(['three'])
    moved.store.add(freezeArticles([articleOf('three', 'steam'), articleOf('four', 'oil')]))
    expect(keysOf([moved], 'steam note:oil')).toEqual(['three'])
    moved.store.remove('three')
    expect(ask([moved], 'note:oil')).toMatchObject(nothing)
    expect(keysOf([moved], 'oil')).toEqual(['four'])
  })
})

describe('words of a phrase that stand for several terms', () => {
  const library = libraryOf([{ a: '東京 oil is not in 京都', b: '京都 is far from oil and 東京' }])

  it('are met by any of them, wherever each stands', () => {
    expect(keysOf([library], '"京 oil"~1')).toEqual(['a'])
    expect(keysOf([library], '"京 oil"')).toEqual(['a'])
    expect(keysOf([library], '"in 京"')).toEqual(['a'])
    expect(keysOf([library], '"oil 京"~3')).toEqual(['a', 'b'])
  })
})

describe('articles that were removed or replaced', () => {
  it('are not found in any way, nor counted', () => {
    const library = libraryOf([{ a: 'oil prices rose', b: 'oil prices fell', c: 'gas prices' }], {
      a: { note: 'cheap' },
    })
    library.store.remove('a')
    library.store.add(freezeArticles([articleOf('b', 'steam engines')]))
    for (const text of ['oil', 'oi*', 'oil~', '*il', '"oil prices"', '"prices oil"~5', 'cheap', 'fell OR rose'])
      expect(ask([library], text), text).toMatchObject(nothing)
    expect(keysOf([library], '-oil')).toEqual(['b', 'c'])
    expect(keysOf([library], 'type:md')).toEqual(['b', 'c'])
    const same = libraryOf([{ b: 'steam engines', c: 'gas prices' }])
    expect(ask([library], 'prices OR steam').hits).toEqual(ask([same], 'prices OR steam').hits)
  })
})

describe('words that stand for many', () => {
  const numbered = Array.from({ length: 600 }, (_, i) => `wo${String(i).padStart(3, '0')}x`)
  const library = libraryOf([
    { all: numbered.join(' ') },
    Object.fromEntries(numbered.slice(100).map((word) => [word, word])),
  ])

  it('are looked up as the 500 most frequent, and said to be', () => {
    const query = parseQuery('wo*')
    const outcome = searchStores([library], query, whole)
    expect(outcome.cut).toEqual(['wo*'])
    expect(outcome.total).toBe(501)
    const [leaf] = wantedLeaves(query)
    const word = leaf?.kind === 'text' ? leaf.words[0] : undefined
    if (word === undefined) throw new RangeError('no word')
    expect(outcome.terms(word)).toEqual(new Set(numbered.slice(100)))
    expect(ask([library], '-wo??9x').cut).toEqual([])
    expect(ask([library], '-wo000x~2').cut).toEqual([])
  })
})

describe('regular expressions', () => {
  const library = libraryOf([{ a: 'oil', b: 'oil', c: 'gas' }])
  const pattern = (node: QueryNode | null): PatternLeaf => {
    if (node?.kind === 'pattern') return node
    if (node?.kind === 'not') return pattern(node.node)
    if (node?.kind === 'all' || node?.kind === 'any')
      return pattern(node.nodes.find((each) => each.kind !== 'text') ?? null)
    throw new RangeError('no pattern')
  }

  it('that were not looked for let every article through that may meet the query', () => {
    expect(keysOf([library], 'oil /b/')).toEqual(['a', 'b'])
    expect(keysOf([library], 'oil -/b/')).toEqual(['a', 'b'])
    expect(keysOf([library], 'gas OR /b/')).toEqual(['c', 'a', 'b'])
  })

  it('are asked of the articles that meet the rest', () => {
    for (const [text, expected] of [
      ['oil /b/', ['b']],
      ['oil -/b/', ['a']],
    ] as const) {
      const query = parseQuery(text)
      const asked: string[] = []
      const meets = (_: number, key: string): boolean => {
        asked.push(key)
        return key === 'b'
      }
      const outcome = searchStores([library], query, { ...whole, patterns: new Map([[pattern(query.root), meets]]) })
      expect(outcome.hits.map((hit) => hit.key)).toEqual(expected)
      expect(asked.sort()).toEqual(['a', 'b'])
    }
  })
})

describe('facts', () => {
  it('are asked only of articles that meet the words, once each', () => {
    const asked: string[] = []
    const library = libraryOf([{ a: 'oil', b: 'oil', c: 'gas' }], null, (key) => {
      asked.push(key)
      return { format: key === 'a' ? 'html' : 'markdown' }
    })
    expect(keysOf([library], 'type:html oil (type:html OR is:unread)')).toEqual(['a'])
    expect(asked.sort()).toEqual(['a', 'b'])
  })
})

describe('a query of ten thousand letters', () => {
  it.each([
    ['words', Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ')],
    ['alternatives', Array.from({ length: 1500 }, (_, i) => `w${i}`).join(' OR ')],
    ['phrases', Array.from({ length: 1200 }, (_, i) => `"a w${i}"`).join(' OR ')],
    ['one phrase', `"${'a '.repeat(4900)}"`],
    ['one NEAR', `"${'a b '.repeat(2400)}"~9`],
    ['wildcards', Array.from({ length: 1500 }, (_, i) => `*${i}*`).join(' ')],
    ['stars', '*a'.repeat(5000)],
    ['parentheses', `${'('.repeat(4000)}a${')'.repeat(4000)}`],
    ['exclusions', '-('.repeat(3000)],
    ['facts', 'type:md '.repeat(1200)],
  ])('of %s is answered', (_, text) => {
    const library = libraryOf([{ one: 'a b a w1 w2', two: 'w3 a' }])
    const outcome = ask([library], text)
    expect(outcome.total).toBe(outcome.hits.length)
  })
})
