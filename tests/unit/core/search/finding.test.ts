import { describe, expect, it } from 'vitest'
import { analyseArticle, createStore, parseQuery, searchStores } from '#core/search/index'

/** Finds among articles given by their text; answers with their names. */
function finder(articles: Readonly<Record<string, string>>) {
  const store = createStore()
  for (const [key, body] of Object.entries(articles)) {
    store.put(key, analyseArticle({ title: key, body, author: null, source: null }))
  }
  const search = (text: string) => searchStores([store], parseQuery(text), { offset: 0, limit: 100 })
  return { search, find: (text: string): string[] => search(text).hits.map((hit) => hit.key) }
}

describe('what a reader expects to find', () => {
  const { find } = finder({
    campaign:
      'The anonymous letter said Israel’s response, in the U.S. and elsewhere, put over 20,000 people in need. The WHO agreed.',
    weather: 'Israel had rain, and those who stayed at home sent letters about the 2.5 inches of it.',
    strike: 'Workers ended a walkout at AT&T on 2024-01-04; write to press@example.org for immigration news about C++.',
    japan: '全文検索を東京で。',
  })

  it.each([
    ['Israel', ['weather', 'campaign']],
    ["Israel's", ['weather', 'campaign']],
    ['Israel’s', ['weather', 'campaign']],
    ['the letter', ['campaign', 'weather']],
    ['+the +letter', ['campaign', 'weather']],
    ['20000', ['campaign']],
    ['20,000', ['campaign']],
    ['20 000', ['campaign']],
    ['WHO', ['campaign', 'weather']],
    ['WHO agreed', ['campaign']],
    ['U.S.', ['campaign']],
    ['US', ['campaign']],
    ['AT&T', ['strike']],
    ['C++', ['strike']],
    ['2024-01-04', ['strike']],
    ['2024', ['strike']],
    ['press@example.org', ['strike']],
    ['example.org', ['strike']],
    ['2.5', ['weather']],
    ['immigration*', ['strike']],
    ['immigratio*', ['strike']],
    ['imigration~', ['strike']],
    ['検索', ['japan']],
    ['全文検索', ['japan']],
    ['東', ['japan']],
    ['で', ['japan']],
    ['title:japan', ['japan']],
    ['-israel -walkout', ['japan']],
    ['walkout OR 東京', ['japan', 'strike']],
  ])('%s', (text, expected) => {
    const found = find(text)
    expect([...found].sort()).toEqual([...expected].sort())
    if (text.startsWith('WHO')) expect(found[0]).toBe('campaign')
  })

  it('excludes only what has all words of what is excluded', () => {
    expect(find('-"rain home"').sort()).toEqual(['campaign', 'japan', 'strike'])
    expect(find('-"rain walkout"').sort()).toEqual(['campaign', 'japan', 'strike', 'weather'])
  })
})

describe('partial matches', () => {
  const { search } = finder({
    one: 'oil and wheat and opec',
    two: 'oil and gold',
    three: 'wheat harvest report',
  })
  const keys = (text: string): string[] =>
    search(text)
      .hits.map((hit) => hit.key)
      .sort()

  it('come only where nothing has all words, and are said to be partial', () => {
    expect(search('oil wheat')).toMatchObject({ total: 1, partial: false })
    expect(search('gold harvest')).toMatchObject({ total: 2, partial: true })
    expect(keys('gold harvest')).toEqual(['three', 'two'])
    expect(search('copper')).toEqual({ total: 0, partial: false, hits: [] })
  })

  it('keep exclusions, fields and phrases', () => {
    expect(keys('oil harvest -opec')).toEqual(['three', 'two'])
    expect(keys('copper title:one')).toEqual(['one'])
    expect(keys('copper title:four')).toEqual([])
    expect(keys('copper "oil gold"')).toEqual(['two'])
    expect(keys('copper "oil harvest"')).toEqual([])
  })

  it('need a word, not only a stop word', () => {
    expect(keys('the copper and zinc')).toEqual([])
  })

  it('are not looked for beyond what is accepted', () => {
    const store = createStore()
    store.put('a', analyseArticle({ title: '', body: 'oil wheat', author: null, source: null }))
    store.put('b', analyseArticle({ title: '', body: 'oil', author: null, source: null }))
    const accepts = (_: number, key: string): boolean => key === 'b'
    const outcome = searchStores([store], parseQuery('oil wheat'), { offset: 0, limit: 10, accepts })
    expect(outcome).toMatchObject({ total: 1, partial: true })
  })
})

describe('several stores', () => {
  it('rank as one: an article scores the same wherever it lies', () => {
    const bodies = Array.from(
      { length: 40 },
      (_, i) => `oil ${'price '.repeat(i % 7)} ${i % 3 === 0 ? 'opec' : 'gold'}`,
    )
    const put = (store: ReturnType<typeof createStore>, from: number, to: number): void => {
      for (let i = from; i < to; i++)
        store.put(`${i}`, analyseArticle({ title: '', body: bodies[i] ?? '', author: null, source: null }))
    }
    const whole = createStore()
    const [small, large] = [createStore(), createStore()]
    put(whole, 0, 40)
    put(small, 0, 3)
    put(large, 3, 40)
    const ask = (stores: Parameters<typeof searchStores>[0]) =>
      searchStores(stores, parseQuery('opec price'), { offset: 0, limit: 40 }).hits.map(({ key, score }) => [
        key,
        score,
      ])
    expect(ask([small, large])).toEqual(ask([whole]))
    expect(ask([small, large]).length).toBeGreaterThan(5)
  })

  it('find nothing in nothing', () => {
    expect(searchStores([], parseQuery('oil'), { offset: 0, limit: 10 })).toEqual({
      total: 0,
      partial: false,
      hits: [],
    })
    const empty = { total: 0, partial: false, hits: [] }
    expect(searchStores([createStore()], parseQuery('oil -gas'), { offset: 0, limit: 10 })).toEqual(empty)
    expect(searchStores([createStore()], parseQuery(''), { offset: 0, limit: 10 })).toEqual(empty)
  })
})
