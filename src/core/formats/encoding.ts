/** From bytes to text: which encoding a file is in, and the text itself. */
import { analyse } from 'chardet'
import { LecternError } from '#shared/result'
import { declaredCharset } from './declared-charset'

/** A file's text and the encoding it was in, as the WHATWG Encoding Standard names it. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

/** Text has at most one zero in this many characters (a damaged file), and one control character of any kind in that many. */
const zeroRarity = 2000
const controlRarity = 20
/** How much of a file the search for its encoding looks at, in bytes. */
const sampleSize = 64 * 1024
/** Below this confidence (0–100) a guess is no better than the most common legacy encoding. */
const leastConfidence = 20
const mostCommonLegacyEncoding = 'windows-1252'

/**
 * Decodes a file. In order: a byte order mark; UTF-8, if the bytes are valid UTF-8; UTF-16 without a mark; what an HTML or
 * XML file declares (`markup`); the statistics of the bytes. Bytes without meaning become U+FFFD.
 *
 * @throws LecternError ('invalid') if the file does not hold text.
 */
export function decode(bytes: Uint8Array, markup = false): Decoded {
  const decoded = decodeMarked(bytes) ?? decodeUtf16(bytes) ?? decodePlain(bytes, markup)
  refuseBinary(decoded.text)
  return decoded
}

function decodeMarked(bytes: Uint8Array): Decoded | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeAs('utf-8', bytes.subarray(3))
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes.subarray(2))
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes.subarray(2))
  return null
}

function decodePlain(bytes: Uint8Array, markup: boolean): Decoded {
  const declared = markup ? declaredCharset(bytes) : null
  // ISO-2022-JP is made of ASCII bytes and would pass as UTF-8.
  const isEscaped = containsEscape(bytes)
  if (!isEscaped) {
    const text = decodeStrictly('utf-8', bytes)
    if (text !== null) return { text, encoding: 'utf-8' }
  }
  const named = declared === 'utf-8' || declared === null ? null : decodeAs(declared, bytes)
  return named ?? decodeAs(guess(bytes), bytes) ?? lossyUtf8(bytes)
}

const lossyUtf8 = (bytes: Uint8Array): Decoded => ({ text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' })

/** Null if this platform does not know the encoding. */
function decodeAs(label: string, bytes: Uint8Array): Decoded | null {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(label, { ignoreBOM: true })
  } catch {
    return null
  }
  // Node 20 decodes the bytes 80–9F of windows-1252 right only as a stream.
  const text = decoder.decode(bytes, { stream: true }) + decoder.decode()
  return { text, encoding: decoder.encoding }
}

/** Null if the bytes are not valid in this encoding. */
function decodeStrictly(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * UTF-16 without a mark: every other byte, and only those, is sometimes zero (Latin letters, spaces, line ends), and the
 * whole is valid. Where few are zero it has to be a script whose other bytes are as often above 7F as below, or it is
 * ASCII with a stray zero.
 */
function decodeUtf16(bytes: Uint8Array): Decoded | null {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return null
  const sample = bytes.subarray(0, sampleSize)
  let [even, odd, high] = [0, 0, 0]
  sample.forEach((byte, at) => {
    if (byte >= 0x80) high++
    else if (byte === 0 && at % 2 === 0) even++
    else if (byte === 0) odd++
  })
  if (even > 0 === odd > 0) return null
  if (even + odd < sample.length / 5 && high < sample.length / 10) return null
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be'
  const text = decodeStrictly(encoding, bytes)
  return text !== null && !looksBinary(text) ? { text, encoding } : null
}

function containsEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at !== -1; at = bytes.indexOf(0x1b, at + 1))
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) return true
  return false
}

function guess(bytes: Uint8Array): string {
  if (containsEscape(bytes)) return 'iso-2022-jp'
  const best = analyse(telling(bytes)).find(({ name }) => !/^(UTF-16|UTF-32|ASCII|ISO-2022)/.test(name))
  if (!best || best.confidence < leastConfidence) return mostCommonLegacyEncoding
  // In HTML and in practice ISO-8859-1 is windows-1252.
  return best.name === 'ISO-8859-1' ? mostCommonLegacyEncoding : best.name.toLowerCase()
}

/** The lines of a file that have more than ASCII in them, as far as a sample goes: only they tell encodings apart. */
function telling(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleSize) return bytes
  const sample = new Uint8Array(sampleSize)
  const reach = 80
  let filled = 0
  for (let at = 0; at < bytes.length && filled < sampleSize; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    let from = Math.max(at - reach, 0)
    const lineStart = bytes.subarray(from, at).lastIndexOf(0x0a)
    if (lineStart !== -1) from += lineStart + 1
    const lineEnd = bytes.subarray(at, at + reach * 4).indexOf(0x0a)
    const to = lineEnd === -1 ? Math.min(at + reach * 4, bytes.length) : at + lineEnd + 1
    const piece = bytes.subarray(from, Math.min(to, from + sampleSize - filled))
    sample.set(piece, filled)
    filled += piece.length
    at = to
  }
  return sample.subarray(0, filled)
}

function refuseBinary(text: string): void {
  if (!looksBinary(text)) return
  throw new LecternError(
    'invalid',
    'This file does not hold text; it looks like a picture, a program or an archive under another name. It was left as it is and cannot be read here.',
  )
}

const controls = /[^\P{Cc}\s]/gu

function looksBinary(text: string): boolean {
  const sample = text.length <= sampleSize ? text : text.slice(0, sampleSize)
  const found = sample.match(controls)?.filter((each) => each < '\x80') ?? []
  const zeros = found.filter((each) => each === '\0').length
  return zeros * zeroRarity > sample.length || found.length * controlRarity > sample.length
}
