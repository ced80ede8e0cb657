/** What becomes of each HTML element: the allow-list and its exceptions. */
import type { BlockedKind } from '#shared/article'
import { type ElementName, elementNames } from '#shared/tree'

/** Elements that go with all that is in them, and as what they are counted; null: they are never shown anyway. */
export const dropped: ReadonlyMap<string, BlockedKind | null> = new Map<string, BlockedKind | null>([
  ['script', 'scripts'],
  ...fates('styles', 'style'),
  ...fates('frames', 'iframe frame frameset portal fencedframe'),
  ...fates('embeds', 'object embed applet svg canvas model'),
  ...fates('media', 'audio video bgsound'),
  ...fates('forms', 'input button select textarea option optgroup datalist output meter progress keygen isindex'),
  ...fates(null, 'head title noscript noframes noembed template map area param source track link meta base'),
  ...fates(null, 'annotation annotation-xml'),
])

/** Elements that are kept under another name. */
const renamed: ReadonlyMap<string, ElementName> = new Map([
  ...names(
    'div',
    'section article main header footer nav aside address form fieldset details center hgroup search body',
  ),
  ...names('ul', 'menu dir'),
  ...names('p', 'legend summary'),
  ...names('pre', 'listing xmp plaintext'),
  ...names('code', 'tt'),
  ...names('s', 'strike'),
  ...names('i', 'dfn'),
  ...names('abbr', 'acronym'),
])

const kept: ReadonlySet<string> = new Set(elementNames)

/** The element of the tree that stands for an HTML element; null if only its content stays. */
export function nameInTree(tagName: string): ElementName | null {
  return kept.has(tagName) ? (tagName as ElementName) : (renamed.get(tagName) ?? null)
}

function fates(kind: BlockedKind | null, tagNames: string): [string, BlockedKind | null][] {
  return tagNames.split(' ').map((name) => [name, kind])
}

function names(name: ElementName, tagNames: string): [string, ElementName][] {
  return tagNames.split(' ').map((each) => [each, name])
}
