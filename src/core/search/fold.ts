/** Folding: what two spellings of a word must share to be the same word to a reader. */

/**
 * Marks that fall: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic vowels and tatweel, and characters that are
 * not seen (soft hyphen, joiners). Indic vowel signs, kana voicing and the breve of `й` stay, since they make another word.
 */
const fallingMarks = new RegExp(
  `(?<!и)\\u0306|[${[
    ...[
      '\\u0300-\\u0305',
      '\\u0307-\\u036f',
      '\\u0483-\\u0487',
      '\\u1ab0-\\u1aff',
      '\\u1dc0-\\u1dff',
      '\\u20d0-\\u20ff',
      '\\ufe20-\\ufe2f',
    ],
    ...['\\u0591-\\u05c7', '\\u0610-\\u061a', '\\u064b-\\u065f', '\\u0670', '\\u0640'],
    ...['\\u00ad', '\\u200b-\\u200f', '\\u2060', '\\ufe00-\\ufe0f', '\\ufeff'],
  ].join('')}]`,
  'g',
)

/** Letters that Unicode does not take apart and readers do. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}
const specialLetters = /[ßæœøđðħłŧþıς]/g
const apostrophes = /[‘’ʼʹ＇`´]/g
const dashes = /[‐‑‒–—−－]/g

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** Folds case, width, marks, apostrophes and dashes: NFKC, lower case, marks stripped, NFC. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .toLowerCase()
    .normalize('NFD')
    .replace(fallingMarks, '')
    .normalize('NFC')
    .replace(specialLetters, (letter) => plainLetters[letter] ?? letter)
}
