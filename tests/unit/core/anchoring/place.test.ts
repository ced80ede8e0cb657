import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groundOf, makeAnchor, type Placement, placeAnchor } from '#core/anchoring/index'

const article = [
  'The harbour master closed the eastern quay on Monday after divers found a crack in its foundation.',
  'Ships waiting outside were sent to the old basin, where the water is shallow and the cranes are slow.',
  '“We will not take risks,” the harbour master said. “The quay stays closed until the engineers have seen it.”',
  'The repair may take three weeks, said the engineers, who began their work on Tuesday.',
].join('\n\n')

/** Anchors the words in the text as it is, and looks for them in another. */
function moved(words: string, edited: string, text = article): Placement {
  const start = text.indexOf(words)
  return placeAnchor(makeAnchor(text, start, start + words.length), groundOf(edited))
}

/** What is found, in words. */
function found(words: string, edited: string): string | Placement['kind'] {
  const placed = moved(words, edited)
  return placed.kind === 'unsure' ? 'unsure' : edited.slice(placed.start, placed.end)
}

const sentence = 'Ships waiting outside were sent to the old basin'

describe('a passage', () => {
  it('stays where it stands', () => {
    expect(moved(sentence, article)).toMatchObject({ kind: 'unmoved' })
    expect(moved('the', article)).toMatchObject({ kind: 'unmoved' })
  })

  it('is found when what stands before it grew or shrank', () => {
    expect(found(sentence, `A new first paragraph.\n\n${article}`)).toBe(sentence)
    expect(found(sentence, article.slice(article.indexOf('Ships')))).toBe(sentence)
  })

  it('is found where its paragraph went', () => {
    const [first = '', second = '', ...rest] = article.split('\n\n')
    expect(found(sentence, [first, ...rest, second].join('\n\n'))).toBe(sentence)
  })

  it('is found through other quotation marks, spaces, accents and case, with the marks at its ends', () => {
    const words = '“We will not take risks,”'
    expect(found(words, article.replace(/[“”]/g, '"').replace(/ /g, '\u00a0'))).toBe(
      '"We\u00a0will\u00a0not\u00a0take\u00a0risks,"',
    )
    expect(found(sentence, article.toUpperCase())).toBe(sentence.toUpperCase())
  })

  it('is found with a typo mended in it', () => {
    expect(found(sentence, article.replace('waiting outside', 'wating outsite'))).toBe(
      'Ships wating outsite were sent to the old basin',
    )
  })

  it('is left to the reader when it was written anew, with the places it could be', () => {
    const edited = article.replace(sentence, 'Vessels that waited went into the former dock')
    expect(moved(sentence, edited)).toMatchObject({ kind: 'unsure' })
  })

  it('is not found in something that is merely like it, once it is gone', () => {
    const words = 'closed until the engineers have seen it'
    const edited = `${article.replace(words, '')}\n\nThe mill stays closed until the owners have seen it.`
    expect(moved(words, edited)).toMatchObject({ kind: 'unsure' })
  })

  it('is not the inside of another word', () => {
    const text = 'A trade surplus with the U.S. was reported. The pact with Peru followed.'
    expect(moved('U.S.', text.replace('U.S.', ''), text)).toMatchObject({ kind: 'unsure' })
  })

  it('of which there are several is told apart by what stands around it', () => {
    const row = (name: string): string => `${name} shipped wheat and barley through the eastern quay.`
    const text = ['Alder', 'Birch', 'Cedar'].map(row).join('\n\n')
    const words = 'shipped wheat and barley through'
    const start = text.indexOf(words, text.indexOf('Birch'))
    const anchor = makeAnchor(text, start, start + words.length)
    expect(placeAnchor(anchor, groundOf(text))).toMatchObject({ kind: 'unmoved', start })
    const swapped = ['Dogwood', 'Alder', 'Birch', 'Cedar'].map(row).join('\n\n')
    const placed = placeAnchor(anchor, groundOf(swapped))
    const right = swapped.indexOf(words, swapped.indexOf('Birch'))
    if (placed.kind === 'unsure') expect(placed.candidates.map(({ start: at }) => at)).toContain(right)
    else expect(placed.start).toBe(right)
  })

  it('of marks alone is found by its surroundings only', () => {
    const text = 'One part ends here.\n\n* * *\n\nAnother begins.'
    expect(moved('* * *', `Before.\n\n${text}`, text)).toMatchObject({ kind: 'found' })
    expect(moved('* * *', 'Nothing\n\n* * *\n\nof the sort.', text)).toMatchObject({ kind: 'unsure' })
  })

  it('of thousands of letters is found by its ends', () => {
    const long = Array.from({ length: 120 }, (_, n) => `Sentence number ${n} speaks of ship ${n * 7}.`).join(' ')
    const words = long.slice(200, 4200)
    const edited = `Preface. ${long.replace('ship 350', 'vessel 350')}`
    const placed = placeAnchor(makeAnchor(long, 200, 4200), groundOf(edited))
    expect(placed.kind).toBe('found')
    if (placed.kind === 'found') {
      expect(Math.abs(placed.start - 209)).toBeLessThan(3)
      expect(edited.slice(placed.start, placed.end)).toContain(words.slice(3000, 3900))
    }
  })
})

describe('laws', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
  const cut = fc.tuple(fc.nat(), fc.nat())
  const rangeOf = (length: number, [a, b]: readonly [number, number]): readonly [number, number] => {
    const start = a % length
    return [start, start + 1 + (b % (length - start))]
  }

  it('on the same text every passage is unmoved', () => {
    fc.assert(
      fc.property(text, cut, (whole, places) => {
        const [start, end] = rangeOf(whole.length, places)
        expect(placeAnchor(makeAnchor(whole, start, end), groundOf(whole))).toEqual({ kind: 'unmoved', start, end })
      }),
    )
  })

  it('what is found lies in the text and is not empty; candidates do not overlap and stand in order', () => {
    fc.assert(
      fc.property(text, text, cut, (whole, other, places) => {
        const placed = placeAnchor(makeAnchor(whole, ...rangeOf(whole.length, places)), groundOf(other))
        const ranges = placed.kind === 'unsure' ? placed.candidates : [placed]
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(other.length)
        }
        if (placed.kind === 'unsure') {
          const confidences = placed.candidates.map(({ confidence }) => confidence)
          expect(confidences).toEqual(confidences.toSorted((a, b) => b - a))
        }
      }),
    )
  })

  it('a text put before moves every long passage by its length', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 30, maxLength: 60 })
    fc.assert(
      fc.property(words, fc.nat(15), (list, first) => {
        const whole = list.join(' ')
        const start = list.slice(0, first).join(' ').length + (first > 0 ? 1 : 0)
        const end = whole.length - 5
        const placed = placeAnchor(makeAnchor(whole, start, end), groundOf(`0123456789\n\n${whole}`))
        expect(placed).toMatchObject({ start: start + 12, end: end + 12 })
      }),
    )
  })
})
