/** What an HTML or XML file says about its own encoding. */

/** Where browsers stop looking is 1,024 bytes; saved pages put comments and scripts before the declaration. */
const reach = 8192

const declarations = [
  /<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{1,40})["']/i,
  /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})/i,
]

/**
 * The encoding that the first bytes declare by an XML declaration or a `<meta>` element, as a label in lower case; null if
 * none. UTF-16 cannot be declared in bytes that read as ASCII, so it means UTF-8 there, as the HTML standard says.
 */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, reach)).replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  for (const declaration of declarations) {
    const label = declaration.exec(head)?.[1]?.toLowerCase()
    if (label !== undefined) return label.startsWith('utf-16') || label === 'utf8' ? 'utf-8' : label
  }
  return null
}
