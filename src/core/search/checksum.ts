/** Noticing damage: a checksum that is quick over tens of megabytes. It guards against accidents, not against forgers. */

/** A 64-bit checksum as 16 hexadecimal digits, over 32-bit words (two lanes of multiply and xor-shift, as in MurmurHash3). */
export function checksum(words: Uint32Array): string {
  let first = words.length | 0
  let second = 0x9747b28c
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0
    first = Math.imul(first ^ word, 0xcc9e2d51)
    first ^= first >>> 15
    second = Math.imul(second, 0x1b873593) + word
    second = (second << 13) | (second >>> 19)
  }
  return hex(scramble(first ^ second)) + hex(scramble(second + Math.imul(first, 5)))
}

/** The same over a text's UTF-16 code units. */
export const checksumOfText = (text: string): string =>
  checksum(Uint32Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)))

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')

/** The finaliser of MurmurHash3: every bit of the input moves about half of the output. */
function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
