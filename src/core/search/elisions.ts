/** Little words that lose their end before a vowel: `l'homme`, `dell'arte`, `d'aigua`. */

const romance = ['c', 'd', 'j', 'l', 'm', 'n', 's', 't', 'v']

const elisions: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ca', new Set(romance)],
  ['fr', new Set([...romance, 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu', 'quelqu', 'presqu'])],
  [
    'it',
    new Set([...romance, 'un', 'all', 'bell', 'coll', 'dall', 'dell', 'gl', 'nell', 'quell', 'quest', 'sant', 'sull']),
  ],
  ['pt', new Set(['d'])],
])

const twoWords = /^(\p{L}+)'(\p{L}{2,})$/u

/** What stands after the little word in a folded word of the language: `homme` of `l'homme`; null where there is none. */
export function withoutElision(language: string, word: string): string | null {
  const heads = elisions.get(language)
  const found = heads === undefined ? null : twoWords.exec(word)
  return found !== null && heads?.has(found[1] ?? '') ? (found[2] ?? null) : null
}
