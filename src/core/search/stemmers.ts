/** The languages whose words are reduced to stems, and their stop words. */
import lunr from 'lunr'

/** How the words of a language are read. Both work on folded words. */
interface WordRules {
  readonly stem: (word: string) => string
  readonly isStopWord: (word: string) => boolean
}

const english: WordRules = {
  stem: (word) => lunr.stemmer(new lunr.Token(word, {})).toString(),
  isStopWord: (word) => lunr.stopWordFilter(new lunr.Token(word, {})) === undefined,
}

const rulesOf = new Map<string, WordRules>([['en', english]])

/** Primary subtags of the languages that have a stemmer. */
export const stemmedLanguages: readonly string[] = [...rulesOf.keys()]

const onlyLetters = /^\p{L}{3,}$/u

/** A folded word reduced to its stem; the word itself where the language has no stemmer or the word is none of letters. */
export function stemIn(language: string, word: string): string {
  const rules = rulesOf.get(language)
  return rules !== undefined && onlyLetters.test(word) ? rules.stem(word) : word
}

/** Whether a folded word is a stop word of the language. */
export const isStopWordIn = (language: string, word: string): boolean =>
  rulesOf.get(language)?.isStopWord(word) ?? false

/**
 * The languages whose stemmers apply to an article in `language`, for `tokenise`: each word is read in the first of them
 * that is written in its script. An article of unknown language is read as English.
 */
export const stemmersOf = (language: string | null): readonly string[] => [language ?? 'en']
