import { describe, expect, it } from 'vitest'
import { fieldOrNull, firstSentence, nameOfFile, oneLine } from '#core/text/clean'

describe('oneLine', () => {
  it('makes one clean line', () => {
    expect(oneLine(' e\u0301tude \n\u00A0 two\u0000 ')).toBe('étude two')
  })

  it('cuts at a word and says so', () => {
    expect(oneLine('alpha beta gamma delta', 18)).toBe('alpha beta gamma…')
    expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)}…`)
  })

  it('cuts no character in two', () => {
    expect(oneLine('😀'.repeat(10), 5)).toBe('😀😀…')
  })
})

describe('fieldOrNull', () => {
  it('is null where nothing shows', () => {
    expect([fieldOrNull(' \n'), fieldOrNull(null), fieldOrNull(undefined), fieldOrNull(' a ')]).toEqual([
      null,
      null,
      null,
      'a',
    ])
  })
})

describe('firstSentence', () => {
  it.each([
    ['One thing. Another.', 'One thing.'],
    ['Mr. Smith of the U.S. Senate spoke. He left.', 'Mr. Smith of the U.S. Senate spoke.'],
    ['It cost 3.5 mln. Really?', 'It cost 3.5 mln.'],
    ['“Stop!” she said.', '“Stop!”'],
    ['これは文です。次の文。', 'これは文です。'],
    ['no end', 'no end'],
  ])('of %s is %s', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence)
  })
})

describe('nameOfFile', () => {
  it.each([
    ['a/b/One two.md', 'One two'],
    ['notes.tar.gz', 'notes.tar'],
    ['.hidden', '.hidden'],
    ['a/\u0000.txt', 'Untitled'],
  ])('of %s is %s', (path, name) => {
    expect(nameOfFile(path)).toBe(name)
  })
})
