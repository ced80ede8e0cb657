/** Languages in Latin script, told apart by the function words of a text. */
import { combining, latin, scriptOf } from './scripts'
import { functionWords } from './stop-words'
import type { Told } from './telling-letters'

const isLatin = (word: string): boolean => scriptOf[word.charCodeAt(0)] === latin
/** Fewer than 32, since a word's languages are bits of a number. */
const languages = [...functionWords].filter(([, words]) => words.every(isLatin)).map(([language]) => language)

/** What `hashOn` starts from (FNV-1a, 32 bits). */
export const emptyHash = 0x811c9dc5 | 0
/** The hash of what counts as a word and is none of any language. */
export const noWord = 0
/** A hash with one more code unit. */
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** Each Latin letter's small form, where that is one code unit. */
export const smallOf: Uint16Array = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  if (scriptOf[unit] !== latin) return unit
  const small = String.fromCharCode(unit).toLowerCase()
  return small.length === 1 ? small.charCodeAt(0) : unit
})

/** Open addressing: four slots for each word, so that most other words end at the first look. */
const slots = 1 << 14
const hashes = new Int32Array(slots)
/** The languages that have the word, as bits; 0 for an empty slot. */
const owners = new Int32Array(slots)

function slotOf(hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & (slots - 1)
  while (owners[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1)
  return slot
}

function enter(word: string, language: number): void {
  let hash = emptyHash
  for (let at = 0; at < word.length; at++) hash = hashOn(hash, smallOf[word.charCodeAt(at)] ?? 0)
  const slot = slotOf(hash)
  hashes[slot] = hash
  owners[slot] = (owners[slot] ?? 0) | (1 << language)
}

/** Single consonants are what is left of elided words (`l'`), and as often initials and variables. */
const isTelling = (word: string): boolean => word.length > 1 || /[^\p{ASCII}]|[aeiouy]/u.test(word)

languages.forEach((language, index) => {
  for (const word of functionWords.get(language)?.filter(isTelling) ?? []) {
    enter(word, index)
    // As `WordTally` sees a text whose accents are characters of their own.
    const bare = [...word.normalize('NFD')].filter((letter) => scriptOf[letter.charCodeAt(0)] !== combining).join('')
    enter(bare, index)
  }
})

/** Of all words, so many have to be function words of a language, and so many different ones. */
const leastShare = 0.1
const leastDifferent = 3
/** The best language has to be ahead of the next by this. */
const leastLead = 1.08
/** From here on, what a text declares does not count against it. */
const plainWords = 25
const plainShare = 0.2
const plainLead = 2

/** Languages that look like one of ours here: what declares one of them is it. */
const lookalikes: ReadonlyMap<string, readonly string[]> = new Map([
  ['bs', ['hr']],
  ['fo', ['is', 'da']],
  ['gl', ['pt', 'es']],
  ['lb', ['de']],
  ['ms', ['id']],
  ['nds', ['de', 'nl']],
  ['oc', ['ca']],
  ['sr', ['hr']],
])

/** The tally that last met the word of a slot. */
const lastMet = new Uint32Array(slots)
let tallies = 0

/** Counts the function words of a text. A word that several languages have counts for each, but less. One at a time. */
export class WordTally {
  /** Words seen. */
  words = 0
  readonly #number = ++tallies
  readonly #counts = new Uint32Array(languages.length)
  readonly #different = new Uint32Array(languages.length)
  readonly #scores = new Float64Array(languages.length)

  /** Takes a word by its hash: of its small letters' code units, combining marks left out. */
  add(hash: number): void {
    this.words += 1
    const slot = slotOf(hash)
    let left = owners[slot] ?? 0
    if (left === 0) return
    const score = scoreOf(left)
    const known = lastMet[slot] === this.#number
    lastMet[slot] = this.#number
    while (left !== 0) {
      const language = 31 - Math.clz32(left)
      left &= ~(1 << language)
      this.#counts[language] = (this.#counts[language] ?? 0) + 1
      this.#scores[language] = (this.#scores[language] ?? 0) + score
      if (!known) this.#different[language] = (this.#different[language] ?? 0) + 1
    }
  }

  /** The language of what was counted; null where it does not say. `stated`: what the text declares. */
  tell(stated: string | null): Told | null {
    let best = 0
    let next = -1
    for (let language = 1; language < languages.length; language++) {
      if (this.#score(language) > this.#score(best)) {
        next = best
        best = language
      } else if (next < 0 || this.#score(language) > this.#score(next)) next = language
    }
    const language = languages[best]
    const count = this.#counts[best] ?? 0
    if (language === undefined || count < leastShare * this.words) return null
    if ((this.#different[best] ?? 0) < leastDifferent) return null
    if (this.#score(best) < leastLead * this.#score(next)) return null
    const rival = stated === null ? -1 : languages.indexOf(stated)
    const plain =
      !(stated !== null && lookalikes.get(stated)?.includes(language)) &&
      this.words >= plainWords &&
      count >= plainShare * this.words &&
      this.#score(best) >= plainLead * this.#score(rival < 0 ? next : rival)
    return { language, plain }
  }

  #score(language: number): number {
    return this.#scores[language] ?? 0
  }
}

/** One, divided by the number of languages. */
function scoreOf(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return 1 / count
}
