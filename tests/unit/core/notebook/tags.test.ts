import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTags, isWithinTag, normaliseTag } from '#core/notebook/tags'

describe('tags', () => {
  it.each([
    [' politics / us ', 'politics/us'],
    ['a//b/', 'a/b'],
    ['/Über\u0308sicht/', 'Über\u0308sicht'],
    ['e\u0301', 'é'],
    ['two\n words', 'two words'],
  ])('%j is kept as %j', (written, kept) => {
    expect(normaliseTag(written)).toBe(kept.normalize('NFC'))
  })

  it.each(['', ' ', '/', ' / / ', '\u0000', 'x'.repeat(201)])('%j is refused', (written) => {
    expect(() => normaliseTag(written)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('are in their kept form already when they come out of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        try {
          const kept = normaliseTag(written)
          expect(normaliseTag(kept)).toBe(kept)
          expect(kept.split('/').every((level) => level !== '' && level === level.trim())).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' })
        }
      }),
    )
  })

  it('stand in an order without upper and lower case or accents', () => {
    expect(['b', 'É', 'a', 'B', 'e/x'].sort(compareTags)).toEqual(['a', 'B', 'b', 'É', 'e/x'])
  })

  it('lie within themselves and what is above them', () => {
    expect(isWithinTag('politics/us', 'politics')).toBe(true)
    expect(isWithinTag('politics', 'politics')).toBe(true)
    expect(isWithinTag('politicsweb', 'politics')).toBe(false)
    expect(isWithinTag('politics', 'politics/us')).toBe(false)
  })
})
