/** What an image is, from its first bytes and never from its name. */

/** The bytes that are looked at. */
const sniffedBytes = 1024

/** The media type of an image, from (at least the first 1024 of) its bytes; null for everything else. Signatures as in the WHATWG MIME Sniffing Standard, section 6.1, with AVIF's brands from its own specification. */
export function imageType(bytes: Uint8Array): string | null {
  const starts = (signature: string, at = 0): boolean =>
    [...signature].every((character, index) => bytes[at + index] === character.charCodeAt(0))
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts('\xff\xd8\xff')) return 'image/jpeg'
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif'
  if (starts('RIFF') && starts('WEBPVP', 8)) return 'image/webp'
  if (starts('BM') && bytes.length >= 26) return 'image/bmp'
  if (starts('ftyp', 4) && (starts('avif', 8) || starts('avis', 8))) return 'image/avif'
  return isSvg(bytes) ? 'image/svg+xml' : null
}

/** An XML prologue, comments and a document type may stand before the root element, and nothing else. */
function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, sniffedBytes))
  const root = start.replace(/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>[]*>\s*)*/i, '')
  return /^<svg[\s>]/.test(root)
}
