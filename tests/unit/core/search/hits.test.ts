import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHits, type HitOptions } from '#core/search/hits'
import { parseQuery } from '#core/search/index'

const inBody: HitOptions = { field: 'body', language: 'en' }

const hits = (text: string, query: string, options: HitOptions = inBody, languages = ['en']): string[] =>
  findHits(text, parseQuery(query, { languages, today: null }), options).map(([start, end]) => text.slice(start, end))

describe('hits', () => {
  it.each([
    ['Immigrants and immigration', 'immigrant', ['Immigrants', 'immigration']],
    ['Israel’s war; Israel', 'Israel', ['Israel’s', 'Israel']],
    ['20,000 or 20 000 or 20000', '20000', ['20,000', '20 000', '20000']],
    ['Those who met the WHO', 'WHO', ['WHO']],
    ['Those who met', 'WHO', ['who']],
    ['in the U.S., and US forces', 'U.S.', ['U.S.']],
    ['in C++ and in C', 'C++', ['C++']],
    ['AT&T’s rates', 'AT&T', ['AT&T’s']],
    ['see https://example.com/oil now', 'oil', ['oil']],
    ['see https://example.com/oil now', 'example.com', ['example.com']],
    ['mail jane@example.org today', 'jane@example.org', ['jane@example.org']],
    ['as in 10.1000/xyz-12.3, and', '10.1000/xyz-12.3', ['10.1000/xyz-12.3']],
    ['café and CAFE', 'Café', ['café', 'CAFE']],
    ['ﬁnd it, or cafe\u0301 and ＯＩＬ', 'find café oil', ['ﬁnd', 'cafe\u0301', 'ＯＩＬ']],
    ['re\u00adelection', 'reelection', ['re\u00adelection']],
    ['oil and gas', 'oil -gas', ['oil']],
    ['oil and gas', 'oil NOT (gas OR and)', ['oil']],
    ['oil or gas', 'oil OR gas', ['oil', 'gas']],
    ['oil and gas', 'oil^3 +gas', ['oil', 'gas']],
    ['nothing here', 'oil', []],
    ['oil', '', []],
  ])('%s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  it.each([
    ['The letter of the law', 'the letter', ['letter']],
    ['The letter of the law', 'the of', ['The', 'of', 'the']],
    ['The letter of the law', 'the oil', ['The', 'the']],
    ['The letter of the law', '"of the" letter', ['letter', 'of the']],
  ])('of stop words only where there is nothing else: %s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  it('leave out words asked for in another field', () => {
    const query = parseQuery('title:oil gas')
    expect(findHits('oil gas', query, { field: 'title', language: 'en' })).toHaveLength(2)
    expect(findHits('oil gas', query, inBody)).toEqual([[4, 7]])
    expect(findHits('oil gas', parseQuery('note:oil gas'), { field: 'note', language: null })).toHaveLength(2)
  })

  it('are found in the language of the text', () => {
    const languages = ['en', 'de', 'it']
    expect(hits('Die Wahlen im Land', 'Wahl', { field: 'body', language: 'de' }, languages)).toEqual(['Wahlen'])
    expect(hits('Le elezioni', 'elezione', { field: 'body', language: 'it' }, languages)).toEqual(['elezioni'])
    expect(hits('Die Wahlen im Land', 'Wahl', { field: 'body', language: 'en' }, languages)).toEqual([])
  })

  it('are found in what was indexed in several languages', () => {
    const options: HitOptions = { field: 'note', language: null, languages: ['en', 'de'] }
    expect(hits('Wahlen and elections, the law', 'Wahl election law', options, ['en', 'de'])).toEqual([
      'Wahlen',
      'elections',
      'law',
    ])
    expect(hits('Die Wahlen und ihr Ende', '"Wahl und ihr Ende"', options, ['en', 'de'])).toEqual([
      'Wahlen und ihr Ende',
    ])
  })
})

describe('hits of phrases', () => {
  it.each([
    ['the White House, a white house and a house white', '"the white house"', ['the White House']],
    ['a white house', '"the white house"', []],
    ['Windows Server and Windows or Server', '"windows server"', ['Windows Server']],
    ['in the C++ language, C++ or a language', '"the c++ language"', ['the C++ language']],
    ['about 20 000 people, 20,000 people', '"20000 people"', ['20 000 people', '20,000 people']],
    ['in the U.S. today', '"the U.S. today"', ['the U.S. today']],
    ["vers l'homme politique et l'homme", '"l’homme politique"', ["l'homme politique"]],
    ["vers l'homme politique", '"homme politique"', ['homme politique']],
    ['a state-of-the-art design', '"of the art"', ['of-the-art']],
    ['a state-of-the-art design', 'state-of-the-art', ['state', 'art']],
    ['on example.org today', '"example.org today"', ['example.org today']],
    ['this week.The next', '"week the next"', ['week.The next']],
    ['oil price oil price', '"oil price oil"', ['oil price oil']],
    ['oil oil oil', '"oil oil"', ['oil oil oil']],
    ['oil prices fell, the price of oil rose', '"oil price" oil', ['oil prices', 'oil']],
  ])('%s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  it('end with the line they stand on', () => {
    expect(hits('the white\nhouse fell', '"white house"')).toEqual(['white', 'house'])
  })

  it.each([
    ['全文検索を東京で', '全文検索', ['全文検索']],
    ['全文と検索、文検', '全文検索', []],
    ['東京都と京都', '京都', ['京都', '京都']],
    ['東の京', '東', ['東']],
    ['東京', '東', ['東']],
    ['ｶﾞｷﾞを', 'ガギ', ['ｶﾞｷﾞ']],
    ['カタカナのデータベース検索', 'データベース', ['データベース']],
    ['新しいWindows版です', 'Windows版', ['Windows版']],
  ])('run on in scripts without spaces: %s / %s', (text, query, expected) => {
    expect(hits(text, query, { field: 'body', language: 'ja' })).toEqual(expected)
  })

  it.each([
    ['oil prices, and far away from all of them oil', '"price oil"~2', ['oil', 'prices']],
    ['oil a b c prices', '"price oil"~3', []],
    ['oil a b c prices', '"price oil"~4', ['oil', 'prices']],
    ['oil a b oil c prices d e f g oil', '"price oil"~2', ['oil', 'prices']],
    ['oil price oil', '"oil oil price"~2', ['oil', 'price', 'oil']],
    ['oil price', '"oil oil price"~2', []],
  ])('stand as near as NEAR asks: %s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  const word = fc.constantFrom('oil', 'gas', 'the', '20 000', 'C++', 'U.S.', "l'oil", 'www.gas.com', '検索', 'gas-oil')

  it('are where the words of the phrase stand, and nowhere else', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.nat(), fc.integer({ min: 2, max: 4 }), (words, from, count) => {
        const start = words.length === 0 ? 0 : from % words.length
        const phrase = words.slice(start, start + count).join(' ')
        const text = words.join(' ')
        const found = hits(text, `"${phrase}"`)
        if (phrase !== '') expect(found.some((hit) => hit.includes(phrase))).toBe(true)
        for (const hit of found) expect(hits(hit, `"${phrase}"`)).toEqual([hit])
      }),
      { numRuns: 500 },
    )
  })
})

describe('hits of words that stand for many', () => {
  it.each([
    ['governments governed', 'gover*', ['governments', 'governed']],
    ['the government fell', 'goverment~', ['government']],
    ['color and colour', 'colo?r', ['colour']],
    ['election elections selection', '*lection', ['election', 'elections', 'selection']],
    ['state-of-the-art', 'sta*', ['state']],
  ])('%s / %s', (text, query, expected) => {
    expect(hits(text, query)).toEqual(expected)
  })

  it('are those of the libraries searched where these are given', () => {
    const terms = (): ReadonlySet<string> => new Set(['govern'])
    expect(hits('governments and governors', 'gover*', { ...inBody, terms })).toEqual(['governments'])
  })
})

describe('hits of regular expressions', () => {
  it('are merged in', () => {
    const patternMarks = [
      [0, 4],
      [10, 12],
    ] as const
    expect(hits('oil and gas', 'oil /oil |s/', { ...inBody, patternMarks })).toEqual(['oil ', 's'])
  })

  it('leave stop words alone', () => {
    expect(hits('the oil', 'the /oil/', { ...inBody, patternMarks: [[4, 7]] })).toEqual(['oil'])
  })
})

it('hits are ordered and do not overlap, whatever the text and the query', () => {
  const word = fc.constantFrom(
    'oil',
    'U.S.',
    'www.oil.com/oil',
    '20,000',
    'oil@oil.com',
    '全文検索',
    "l'oil",
    '-',
    '"',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (text, query) => {
      let last = 0
      for (const [start, end] of findHits(text.join(' '), parseQuery(query.join(' ')), inBody)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
    }),
  )
})
