/** What a reader typed to words as the index knows them. */
import { withoutElision } from './elisions'
import { isStopWordIn, stemIn } from './stemmers'
import { tokenise } from './tokens'
import type { Word } from './words'

/** A word of a query, analysed as articles are. */
export interface AnalysedWord {
  /** As typed, folded. */
  readonly surface: string
  /** What articles have it under: one term for each of the languages where they differ. Never empty. */
  readonly terms: readonly string[]
  /** A stop word of one of the languages. */
  readonly stop: boolean
  /** For a stop word in capitals (`WHO`) the term that stands for it as written, else null. */
  readonly capitals: string | null
  /** Where it stands in the text, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** Where it stands among the words, as articles count them (`tokenise`). */
  readonly position: number
  /** It stands directly after the former word, without anything between: pairs of letters of a script without spaces. */
  readonly joined: boolean
}

/**
 * The words of a text in the order they stand in, without the parts of compounds. `languages`: those that occur in what is
 * searched, `stemmersOf` its articles' languages together. What is elided before a word does not count in languages that do
 * so: `l'homme` is looked for as `homme`, which articles have it under as well.
 */
export function analyseWords(text: string, languages: readonly string[]): readonly AnalysedWord[] {
  const [first, ...others] = languages.length === 0 ? [null] : languages
  const readings = others.map((language) => wholeTokens(text, language))
  let end = -1
  return wholeTokens(text, first ?? null).map((token, index) => {
    const words = [token.word, ...readings.flatMap((reading) => reading[index]?.word ?? [])]
    const joined = token.start <= end
    end = token.end
    return {
      surface: token.word.surface,
      terms: [...new Set(words.map(({ term }) => term))],
      stop: words.some(({ stop }) => stop),
      capitals: words.find(({ capitals }) => capitals !== null)?.capitals ?? null,
      start: token.start,
      end: token.end,
      position: token.position,
      joined,
    }
  })
}

interface WholeToken {
  readonly word: Word
  readonly start: number
  readonly end: number
  readonly position: number
}

/** The tokens that are no parts. As many, and at the same places, whatever the language. */
function wholeTokens(text: string, language: string | null): WholeToken[] {
  const tokens: WholeToken[] = []
  tokenise(text, language === null ? [] : [language], (word, start, end, part, position) => {
    if (!part) tokens.push({ word: language === null ? word : unelided(word, language), start, end, position })
  })
  return tokens
}

function unelided(word: Word, language: string): Word {
  const rest = withoutElision(language, word.surface)
  if (rest === null) return word
  return { ...word, term: stemIn(language, rest), stop: isStopWordIn(language, rest) }
}
