/** Scripts, as far as telling languages needs them, by UTF-16 code unit. */

/** A script's number; 0 is none. */
export const noScript = 0
export const latin = 1
/** Combining marks: part of the word they stand in. */
export const combining = 2
export const cyrillic = 3
export const arabic = 4
export const han = 5
export const kana = 6
export const hangul = 7
export const devanagari = 8
export const hebrew = 9
/** Scripts from here on are those of one language, in this order. */
const firstOfOne = 10

type Range = readonly [from: number, to: number]

/** Scripts that, as good as always, mean this language. */
const scriptsOfOne: readonly (readonly [language: string, ...ranges: Range[]])[] = [
  ['el', [0x370, 0x3ff], [0x1f00, 0x1fff]],
  ['hy', [0x530, 0x58f]],
  ['bn', [0x980, 0x9ff]],
  ['pa', [0xa00, 0xa7f]],
  ['gu', [0xa80, 0xaff]],
  ['or', [0xb00, 0xb7f]],
  ['ta', [0xb80, 0xbff]],
  ['te', [0xc00, 0xc7f]],
  ['kn', [0xc80, 0xcff]],
  ['ml', [0xd00, 0xd7f]],
  ['si', [0xd80, 0xdff]],
  ['th', [0xe00, 0xe7f]],
  ['lo', [0xe80, 0xeff]],
  ['bo', [0xf00, 0xfff]],
  ['my', [0x1000, 0x109f]],
  ['ka', [0x10a0, 0x10ff]],
  ['am', [0x1200, 0x137f]],
  ['km', [0x1780, 0x17ff]],
]

const sharedScripts: readonly (readonly [script: number, ...ranges: Range[]])[] = [
  [combining, [0x300, 0x36f]],
  [cyrillic, [0x400, 0x52f]],
  [hebrew, [0x590, 0x5ff]],
  [arabic, [0x600, 0x6ff], [0x750, 0x77f], [0xfb50, 0xfdff], [0xfe70, 0xfefc]],
  [devanagari, [0x900, 0x97f]],
  [hangul, [0x1100, 0x11ff], [0x3130, 0x318f], [0xac00, 0xd7a3]],
  [kana, [0x3041, 0x30ff], [0xff66, 0xff9f]],
  [han, [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff]],
]

/** The script of each code unit. */
export const scriptOf: Uint8Array = (() => {
  const table = new Uint8Array(0x10000)
  for (const [from, to] of [
    [0x41, 0x24f],
    [0x1e00, 0x1eff],
  ] as const)
    for (let unit = from; unit <= to; unit++) if (/\p{L}/u.test(String.fromCharCode(unit))) table[unit] = latin
  for (const [script, ...ranges] of sharedScripts) for (const [from, to] of ranges) table.fill(script, from, to + 1)
  scriptsOfOne.forEach(([, ...ranges], index) => {
    for (const [from, to] of ranges) table.fill(firstOfOne + index, from, to + 1)
  })
  return table
})()

export const scriptCount: number = firstOfOne + scriptsOfOne.length

/** The language a script means by itself, or null. */
export const languageOfScript = (script: number): string | null => scriptsOfOne[script - firstOfOne]?.[0] ?? null
