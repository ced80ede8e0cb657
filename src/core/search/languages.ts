/** Which language a text is in: by its script, then by telling letters or function words. */
import { emptyHash, hashOn, noWord, smallOf, WordTally } from './function-words'
import { combining, han, hangul, kana, latin, noScript, scriptCount, scriptOf } from './scripts'
import { type Told, tellByLetters } from './telling-letters'

/** How much of a text is looked at, in UTF-16 code units. */
const sampleLength = 3_000
/** Words looked at. */
const mostWords = 250
/** A letter counts for so many Latin ones, of which links and code are made in every language; */
const weightOfAlphabet = 2
/** and more of these scripts, since it says more. */
const weightOfUnspaced = 5

/** Beside these, letters are a name or a number rather than a word: `API_DE_1`, `/en/`, `0xda`. */
const codeSigns = Uint8Array.from({ length: 0x80 }, (_, unit) => (/[\d_/\\@=]/.test(String.fromCharCode(unit)) ? 1 : 0))

/**
 * The language of a text as a primary subtag (`en`; Norwegian is `no`), or null where nothing tells. What the text declares
 * (BCP 47, as `en-GB`) holds unless the text plainly is in another language: templates declare `en` for everything.
 */
export function languageOf(text: string, declared: string | null): string | null {
  const stated = declared === null ? null : subtagOf(declared)
  const told = tell(text, stated)
  return told !== null && (told.plain || stated === null) ? told.language : stated
}

function tell(text: string, stated: string | null): Told | null {
  const letters = new Uint32Array(scriptCount)
  const tally = new WordTally()
  const length = Math.min(text.length, sampleLength)
  let hash = emptyHash
  let before = 0
  for (let at = 0; at < length && tally.words < mostWords; at++) {
    const unit = text.charCodeAt(at)
    const script = scriptOf[unit] ?? noScript
    letters[script] = (letters[script] ?? 0) + 1
    if (script === latin) hash = hashOn(hash, smallOf[unit] ?? unit)
    else if (script !== combining) {
      if (hash !== emptyHash) tally.add(codeSigns[before] === 1 || codeSigns[unit] === 1 ? noWord : hash)
      hash = emptyHash
      before = unit
    }
  }
  if (hash !== emptyHash) tally.add(hash)
  const script = mostUsed(letters)
  if (script === latin) return tally.tell(stated)
  const told = tellByLetters(text.slice(0, length), script, letters)
  return told === null || stated === null ? told : { ...told, plain: contradicts(told, stated, letters) }
}

function mostUsed(letters: Uint32Array): number {
  // Japanese is written in both.
  const chinese = (letters[han] ?? 0) + (letters[kana] ?? 0)
  const weight = (script: number): number => {
    if (script === han) return chinese * weightOfUnspaced
    return (letters[script] ?? 0) * (script === hangul ? weightOfUnspaced : weightOfAlphabet)
  }
  let most = latin
  let greatest = letters[latin] ?? 0
  for (let script = latin + 1; script < scriptCount; script++) {
    if (script === combining || weight(script) <= greatest) continue
    most = script
    greatest = weight(script)
  }
  return most
}

/** Languages that are told from all others of their script by their letters. */
const toldByLetters = new Set(['be', 'bg', 'ja', 'mk', 'ru', 'sr', 'uk', 'zh'])
const isHan = (language: string): boolean => language === 'ja' || language === 'zh'
/** Letters of a script that are more than a quotation in another one. */
const plainLetters = 20

/** Whether a text in `stated` would not look like this one. */
function contradicts(told: Told, stated: string, letters: Uint32Array): boolean {
  const sameScript = scriptNameOf(stated) === scriptNameOf(told.language) || (isHan(stated) && isHan(told.language))
  if (sameScript) return told.plain && toldByLetters.has(stated)
  let foreign = 0
  for (let script = combining + 1; script < scriptCount; script++) foreign += letters[script] ?? 0
  return foreign >= plainLetters
}

/** Tags that name no language. */
const noLanguage = new Set(['und', 'mul', 'mis', 'zxx', 'art'])

/** The primary subtag of a BCP 47 tag, or null. */
const subtagOf = remembering((tag: string): string | null => {
  try {
    const language: string | undefined = new Intl.Locale(tag.trim().replaceAll('_', '-')).language
    if (language === undefined || noLanguage.has(language)) return null // the former for `und`, in some engines
    return language === 'nb' || language === 'nn' ? 'no' : language
  } catch {
    return null // no language tag
  }
})

/** The script that a language is usually written in, by its ISO 15924 name. */
const scriptNameOf = remembering((language: string): string | null => {
  return new Intl.Locale(language).maximize().script ?? null
})

/** Keeps the answers for recent tags; a library has few of them. */
function remembering(answer: (tag: string) => string | null): (tag: string) => string | null {
  const mostTags = 500
  const answers = new Map<string, string | null>()
  return (tag) => {
    const known = answers.get(tag)
    if (known !== undefined) return known
    if (answers.size >= mostTags) answers.clear()
    const given = answer(tag)
    answers.set(tag, given)
    return given
  }
}
