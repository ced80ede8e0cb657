/** Languages by the names and codes that readers type. */

const code = /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,8}$/i
const letters = 'abcdefghijklmnopqrstuvwxyz'

let names: Intl.DisplayNames | undefined
let codes: ReadonlyMap<string, string> | undefined

function englishNameOf(subtag: string): string | undefined {
  names ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  return names.of(subtag)
}

/** All languages with a code of two letters by their English names; the table is the platform's. */
function codesByName(): ReadonlyMap<string, string> {
  if (codes !== undefined) return codes
  const found = new Map<string, string>()
  for (const first of letters) {
    for (const second of letters) {
      const name = englishNameOf(first + second)?.toLowerCase()
      if (name !== undefined && !found.has(name)) found.set(name, primarySubtag(first + second) ?? first + second)
    }
  }
  codes = found
  return found
}

/** The primary subtag in its one form: `en` for `en-GB`, `eng` and `EN`; null where there is no such language. */
function primarySubtag(written: string): string | null {
  const subtag = written.split(/[-_]/)[0] ?? ''
  const canonical = Intl.getCanonicalLocales(subtag)[0]?.split('-')[0] ?? null
  return canonical !== null && englishNameOf(canonical) !== undefined ? canonical : null
}

/** The primary subtag of the language that goes by a code (`en`, `pt-BR`) or an English name (`German`); null for none that is known. */
export function languageNamed(written: string): string | null {
  return codesByName().get(written.toLowerCase()) ?? (code.test(written) ? primarySubtag(written) : null)
}

/** A language's English name, or its code where it has none. */
export const languageName = (subtag: string): string => englishNameOf(subtag) ?? subtag
