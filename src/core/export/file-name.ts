/** Names of exported files. */

/** Longest name without its ending, in bytes of UTF-8; file systems take 255, and a number and an ending come on top. */
const maxBytes = 160

/** Names that Windows keeps for devices, with any ending. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i

/**
 * A file name (without ending) made of a title: it cannot leave its folder, is not hidden, and is allowed on every system and
 * in links of Obsidian. What is not allowed becomes a blank. Never empty.
 */
export function fileNameOf(title: string): string {
  const plain = title
    .normalize('NFC')
    // Controls, invisible direction marks, surrogates without partner; what paths and Windows forbid; what ends a link in Obsidian.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*[\]#^]/gu, ' ')
    .replace(/\s+/g, ' ')
  const name = trimmed(shortened(trimmed(plain)))
  if (name === '') return 'Untitled'
  return devices.test(name.split('.')[0]?.trim() ?? '') ? `_${name}` : name
}

/** The name that is free among those `taken` (as `nameKey` gives them): the name itself, else `name (2)`, `name (3)`, … */
export function freeName(name: string, ending: string, taken: (key: string) => boolean): string {
  for (let number = 1; ; number++) {
    const candidate = `${name}${number === 1 ? '' : ` (${number})`}${ending}`
    if (!taken(nameKey(candidate))) return candidate
  }
}

/** The same for names that some file system takes for one. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** Blanks and dots at the ends are cut by Windows; a dot at the beginning hides a file. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/g, '')
}

/** At most `maxBytes` long, cut between words where one ends in the last quarter, never inside of a character. */
function shortened(name: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(name).length <= maxBytes) return name
  let bytes = 0
  let cut = ''
  for (const character of name) {
    bytes += encoder.encode(character).length
    if (bytes > maxBytes) break
    cut += character
  }
  const lastBlank = cut.lastIndexOf(' ')
  return lastBlank > cut.length * 0.75 ? cut.slice(0, lastBlank) : cut
}
