/** Languages that share a script, told apart by letters only some of them have. */
import { arabic, cyrillic, devanagari, han, hangul, hebrew, kana, languageOfScript } from './scripts'

/** A language a text is in; `plain` where a language of the same script that it declares does not count against it. */
export interface Told {
  readonly language: string
  readonly plain: boolean
}

/** Telling letters that make it plain. */
const plainFrom = 4
/** The share of kana in Japanese is a half; a Chinese text quotes a few. */
const leastKana = 0.05
/** Han letters alone: fewer may be a Japanese title. */
const leastHan = 60

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0

/** The language of a text that is mostly in `script`, of which it has `letters[script]` letters; null where they do not tell. */
export function tellByLetters(text: string, script: number, letters: ArrayLike<number>): Told | null {
  if (script === cyrillic) return tellCyrillic(text)
  if (script === arabic) return tellArabic(text)
  if (script === han || script === kana) return tellHan(text, letters[han] ?? 0, letters[kana] ?? 0)
  if (script === devanagari) return tellDevanagari(text)
  if (script === hebrew) return { language: /[\u05f0-\u05f2]/u.test(text) ? 'yi' : 'he', plain: false }
  const language = script === hangul ? 'ko' : languageOfScript(script)
  return language === null ? null : { language, plain: false }
}

function tellCyrillic(text: string): Told | null {
  // Kazakh, Kyrgyz, Tatar, Mongolian, Tajik and others, which these letters do not tell apart.
  if (count(text, /[\u048a-\u048f\u0492-\u052f]/gu) > 1) return null
  const russian = count(text, /[ыэёЫЭЁ]/gu)
  const ukrainian = count(text, /[їєґЇЄҐ]/gu)
  const dotted = count(text, /[іІ]/gu)
  const told = (language: string, letters: number): Told => ({ language, plain: letters >= plainFrom })
  const belarusian = count(text, /[ўЎ]/gu)
  if (belarusian > 0 && dotted > 0) return told('be', belarusian + dotted)
  if (ukrainian + dotted > russian) return told('uk', ukrainian + dotted)
  const macedonian = count(text, /[ѓќѕЃЌЅ]/gu)
  const serbian = count(text, /[ђћЂЋ]/gu)
  const southern = count(text, /[јљњџЈЉЊЏ]/gu)
  if (southern + macedonian + serbian > russian) return tellSouthern(macedonian, serbian, southern)
  if (russian > 0) return told('ru', russian)
  // What is left has none of these letters: Bulgarian with its many `ъ`, or a short Russian text with a soft sign.
  const hard = count(text, /[ъЪ]/gu)
  const soft = count(text, /[ьЬ](?![оО])/gu)
  if (hard > soft) return told('bg', hard)
  return soft > 0 ? told('ru', 0) : null
}

function tellSouthern(macedonian: number, serbian: number, southern: number): Told | null {
  if (macedonian === serbian) return null
  return { language: macedonian > serbian ? 'mk' : 'sr', plain: macedonian + serbian + southern >= plainFrom }
}

function tellArabic(text: string): Told {
  if (count(text, /[ٹڈڑںے]/gu) > 1) return { language: 'ur', plain: false }
  const persian = count(text, /[پچژگکی]/gu)
  const own = count(text, /[كيةى]/gu)
  return { language: persian > own ? 'fa' : 'ar', plain: false }
}

function tellHan(text: string, hanLetters: number, kanaLetters: number): Told | null {
  if (kanaLetters > leastKana * (hanLetters + kanaLetters)) return { language: 'ja', plain: kanaLetters >= plainFrom }
  const chinese = count(text, /[们們这這吗嗎么麼为说說还還没您她]/gu)
  if (chinese > 0 || hanLetters >= leastHan) return { language: 'zh', plain: chinese >= plainFrom }
  return null
}

/** Hindi, Marathi and Nepali by words that only one of them has. */
function tellDevanagari(text: string): Told | null {
  const hindi = count(text, /(?<!\p{L})(?:है|हैं|में|और|का|की|के)(?![\p{L}\p{M}])/gu)
  const marathi = count(text, /(?<!\p{L})(?:आहे|आहेत|आणि|होते|नाही|च्या)(?![\p{L}\p{M}])/gu)
  const nepali = count(text, /(?<!\p{L})(?:छ|छन्|हो|थियो|पनि|गरेको)(?![\p{L}\p{M}])/gu)
  const most = Math.max(hindi, marathi, nepali)
  if (most === 0) return null
  return { language: most === hindi ? 'hi' : most === marathi ? 'mr' : 'ne', plain: false }
}
