import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseWords } from '#core/search/analyse-words'
import { fold } from '#core/search/fold'
import { type TokenSink, tokenise, tokeniseFor } from '#core/search/tokens'

interface Found {
  readonly term: string
  readonly written: string
  readonly part: boolean
}

function tokensOf(text: string): Found[] {
  const found: Found[] = []
  tokenise(text, ['en'], ({ term }, start, end, part) => found.push({ term, written: text.slice(start, end), part }))
  return found
}

/** What a query of this text looks for: the terms that are no parts. */
const wholes = (text: string): string[] =>
  tokensOf(text)
    .filter(({ part }) => !part)
    .map(({ term }) => term)
/** Everything that finds an article with this text. */
const terms = (text: string): string[] => tokensOf(text).map(({ term }) => term)

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
const spiked = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom('.', "'", '&', '@', '://', 'www.', '-', ' ', ',', '1', '000', 'a', 'B', '全', '+'),
    ),
  )
  .map((pieces) => pieces.join(''))

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
    ["d'or", ['or']],
    ["O'Brien", ['brien']],
    ['U.S.A.', ['usa']],
    ['page 12 345', ['12', '345', '12345']],
  ])('%s is found by its parts too', (written, parts) => {
    expect(terms(written)).toEqual(expect.arrayContaining(parts))
  })

  it('but not by what no reader would type for it', () => {
    for (const text of ["don't", "they'll", "you've", "I'm", '1.5', '20,000', 'AT&T']) {
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
  it('gives no term with a space in it for letters that fold to one', () => {
    const terms: string[] = []
    tokenise('\ufc5e \ufdfa a\ufc5eb', ['en'], ({ term }) => terms.push(term))
    expect(terms).toEqual(['صلىاللهعليهوسلم', 'ab'])
  })

  it('gives the same places and positions of the terms in question when only these are looked for', () => {
    const sought = fc.constantFrom('a', 'b', '1000', 'www', '全')
    fc.assert(
      fc.property(spiked, sought, (given, term) => {
        const beginnings = new Uint8Array(0x80)
        for (const letter of [term, term.toUpperCase()])
          if (letter.charCodeAt(0) < 0x80) beginnings[letter.charCodeAt(0)] = 1
        const all: unknown[] = []
        const some: unknown[] = []
        const into =
          (found: unknown[]): TokenSink =>
          (word, ...place) => {
            if (word.term.startsWith(term)) found.push([word.term, ...place])
          }
        tokenise(given, ['en'], into(all))
        tokeniseFor(beginnings, given, ['en'], into(some))
        expect(some).toEqual(all)
      }),
      { numRuns: 500 },
    )
  })

  it('gives terms that are not empty, whose places lie in the text and move forward', () => {
    fc.assert(
      fc.property(spiked, (given) => {
        let wholeEnd = 0
        let last = 0
        tokenise(given, ['en'], ({ term }, start, end, part, position) => {
          expect(position).toBeGreaterThanOrEqual(last)
          last = position
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

  it('is read in one pass, long runs that almost are something included', () => {
    for (const run of ['a.', 'a-', "a'", '1,000', 'a@', 'www.', 'http://', '全', 'a', '1 000 ']) {
      expect(tokensOf(run.repeat(20_000)).length).toBeGreaterThan(0)
    }
  })

  it('is read alike however many words were read before', () => {
    const words = Array.from({ length: 120_000 }, (_, index) => `${index.toString(36)}ings`)
    const read = tokensOf(words.join(' '))
    expect(read.map(({ written }) => written)).toEqual(words)
    expect(tokensOf(words.slice(0, 1000).join(' '))).toEqual(read.slice(0, 1000))
  })

  it('folds to what folds to itself', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        expect(fold(fold(given))).toBe(fold(given))
      }),
    )
  })
})

/** Where the words of a text stand, in their order, as written. */
const positionsOf = (text: string): readonly (readonly [string, number])[] =>
  analyseWords(text, ['en']).map(({ start, end, position }) => [text.slice(start, end), position] as const)

describe('positions', () => {
  it.each([
    [
      'the C++ language',
      [
        ['the', 0],
        ['C++', 1],
        ['language', 2],
      ],
    ],
    [
      'about 20 000 people',
      [
        ['about', 0],
        ['20 000', 1],
        ['people', 2],
      ],
    ],
    [
      'in the U.S. today',
      [
        ['in', 0],
        ['the', 1],
        ['U.S.', 2],
        ['today', 3],
      ],
    ],
    [
      "l'homme politique",
      [
        ["l'homme", 0],
        ['politique', 1],
      ],
    ],
    [
      'a state-of-the-art design',
      [
        ['a', 0],
        ['state', 1],
        ['of', 2],
        ['the', 3],
        ['art', 4],
        ['design', 5],
      ],
    ],
    [
      'example.org today',
      [
        ['example.org', 0],
        ['today', 2],
      ],
    ],
    [
      'mail jane.doe@example.org today',
      [
        ['mail', 0],
        ['jane.doe@example.org', 1],
        ['today', 5],
      ],
    ],
    [
      'on 2024-01-04 in AT&T’s',
      [
        ['on', 0],
        ['2024-01-04', 1],
        ['in', 4],
        ['AT&T’s', 5],
      ],
    ],
    [
      '見る Windows版',
      [
        ['見る', 0],
        ['Windows', 2],
        ['版', 3],
      ],
    ],
    [
      '全文検索 and',
      [
        ['全文', 0],
        ['文検', 1],
        ['検索', 2],
        ['and', 4],
      ],
    ],
    [
      'up 1.5 % and 1.5bn',
      [
        ['up', 0],
        ['1.5', 1],
        ['and', 2],
        ['1.5bn', 3],
      ],
    ],
  ] as const)('%s', (text, expected) => {
    expect(positionsOf(text)).toEqual(expected)
  })

  it('let parts stand where a reader sees them', () => {
    const at = (text: string, wanted: string): number[] => {
      const found: number[] = []
      tokenise(text, ['en'], ({ surface }, _start, _end, _part, position) => {
        if (surface === wanted) found.push(position)
      })
      return found
    }
    expect(at('this week.The next', 'the')).toEqual([2])
    expect(at('this week.The next', 'next')).toEqual([3])
    expect(at('see example.org/oil now', 'oil')).toEqual([3])
    expect(at("l'homme politique", 'homme')).toEqual([0])
    expect(at('page 12 345 of', '345')).toEqual([1])
    expect(at('全文検索', '索')).toEqual([3])
  })

  it('of words in a row are the same when those words alone are read', () => {
    fc.assert(
      fc.property(spiked, fc.nat(), fc.nat(), (text, one, other) => {
        const words = analyseWords(text, ['en'])
        if (words.length === 0) return
        const [from, to] = [one % words.length, other % words.length].sort((a, b) => a - b) as [number, number]
        const run = words.slice(from, to + 1)
        const first = run[0]
        const last = run.at(-1)
        if (first === undefined || last === undefined) return
        const shape = ({ start, position, ...word }: (typeof words)[number], start0: number, position0: number) => ({
          ...word,
          joined: null,
          start: start - start0,
          end: word.end - start0,
          position: position - position0,
        })
        const alone = analyseWords(text.slice(first.start, last.end), ['en'])
        expect(alone.map((word) => shape(word, 0, 0))).toEqual(
          run.map((word) => shape(word, first.start, first.position)),
        )
      }),
      { numRuns: 1000 },
    )
  })
})
