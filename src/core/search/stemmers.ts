/** The languages whose words are reduced to stems, and their stop words. */
import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as finnish } from '@orama/stemmers/finnish'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as greek } from '@orama/stemmers/greek'
import { stemmer as hungarian } from '@orama/stemmers/hungarian'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as romanian } from '@orama/stemmers/romanian'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import { stemmer as turkish } from '@orama/stemmers/turkish'
import lunr from 'lunr'
import { respellings } from './accents'
import { fold } from './fold'
import { stemmedFunctionWords } from './stop-words'

/** How the words of a language are read. All of it works on folded words. */
interface WordRules {
  readonly stem: (word: string) => string
  readonly isStopWord: (word: string) => boolean
  /** A letter of the script it is written in, where that is not Latin: words in other scripts are not its. */
  readonly script: RegExp | null
}

const english: WordRules = {
  stem: (word) => lunr.stemmer(new lunr.Token(word, {})).toString(),
  isStopWord: (word) => lunr.stopWordFilter(new lunr.Token(word, {})) === undefined,
  script: null,
}

/** Shorter stems say nothing of the word any more. */
const shortestStem = 2

/** The rules around a Snowball stemmer, which expects the endings it knows as they are spelt and gives stems as spelt. */
function rulesFor(language: string, stemmer: (word: string) => string, script: RegExp | null = null): WordRules {
  const respell = respellings.get(language) ?? ((word) => word)
  const stopWords = new Set(stemmedFunctionWords.get(language)?.map(fold))
  return {
    stem: (word) => {
      const stem = fold(stemmer(respell(word)))
      return stem.length < shortestStem ? word : stem
    },
    isStopWord: (word) => stopWords.has(word),
    script,
  }
}

const rulesOf: ReadonlyMap<string, WordRules> = new Map(
  Object.entries({
    en: english,
    da: rulesFor('da', danish),
    de: rulesFor('de', german),
    el: rulesFor('el', greek, /\p{Script=Greek}/u),
    es: rulesFor('es', spanish),
    fi: rulesFor('fi', finnish),
    fr: rulesFor('fr', french),
    hu: rulesFor('hu', hungarian),
    it: rulesFor('it', italian),
    nl: rulesFor('nl', dutch),
    no: rulesFor('no', norwegian),
    pt: rulesFor('pt', portuguese),
    ro: rulesFor('ro', romanian),
    ru: rulesFor('ru', russian, /\p{Script=Cyrillic}/u),
    sv: rulesFor('sv', swedish),
    tr: rulesFor('tr', turkish),
  }),
)

/** Primary subtags of the languages that have a stemmer. */
export const stemmedLanguages: readonly string[] = [...rulesOf.keys()]

const onlyLetters = /^\p{L}{3,}$/u

/** Whether words as this one can be of the language, by their script. */
export function isWrittenIn(language: string, word: string): boolean {
  const script = rulesOf.get(language)?.script ?? null
  return script === null || script.test(word)
}

/** A folded word reduced to its stem; the word itself where the language has no stemmer or the word is none of letters. */
export function stemIn(language: string, word: string): string {
  const rules = rulesOf.get(language)
  return rules !== undefined && onlyLetters.test(word) && isWrittenIn(language, word) ? rules.stem(word) : word
}

/** Whether a folded word is a stop word of the language. */
export const isStopWordIn = (language: string, word: string): boolean =>
  rulesOf.get(language)?.isStopWord(word) ?? false

/** Languages without a stemmer that are not written in Latin letters, as far as `languageOf` tells them. */
const otherScripts = new Set([
  ...['am', 'ar', 'be', 'bg', 'bn', 'bo', 'fa', 'gu', 'he', 'hi', 'hy', 'ja', 'ka', 'kk', 'km', 'kn', 'ko', 'lo', 'mk'],
  ...['ml', 'mn', 'mr', 'my', 'ne', 'or', 'pa', 'si', 'sr', 'ta', 'te', 'th', 'uk', 'ur', 'yi', 'zh'],
])

/**
 * The languages by whose rules an article in `language` (a primary subtag) is read, for `tokenise`: each word in the first
 * of them that is written in its script. Latin words in articles of another script are read as English, and so is an
 * article of unknown language: short English notes and headlines are found in all their forms. What is in a language
 * without a stemmer is found as it is spelt.
 */
export function stemmersOf(language: string | null): readonly string[] {
  if (language === null || otherScripts.has(language)) return ['en']
  const script = rulesOf.get(language)?.script ?? null
  return script === null ? [language] : [language, 'en']
}
