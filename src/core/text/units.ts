/** Words, sentences and paragraphs of a canonical text, as steps of whoever moves through it by keyboard. */
import type { Mark } from '#shared/article'

export const textUnits = ['word', 'sentence', 'paragraph'] as const
export type TextUnit = (typeof textUnits)[number]

/** The units of one text. Places are `[start, end)`, UTF-16 code units, without white space around them. */
export interface Units {
  /** The unit that holds the offset, else the next one, else the last; null in a text without words. */
  at(unit: TextUnit, offset: number): Mark | null
  /** The first unit that starts at or after the offset. */
  next(unit: TextUnit, offset: number): Mark | null
  /** The last unit that ends at or before the offset. */
  previous(unit: TextUnit, offset: number): Mark | null
}

/**
 * Finds units by the rules of the language (BCP 47; an unknown one counts as none). Paragraphs are parted by blank lines, and
 * neither words nor sentences cross them; a paragraph without a letter or a figure is passed over. A paragraph is taken apart
 * when it is come to, and once.
 */
export function findUnits(text: string, language: string | null): Units {
  const paragraphs = paragraphsOf(text)
  const words = segmenter(language, 'word')
  const sentences = segmenter(language, 'sentence')
  const known = { word: new Map<number, readonly Mark[]>(), sentence: new Map<number, readonly Mark[]>() }
  const unitsIn = (unit: TextUnit, index: number): readonly Mark[] => {
    const paragraph = paragraphs[index]
    if (paragraph === undefined) return []
    if (unit === 'paragraph') return [paragraph]
    const found =
      known[unit].get(index) ??
      (unit === 'word' ? wordsOf(text, paragraph, words) : sentencesOf(text, paragraph, sentences))
    known[unit].set(index, found)
    return found
  }
  const next: Units['next'] = (unit, offset) => {
    for (let index = countWhile(paragraphs, ([, end]) => end <= offset); index < paragraphs.length; index++) {
      const units = unitsIn(unit, index)
      const found = units[countWhile(units, ([start]) => start < offset)]
      if (found !== undefined) return found
    }
    return null
  }
  const previous: Units['previous'] = (unit, offset) => {
    for (let index = countWhile(paragraphs, ([start]) => start < offset) - 1; index >= 0; index--) {
      const units = unitsIn(unit, index)
      const found = units[countWhile(units, ([, end]) => end <= offset) - 1]
      if (found !== undefined) return found
    }
    return null
  }
  return {
    next,
    previous,
    at(unit, offset) {
      const units = unitsIn(
        unit,
        countWhile(paragraphs, ([, end]) => end <= offset),
      )
      const holding = units[countWhile(units, ([, end]) => end <= offset)]
      if (holding !== undefined && holding[0] <= offset) return holding
      return next(unit, offset) ?? previous(unit, text.length)
    },
  }
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string | null, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${granularity} ${language ?? ''}`
  const made = segmenters.get(key) ?? new Intl.Segmenter(known(language), { granularity })
  segmenters.set(key, made)
  return made
}

function known(language: string | null): string {
  try {
    return (language === null ? undefined : Intl.getCanonicalLocales(language)[0]) ?? 'en'
  } catch {
    return 'en'
  }
}

/** How many stand at the beginning for which it is so; it must not become so again later. */
function countWhile<T>(list: readonly T[], isSo: (one: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(list[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

const telling = /[\p{L}\p{N}]/u

function trimmed(text: string, start: number, end: number): Mark {
  const piece = text.slice(start, end)
  return [start + piece.length - piece.trimStart().length, start + piece.trimEnd().length]
}

function paragraphsOf(text: string): readonly Mark[] {
  const found: Mark[] = []
  let start = 0
  const add = (end: number): void => {
    if (telling.test(text.slice(start, end))) found.push(trimmed(text, start, end))
  }
  for (const blank of text.matchAll(/\n\s*\n/g)) {
    add(blank.index)
    start = blank.index + blank[0].length
  }
  add(text.length)
  return found
}

function wordsOf(text: string, [start, end]: Mark, words: Intl.Segmenter): readonly Mark[] {
  return [...words.segment(text.slice(start, end))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => [start + index, start + index + segment.length])
}

/** Before a name or a figure, these do not end a sentence: titles, initials, months and their like. */
const unfinished =
  /(?:^|[\s(“"'‘«])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Messrs|Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Gov|Sen|Rep|Gen|Col|Lt|Capt|Sgt|St|Mt|No|Nos|Nr|vs|pp?|fig|vol|ed|cf|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Corp|Co|Bros|e\.g|i\.e|z\.B|d\.h|bzw|usw|Hr|Fr|Sr|Sra|Mme|Mlle|MM|Dott|Sig)\.\s*$/u
/** After a dotted shortening (`U.S.`), these begin a new sentence. */
const openers = /^(?:The|A|An|In|On|At|It|He|She|They|We|You|I|But|And|This|That|These|There|When|If|As|For|His|Her)\b/

function sentencesOf(text: string, [start, end]: Mark, sentences: Intl.Segmenter): readonly Mark[] {
  const found: Mark[] = []
  let from = start
  const ends = [...sentences.segment(text.slice(start, end))].map(
    ({ index, segment }) => start + index + segment.length,
  )
  for (const to of ends) {
    const piece = text.slice(from, to)
    if (to < end && goesOn(piece, text.slice(to, to + 12))) continue
    const last = found.at(-1)
    // What has no word of its own, a closing quotation mark or a row of stars, belongs to the sentence before.
    if (telling.test(piece) || last === undefined) found.push(trimmed(text, from, to))
    else found[found.length - 1] = [last[0], trimmed(text, from, to)[1]]
    from = to
  }
  return found
}

const goesOn = (piece: string, rest: string): boolean =>
  !telling.test(piece) ||
  (!/\n\s*$/.test(piece) && unfinished.test(piece) && !(/\p{L}\.\p{L}\.\s*$/u.test(piece) && openers.test(rest)))
