import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseArticle } from '#core/search/analysis'
import { fold } from '#core/search/fold'
import { tokenise } from '#core/search/tokens'

interface Found {
  readonly term: string
  readonly written: string
  readonly part: boolean
}

function tokensOf(text: string): Found[] {
  const found: Found[] = []
  tokenise(text, ({ term }, start, end, part) => found.push({ term, written: text.slice(start, end), part }))
  return found
}

/** What a query of this text looks for: the terms that are no parts. */
const wholes = (text: string): string[] =>
  tokensOf(text)
    .filter(({ part }) => !part)
    .map(({ term }) => term)
/** Everything that finds an article with this text. */
const terms = (text: string): string[] => tokensOf(text).map(({ term }) => term)

describe('words', () => {
  it.each([
    ['case', 'LETTER letter Letter', ['letter', 'letter', 'letter']],
    ['accents and ligatures', 'Café ﬁnd Ångström straße Łódź', ['cafe', 'find', 'angstrom', 'strass', 'lodz']],
    ['width', 'ＡＢＣ１２３', ['abc123']],
    ['forms of a word', 'immigration immigrants immigrant', ['immigr', 'immigr', 'immigr']],
    ['possessives with either apostrophe', "Israel's Israel’s Israel", ['israel', 'israel', 'israel']],
    ['hyphens part words', 're-election', ['re', 'elect']],
    ['soft hyphens do not', 're\u00adelection', ['reelect']],
    ['vowel signs of other scripts stay', 'हिन्दी', ['हिन्दी']],
    ['Greek final sigma', 'ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
  ])('fold %s', (_, text, expected) => {
    expect(wholes(text)).toEqual(expected)
  })

  it('are dropped where nothing is left', () => {
    expect(terms("-- *** ' ’ … \u0301 \u200d \ud800 !?")).toEqual([])
  })
})

describe('what is typed as one is found as typed', () => {
  it.each([
    ['20,000', '20000'],
    ['20 000', '20000'],
    ['20\u202f000', '20000'],
    ['20’000', '20000'],
    ['20000', '20000'],
    ['1,234,567.89', '1234567.89'],
    ['1.5', '1.5'],
    ['2024-01-04', '2024-01-04'],
    ['2024–01–04', '2024-01-04'],
    ['C++', 'c++'],
    ['C#', 'c#'],
    ['U.S.', 'u.s'],
    ['U.S', 'u.s'],
    ['U.S.’s', 'u.s'],
    ['AT&T', 'at&t'],
    ["AT&T's", 'at&t'],
    ["don't", "don't"],
    ['don’t', "don't"],
    ['Jane.Doe+news@Mail.example.org', 'jane.doe+news@mail.example.org'],
    ['https://www.example.com/a/b?c=1', 'example.com/a/b?c=1'],
    ['www.example.com/', 'example.com'],
    ['example.com', 'example.com'],
    ['10.1000/xyz-12.3', '10.1000/xyz-12.3'],
    ['node.js', 'node.js'],
  ])('%s', (written, term) => {
    expect(wholes(written)).toEqual([term])
    expect(wholes(`(${written}), and`)[0]).toBe(term)
  })

  it.each([
    ['2024-01-04', ['2024', '01', '04']],
    ['https://www.example.com/oil/prices', ['example.com', 'exampl', 'oil', 'price']],
    ['jane@example.org', ['jane', 'example.org']],
    ['week.The', ['week', 'the']],
    ['L’homme', ['homm']],
    ["O'Brien", ['brien']],
    ['U.S.A.', ['usa']],
    ['page 12 345', ['12', '345', '12345']],
  ])('%s is found by its parts too', (written, parts) => {
    expect(terms(written)).toEqual(expect.arrayContaining(parts))
  })

  it('but not by what no reader would type for it', () => {
    for (const text of ["don't", "they'll", '1.5', '20,000', 'AT&T']) {
      const extra = tokensOf(text).filter(({ part }) => part)
      expect(
        extra.map(({ term }) => term).filter((term) => !['at'].includes(term)),
        text,
      ).toEqual([])
    }
  })

  it('numbers that stand beside words or longer numbers are not joined', () => {
    expect(wholes('in 1987 300 people, 12,34 and 5,6789')).toEqual([
      'in',
      '1987',
      '300',
      'peopl',
      '12',
      '34',
      'and',
      '5',
      '6789',
    ])
  })

  it('a stop word in capitals is told from the word where capitals mean something', () => {
    expect(terms('The WHO said')).toContain('WHO')
    expect(terms('WORKERS WHO WENT ON STRIKE')).not.toContain('WHO')
    expect(terms('those who said')).not.toContain('WHO')
  })
})

describe('scripts without spaces', () => {
  it('are read as pairs, and a last letter alone', () => {
    expect(tokensOf('全文検索')).toEqual([
      { term: '全文', written: '全文', part: false },
      { term: '文検', written: '文検', part: false },
      { term: '検索', written: '検索', part: false },
      { term: '索', written: '索', part: true },
    ])
    expect(wholes('東')).toEqual(['東'])
    expect(wholes('Windows版 𠮷野')).toEqual(['window', '版', '𠮷野'])
  })

  it('meet their half-width forms', () => {
    expect(wholes('ｶﾞｷﾞ')).toEqual(wholes('ガギ'))
  })
})

describe('any text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  const spiked = fc
    .array(
      fc.oneof(
        text,
        fc.constantFrom('.', "'", '&', '@', '://', 'www.', '-', ' ', ',', '1', '000', 'a', 'B', '全', '+'),
      ),
    )
    .map((pieces) => pieces.join(''))

  it('gives no term with a space in it for letters that fold to one', () => {
    const terms: string[] = []
    tokenise('\ufc5e \ufdfa a\ufc5eb', ({ term }) => terms.push(term))
    expect(terms).toEqual(['صلىاللهعليهوسلم', 'ab'])
  })

  it('gives terms that are not empty, whose places lie in the text and move forward', () => {
    fc.assert(
      fc.property(spiked, (given) => {
        let wholeEnd = 0
        tokenise(given, ({ term }, start, end, part) => {
          expect(term.length).toBeGreaterThan(0)
          expect(term.length).toBeLessThanOrEqual(100)
          expect(term).not.toMatch(/\s/u)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(given.length)
          if (!part) {
            expect(end).toBeGreaterThanOrEqual(wholeEnd)
            wholeEnd = end
          }
        })
      }),
    )
  })

  it('folds to what folds to itself', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(fold(given))).toBe(fold(given))
      }),
    )
  })
})

describe('analysing an article', () => {
  it('counts terms and lengths field by field and keeps the written forms that differ', () => {
    const analysed = analyseArticle({
      title: 'Oil prices',
      body: 'Prices of oil. Oil.',
      author: null,
      source: 'Reuters',
    })
    expect(analysed.lengths).toEqual([2, 4, 0, 1])
    expect(analysed.terms).toEqual([['oil', 'price'], ['price', 'of', 'oil'], [], ['reuter']])
    expect(analysed.frequencies.map((counts) => [...counts])).toEqual([[1, 1], [1, 1, 2], [], [1]])
    expect(analysed.surfaces).toEqual(['prices', 'reuters'])
  })

  it('stays linear on long runs that almost are something', () => {
    for (const run of ['a.', 'a-', "a'", '1,000', 'a@', 'www.', 'http://', '全', 'a', '1 000 ']) {
      const body = run.repeat(20_000)
      expect(analyseArticle({ title: '', body, author: null, source: null }).lengths[1]).toBeGreaterThan(0)
    }
  })
})
