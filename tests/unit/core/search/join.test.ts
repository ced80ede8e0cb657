import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freezeArticles } from '#core/search/freeze'
import { joinSegments } from '#core/search/join'
import { openSegment } from '#core/search/segment'
import { articleArbitrary, documentsOf, surfacesOf } from './segment-content'

const inputs = fc.array(
  fc.array(fc.tuple(articleArbitrary(fc.string()), fc.boolean()), { maxLength: 8 }).map((members) => ({
    articles: members.map(([article]) => article),
    dead: members.some(([, isDead]) => isDead) ? Uint8Array.from(members, ([, isDead]) => Number(isDead)) : null,
  })),
  { minLength: 1, maxLength: 10 },
)

describe('joined segments', () => {
  it('are what freezing the living at once would have made, byte for byte where none is dead', () => {
    fc.assert(
      fc.property(inputs, (parts) => {
        const joined = joinSegments(parts.map(({ articles, dead }) => ({ bytes: freezeArticles(articles), dead })))
        const living = parts.flatMap(({ articles, dead }) => articles.filter((_, index) => dead?.[index] !== 1))
        const whole = openSegment(freezeArticles(living))
        const segment = openSegment(joined)
        expect(segment.keys).toEqual(whole.keys)
        expect(documentsOf(segment)).toEqual(documentsOf(whole))
        expect(Array.from({ length: segment.terms.size }, (_, n) => segment.terms.at(n))).toEqual(
          Array.from({ length: whole.terms.size }, (_, n) => whole.terms.at(n)),
        )
        if (parts.every(({ dead }) => dead === null)) expect(joined).toEqual(freezeArticles(living))
        else {
          // A written form may outlive its article as long as its term is alive.
          const forms = surfacesOf(segment)
          for (const [form, terms] of Object.entries(surfacesOf(whole)))
            expect(forms[form]).toEqual(expect.arrayContaining(terms))
        }
      }),
    )
  })

  it('lose the terms and written forms that only the dead had', () => {
    const article = (key: string, body: string) => ({
      ...{ key, title: '', body, author: null, source: null, language: 'en' },
    })
    const bytes = freezeArticles([article('a', 'Governments'), article('b', 'oil prices')])
    const joined = openSegment(joinSegments([{ bytes, dead: Uint8Array.of(1, 0) }]))
    expect(documentsOf(joined).flatMap(({ terms }) => terms.map((field) => Object.keys(field)))).toEqual([
      ...[[], ['oil', 'price'], [], [], []],
    ])
    expect(surfacesOf(joined)).toEqual({ prices: ['price'] })
  })

  it('refuse what is no segment', () => {
    expect(() => joinSegments([{ bytes: new Uint8Array(64), dead: null }])).toThrow(
      expect.objectContaining({ code: 'io' }),
    )
  })
})
