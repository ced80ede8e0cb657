import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '#core/formats/registry'
import { lineAt, placeInFile, skeletonOf } from '../../../src/cli/file-place'

const lineOf = (canonical: string, file: string, offset: number): number | null => {
  const place = placeInFile(skeletonOf(canonical), skeletonOf(file), offset)
  return place === null ? null : lineAt(file, place)
}

const textOf = async (path: string, file: string): Promise<string> =>
  (await parseArticle({ path, bytes: new TextEncoder().encode(file) })).text

/** The line of the file for the first place of each word in the article's text. */
async function linesOf(path: string, lines: readonly string[], words: readonly string[]): Promise<(number | null)[]> {
  const file = lines.join('\n')
  const text = await textOf(path, file)
  return words.map((word) => lineOf(text, file, text.indexOf(word)))
}

describe('a line', () => {
  it('is counted as editors count it', () => {
    const text = 'a\nb\r\nc\rd\n\ne'
    expect([...text].flatMap((letter, offset) => (/\s/.test(letter) ? [] : [lineAt(text, offset)]))).toEqual([
      1, 2, 3, 4, 6,
    ])
    expect(lineAt('', 0)).toBe(1)
  })
})

describe('a place in the file', () => {
  it('is found behind a date header and in wrapped paragraphs', async () => {
    const lines = [
      ' date 2024-01-04 The harbour opens',
      '',
      'Ships returned',
      'to the harbour on',
      'Thursday.',
      '',
      'Ships left.',
    ]
    expect(await linesOf('a.txt', lines, ['Ships returned', 'harbour on', 'Thursday', 'Ships left'])).toEqual([
      3, 4, 5, 7,
    ])
  })

  it('is found behind front matter, links, emphasis, code and tables', async () => {
    const lines = [
      ...['---', 'title: Beans and strings', 'tags: [beans, strings]', '---', '', '# Beans *and* strings', ''],
      ...['Beans [grow](https://example.org/beans/grow "Beans grow") on', '**strings**; beans need wa*t*er.', ''],
      ...['```', 'beans grow on strings', '```', '', '| Beans | Peas |', '| --- | --- |', '| strings | caf&eacute; |'],
    ]
    const places = ['Beans grow on', 'strings; beans', 'water', 'beans grow on strings', 'Peas', 'café']
    expect(await linesOf('a.md', lines, places)).toEqual([8, 9, 9, 12, 15, 17])
  })

  it('is found where the file writes its accents apart', async () => {
    const lines = ['Title', '', 'Un café'.normalize('NFD'), '', 'un thé d’été'.normalize('NFD')]
    expect(await linesOf('a.txt', lines, ['café', 'été'])).toEqual([3, 5])
  })

  it('is the nearest of several that read alike', async () => {
    const refrain = 'The tide comes in. The tide goes out.'
    const verses = Array.from({ length: 40 }, () => ['', refrain]).flat()
    const file = ['A song', ...verses].join('\n')
    const text = await textOf('a.txt', file)
    const starts = [...text.matchAll(/The tide comes/g)].map(({ index }) => lineOf(text, file, index))
    expect(starts).toEqual(Array.from({ length: 40 }, (_, verse) => 3 + 2 * verse))
  })

  it('is none for what the file does not have', () => {
    expect(lineOf('abc', 'xyz', 0)).toBeNull()
    expect(lineOf('abc …', 'abc', 4)).toBeNull()
    expect(lineOf('', '', 0)).toBeNull()
  })

  it('is exact where only white space and marks differ, however often words come again', () => {
    const word = fc.constantFrom('tide', 'ebb', 'é', '日本', '7', '𝒜')
    const gap = fc.constantFrom(' ', '\n', '\n\n', ' — ', '*', '\r\n> ')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 120 }), (pieces) => {
        const canonical = pieces.map(([each]) => each).join(' ')
        const file = pieces.flat().join('')
        let [offset, place] = [0, 0]
        for (const [each, between] of pieces) {
          expect(placeInFile(skeletonOf(canonical), skeletonOf(file), offset)).toBe(place)
          offset += each.length + 1
          place += each.length + between.length
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is exact in Markdown whose words come once, whatever stands between them', async () => {
    const dressed = fc.constantFrom(
      (word: string) => word,
      (word: string) => `**${word}**`,
      (word: string) => `[${word}](https://example.org/${word})`,
      (word: string) => `\`${word}\``,
    )
    const paragraph = fc.array(dressed, { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 8 }), async (paragraphs) => {
        let count = 0
        const name = (): string => `w${(++count).toString(36)}q`
        const lines = ['---', 'title: A title with words of its own', '---']
        const expected: (readonly [string, number])[] = []
        for (const dresses of paragraphs) {
          lines.push('')
          const line = dresses.map((dress) => {
            const word = name()
            expected.push([word, lines.length + 1])
            return dress(word)
          })
          lines.push(line.join(' '))
        }
        const found = await linesOf(
          'a.md',
          lines,
          expected.map(([word]) => word),
        )
        expect(found).toEqual(expected.map(([, line]) => line))
      }),
      { numRuns: 60 },
    )
  })
})
