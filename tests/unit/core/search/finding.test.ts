import { describe, expect, it } from 'vitest'
import { parseQuery, searchStores } from '#core/search/index'
import { libraryOf } from './little-library'

/** Finds among articles given by their text, which are named in their titles. */
function finder(articles: Readonly<Record<string, string>>) {
  const titled = Object.entries(articles).map(([key, body]) => [key, { title: key, body }] as const)
  const source = libraryOf([Object.fromEntries(titled)])
  const search = (text: string) => searchStores([source], parseQuery(text), { offset: 0, limit: 100 })
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

  it('excludes only what has the whole phrase that is excluded', () => {
    expect(find('-"had rain"').sort()).toEqual(['campaign', 'japan', 'strike'])
    expect(find('-"rain had"').sort()).toEqual(['campaign', 'japan', 'strike', 'weather'])
  })
})
