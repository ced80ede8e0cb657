import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatten, flatVocabulary } from '#core/search/vocabulary'
import { wordsLike } from '#core/search/wildcards'

function like(words: readonly string[], pattern: string): string[] {
  const { offsets, units } = flatten(words)
  return wordsLike(flatVocabulary(offsets, units), pattern).map((index) => words[index] ?? '')
}

const letter = fc.constantFrom('a', 'b', 'é', '😀')
const word = fc.string({ unit: letter, minLength: 1, maxLength: 8 })
const pattern = fc.string({ unit: fc.oneof(letter, fc.constantFrom('*', '?')), minLength: 1, maxLength: 8 })

describe('words like a pattern', () => {
  it('are those that meet it whole, a letter being a code point', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), pattern, (given, sought) => {
        const words = [...given].sort()
        const meaning = new RegExp(`^${sought.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su')
        expect(like(words, sought)).toEqual(words.filter((each) => meaning.test(each)))
      }),
      { numRuns: 500 },
    )
  })

  it('is found in no time however many stars it has', () => {
    const words = [`${'a'.repeat(99)}b`, 'a'.repeat(100)].sort()
    expect(like(words, `${'*a'.repeat(49)}*b`)).toEqual([`${'a'.repeat(99)}b`])
    expect(like(words, '*a'.repeat(5000))).toEqual([])
  })
})
