import { describe, expect, test } from 'vitest'
import { findInText, hitAtOrAfter, hitBeyond, landingHit, stepHit } from '../../../src/renderer/features/reader/hits'

describe('going from hit to hit', () => {
  test('around the end, both ways', () => {
    expect(stepHit(3, -1, 1)).toBe(0)
    expect(stepHit(3, -1, -1)).toBe(2)
    expect(stepHit(3, 2, 1)).toBe(0)
    expect(stepHit(3, 0, -1)).toBe(2)
    expect(stepHit(0, -1, 1)).toBe(-1)
  })
  test('from where the reader is', () => {
    const hits = [
      [10, 12],
      [40, 45],
    ] as const
    expect(hitAtOrAfter(hits, 0)).toBe(0)
    expect(hitAtOrAfter(hits, 11)).toBe(1)
    expect(hitAtOrAfter(hits, 99)).toBe(0)
    expect(hitAtOrAfter([], 0)).toBe(-1)
  })
})

describe('going on into the next article', () => {
  const hits = [
    [10, 12],
    [40, 45],
    [90, 95],
  ] as const
  test.each([
    [0, 0, 1, 1],
    [2, 0, 1, null],
    [0, 0, -1, null],
    [2, 0, -1, 1],
    [-1, 0, 1, 0],
    [-1, 41, 1, 2],
    [-1, 96, 1, null],
    [-1, 41, -1, 1],
    [-1, 5, -1, null],
  ] as const)('from hit %i at offset %i, direction %i: %s', (current, offset, direction, expected) => {
    expect(hitBeyond(hits, current, offset, direction)).toBe(expected)
  })
  test('without hits, at once', () => {
    expect(hitBeyond([], -1, 0, 1)).toBeNull()
    expect(hitBeyond([], -1, 0, -1)).toBeNull()
  })
  test.each([
    ['first-hit', 0],
    ['last-hit', 2],
    ['position', -1],
    [{ offset: 40 }, 1],
    [{ offset: 42 }, 1],
    [{ offset: 46 }, 2],
    [{ offset: 99 }, -1],
  ] as const)('an article that opens at %j', (landing, expected) => {
    expect(landingHit(hits, landing)).toBe(expected)
    expect(landingHit([], landing)).toBe(-1)
  })
})

describe('find in article', () => {
  const found = (text: string, words: string): string[] => findInText(text, words).map(([a, b]) => text.slice(a, b))
  test.each([
    ['The Café and the cafe.', 'cafe', ['Café', 'cafe']],
    ['Über allen Gipfeln', 'uber', ['Über']],
    ['a ceiling\n\nof oil', 'ceiling of', ['ceiling\n\nof']],
    ['It costs $1,250 (or so).', '$1,250 (or', ['$1,250 (or']],
    ['a.b a-b a/b', 'a-b', ['a-b']],
    ['İstanbul and istanbul', 'istanbul', ['İstanbul', 'istanbul']],
    ['日本語の本', '本', ['本', '本']],
    ['nothing here', '   ', []],
    ['a\\b [x] {y} ^z', '[x] {y} ^', ['[x] {y} ^']],
  ])('%s: %s', (text, words, expected) => {
    expect(found(text, words)).toEqual(expected)
  })
  test('offsets hold behind letters outside of the basic plane', () => {
    expect(found('𝔘nd 🎻 Geige, geige', 'geige')).toEqual(['Geige', 'geige'])
  })
})
