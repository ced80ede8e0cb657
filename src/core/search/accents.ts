/**
 * Stemmers know endings as they are spelt; words come to them folded, so that accents never decide whether something is
 * found. Here the endings that a stemmer knows by their accents get them back, in every word alike, whether or not it had
 * one: what matters is that the forms of a word end up the same. Plurals that a stemmer leaves apart are met, too.
 */

type Respelling = (word: string) => string

const spanish: Respelling = (word) => word.replace(/cion$/, 'ción').replace(/logia(s?)$/, 'logía$1')

const french: Respelling = (word) => word.replace(/ee(s?)$/, 'ée$1').replace(/iere(s?)$/, 'ière$1')

const portuguese: Respelling = (word) =>
  word
    .replace(/(.)oes$/, '$1ao')
    .replace(/(..)ais$/, '$1al')
    .replace(/veis$/, 'vel')
    .replace(/cao$/, 'ção')

const hungarian: Respelling = (word) =>
  word
    .replace(/([brt])ol$/, '$1ól')
    .replace(/nal$/, 'nál')
    .replace(/nel$/, 'nél')
    .replace(/kent$/, 'ként')

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiou'.includes(letter)

/**
 * Turkish endings take their vowels from the vowel before them, back (a ı o u) or front (e i ö ü), and the stemmer checks
 * that they do. A first `o` or `u` is taken for what the next `a` or `e` says, since folding left it without its dots.
 */
function turkish(word: string): string {
  let spelt = ''
  let front: boolean | null = null
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at)
    if (letter === 'g' && isVowel(word[at - 1]) && isVowel(word[at + 1])) {
      spelt += 'ğ'
      continue
    }
    if (letter === 'a') front = false
    else if (letter === 'e') front = true
    else if (letter === 'i') front ??= true
    else if (letter === 'o' || (letter === 'u' && front === null)) front = /[ae]/.exec(word.slice(at + 1))?.[0] === 'e'
    spelt += spellVowel(letter, front === true)
  }
  return spelt
}

function spellVowel(letter: string, front: boolean): string {
  if (letter === 'i') return front ? 'i' : 'ı'
  if (letter === 'o') return front ? 'ö' : 'o'
  if (letter === 'u') return front ? 'ü' : 'u'
  return letter
}

/** By primary subtag; languages whose stemmers take folded words as well have none. */
export const respellings: ReadonlyMap<string, Respelling> = new Map([
  ['es', spanish],
  ['fr', french],
  ['hu', hungarian],
  ['pt', portuguese],
  ['tr', turkish],
])
