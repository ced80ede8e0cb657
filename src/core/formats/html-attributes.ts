/** What becomes of each HTML attribute: links that can be followed, pictures that lie in the library, and little else. */
import type { BlockedKind } from '#shared/article'
import type { ElementName } from '#shared/tree'
import { fieldOrNull } from '../text/clean'
import type { Attributes } from '../text/tree-builder'
import { attribute, type HtmlElement } from './html-nodes'

/** What the attributes of one document have in common. */
export interface AttributeContext {
  /** The http or https address that relative links are taken against, or null. */
  readonly base: string | null
  /** The targets that links inside the document name, as written after the `#`. */
  readonly targets: ReadonlySet<string>
  /** Told of everything that is taken out. */
  readonly block: (kind: BlockedKind) => void
}

type Writable = { -readonly [Name in keyof Attributes]: Attributes[Name] }

const longestAddress = 4000
/** Targets get a name that nothing else in a page can have. */
const targetPrefix = 'at-'

/** The attributes that an element keeps. */
export function cleanAttributes(element: HtmlElement, name: ElementName, context: AttributeContext): Attributes {
  const result: Writable = {}
  for (const { name: key, value } of element.attrs) {
    if (key.startsWith('on')) context.block('handlers')
    else if (key === 'style') context.block('styles')
    else if (key === 'lang' && language.test(value)) result.lang = value
    else if (key === 'dir' && /^(ltr|rtl|auto)$/i.test(value)) result.dir = value.toLowerCase()
    else if (key === 'id' || (key === 'name' && name === 'a')) addTarget(result, value, context)
    else addOwn(result, name, key, value, context)
  }
  return result
}

const language = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i

function addTarget(result: Writable, value: string, { targets }: AttributeContext): void {
  if (targets.has(value) && isTarget(value)) result.id = targetPrefix + value
}

const isTarget = (value: string): boolean => value.length <= 200 && !/[\s\p{Cc}]/u.test(value) && value !== ''

function addOwn(result: Writable, name: ElementName, key: string, value: string, context: AttributeContext): void {
  const isCell = name === 'td' || name === 'th'
  if (key === 'href' && name === 'a') {
    const href = cleanLink(value, context)
    if (href !== null) result.href = href
  } else if (key === 'title' && (name === 'a' || name === 'abbr')) {
    const title = fieldOrNull(value)
    if (title !== null) result.title = title
  } else if ((key === 'colspan' || key === 'rowspan') && isCell) {
    const span = Number.parseInt(value, 10)
    if (span > 1 && span <= 100) result[key] = String(span)
  } else if (key === 'start' && name === 'ol' && /^-?\d{1,6}$/.test(value.trim())) result.start = value.trim()
}

function cleanLink(value: string, { base, targets, block }: AttributeContext): string | null {
  const address = value.trim()
  if (address.startsWith('#')) {
    const target = targetOf(address)
    return target !== null && targets.has(target) && isTarget(target) ? `#${targetPrefix}${target}` : null
  }
  const url = readAddress(address, base)
  if (url === null) return null
  if (['http:', 'https:', 'mailto:'].includes(url.protocol)) return url.href.length <= longestAddress ? url.href : null
  block('links')
  return null
}

/** The name of the target that a link inside the document leads to, decoded; null for a link that leads elsewhere. */
export function targetOf(href: string): string | null {
  const address = href.trim()
  if (!address.startsWith('#') || address.length > longestAddress) return null
  try {
    return decodeURIComponent(address.slice(1))
  } catch {
    return address.slice(1)
  }
}

/** Null for an address that leads nowhere from here: relative without a base, or malformed. */
function readAddress(address: string, base: string | null): URL | null {
  const absolute = address.startsWith('//') ? `https:${address}` : address
  // Most links that lead nowhere have no scheme; to ask is dearer than to look.
  if (base === null && !absolute.includes(':')) return null
  try {
    return base === null ? new URL(absolute) : new URL(absolute, base)
  } catch {
    return null
  }
}

/** The http or https address that a value names, normalised; null if it names none. */
export function webAddress(value: string | null | undefined): string | null {
  const url = value ? readAddress(value.trim(), null) : null
  if (url === null || url.href.length > longestAddress) return null
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/**
 * The attributes of a picture that lies in the library: `src` is its decoded path relative to the article, with `/`; it may
 * begin with `../`, which whoever serves it has to check. Null for any other picture: remote ones are reported as blocked,
 * `data:` ones and measuring dots left out.
 */
export function cleanImage(element: HtmlElement, context: AttributeContext): Attributes | null {
  for (const { name } of element.attrs) if (name.startsWith('on')) context.block('handlers')
  const src = localPath(attribute(element, 'src') ?? '', context)
  const [width, height] = [pixels(element, 'width'), pixels(element, 'height')]
  if (src === null || (width !== null && Number(width) <= 1) || (height !== null && Number(height) <= 1)) return null
  const alt = fieldOrNull(attribute(element, 'alt'), 1000)
  const title = fieldOrNull(attribute(element, 'title'))
  return { src, ...(alt && { alt }), ...(title && { title }), ...(width && { width }), ...(height && { height }) }
}

function pixels(element: HtmlElement, name: string): string | null {
  return /^\s*(\d{1,4})(?:px|\.\d+)?\s*$/.exec(attribute(element, name) ?? '')?.[1] ?? null
}

function localPath(value: string, { block }: AttributeContext): string | null {
  // As URL parsers do: white space and controls at the ends and line breaks anywhere do not count.
  const address = value.replace(/[\t\n\r]|^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu, '')
  if (/^(?:https?|ftp):|^[\\/]{2}/i.test(address)) {
    block('remote images')
    return null
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.length > longestAddress) return null
  let path: string
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, ''))
  } catch {
    path = address.replace(/[?#].*$/s, '')
  }
  if (/[\p{Cc}\\]|^[a-z][a-z0-9+.-]*:/iu.test(path) || path.startsWith('/')) return null
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else steps.push(step)
  }
  return steps.length > 0 && steps.at(-1) !== '..' ? steps.join('/') : null
}
