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

/** What the words seen say for a language. */
interface Evidence {
  /** How many of them it has. */
  count: number
  /** How many different ones. */
  different: number
  /** The same as `count`, where a word that several languages have is divided between them. */
  score: number
}

/** The tally that last met the word of a slot, and how often it has. */
const lastMet = new Uint32Array(slots)
const timesMet = new Uint32Array(slots)
let tallies = 0

/** Counts the function words of a text. */
export class WordTally {
  /** Words seen. */
  words = 0
  readonly #number = ++tallies
  /** The slots of the function words among them. */
  readonly #met: number[] = []

  /** Takes a word by its hash: of its small letters' code units, combining marks left out. */
  add(hash: number): void {
    this.words += 1
    const slot = slotOf(hash)
    if (owners[slot] === 0) return
    if (lastMet[slot] !== this.#number) {
      lastMet[slot] = this.#number
      timesMet[slot] = 0
      this.#met.push(slot)
    }
    timesMet[slot] = (timesMet[slot] ?? 0) + 1
  }

  /** The language of the words taken, where no other tally was begun since; null where they do not say. `stated`: what the text declares. */
  tell(stated: string | null): Told | null {
    const evidence = this.#evidence()
    const [best, next] = [...evidence.keys()].sort((one, two) => scoreIn(evidence, two) - scoreIn(evidence, one))
    const found = best === undefined ? undefined : evidence[best]
    const language = best === undefined ? undefined : languages[best]
    if (found === undefined || language === undefined) return null
    if (found.different < leastDifferent || found.count < leastShare * this.words) return null
    if (found.score < leastLead * scoreIn(evidence, next)) return null
    const rival = stated === null ? -1 : languages.indexOf(stated)
    const plain =
      !(stated !== null && lookalikes.get(stated)?.includes(language)) &&
      this.words >= plainWords &&
      found.count >= plainShare * this.words &&
      found.score >= plainLead * scoreIn(evidence, rival < 0 ? next : rival)
    return { language, plain }
  }

  #evidence(): readonly Evidence[] {
    const evidence = languages.map((): Evidence => ({ count: 0, different: 0, score: 0 }))
    for (const slot of this.#met) {
      const times = timesMet[slot] ?? 0
      const score = times / bitsIn(owners[slot] ?? 0)
      for (let left = owners[slot] ?? 0; left !== 0; left &= left - 1) {
        const having = evidence[31 - Math.clz32(left & -left)]
        if (having === undefined) continue
        having.count += times
        having.different += 1
        having.score += score
      }
    }
    return evidence
  }
}

function bitsIn(number: number): number {
  let count = 0
  for (let left = number; left !== 0; left &= left - 1) count += 1
  return count
}

const scoreIn = (evidence: readonly Evidence[], language: number | undefined): number =>
  language === undefined ? 0 : (evidence[language]?.score ?? 0)
