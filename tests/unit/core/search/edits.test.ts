import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearWords } from '#core/search/edits'
import { flatten, flatVocabulary } from '#core/search/vocabulary'
import { lunrFinds } from './naive'

function near(words: readonly string[], word: string, edits: number): string[] {
  const { offsets, units } = flatten(words)
  return nearWords(flatVocabulary(offsets, units), word, edits).map((index) => words[index] ?? '')
}

/** Few letters, so that many words are near each other. */
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 9 })

describe('words a few letters off', () => {
  it('are those that lunr takes for near', () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 60 }), letters, fc.constantFrom(1, 2), (given, word, edits) => {
        const words = [...given].sort()
        expect(near(words, word, edits)).toEqual(lunrFinds(words, word, edits))
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['one more', 'goverment', 'government', 1],
    ['one less', 'oiil', 'oil', 1],
    ['one other', 'peice', 'paice', 1],
    ['two swapped', 'letetr', 'letter', 1],
    ['swapped with one put in between', 'ab', 'bxa', 2],
    ['swapped twice', 'abcd', 'badc', 2],
    ['carried two places on', 'abc', 'bca', 2],
    ['of surrogates', 'a😀', 'a😁', 1],
  ])('%s', (_, word, other, edits) => {
    expect(near([other], word, edits)).toEqual([other])
    expect(near([other], word, edits)).toEqual(lunrFinds([other], word, edits))
    if (edits === 2) expect(near([other], word, 1)).toEqual([])
  })

  it('does not take a letter left out between swapped ones for one edit more, as lunr does not', () => {
    expect(near(['ba'], 'acb', 2)).toEqual([])
    expect(lunrFinds(['ba'], 'acb', 2)).toEqual([])
  })

  it('finds words of a hundred letters', () => {
    const long = 'abcdefghij'.repeat(10)
    const words = [long, `${long.slice(1)}`, `x${long.slice(0, 40)}yz${long.slice(41)}`].sort()
    expect(near(words, long, 2).sort()).toEqual([long, long.slice(1)].sort())
    expect(near(words, long, 1)).toEqual(lunrFinds(words, long, 1))
  })
})
