/** Where the passages of imported annotations stand. */
import { type Ground, groundOf, makeAnchor, placeAnchor } from '#core/anchoring/index'
import { loosen } from '#core/anchoring/loose-text'
import type { TargetContent } from '#core/notebook/highlight-edits'
import { isRecord, listOf } from '#core/notebook/json'
import type { Edit } from '#core/notebook/record'
import { readTarget } from '#core/notebook/target'
import type { ReadAnnotation } from '#core/notebook/w3c-read'
import type { CatalogRow } from '../index/catalog'
import type { OpenLibrary } from '../open-library'

/** Letters that stand in a text once by more than chance. */
const tellingLetters = 8

/** Whether its passage has to be looked for: positions of other programs are those of other texts. */
export function needsPlace(annotation: ReadAnnotation): boolean {
  return (
    annotation.kind === 'highlight' &&
    (!annotation.source.isOurs || readTarget(annotation.content.target).anchor === null)
  )
}

/** The text that passages are looked for in; null where it cannot be read now. */
export async function groundIn(library: OpenLibrary, row: CatalogRow | null): Promise<Ground | null> {
  if (row === null) return null
  return library.parse(row.id).then(
    ({ parsed }) => groundOf(parsed.text),
    () => null,
  )
}

/** The same edit with the place at which its words stand in the article; without any where that is not sure. */
export async function placeIn(edit: Edit, ground: () => Promise<Ground | null>): Promise<Edit> {
  if (edit.kind !== 'import-highlight' || edit.content.target === null) return edit
  const { target } = edit.content
  const { quote } = readTarget(target)
  const text = quote === '' ? null : await ground()
  return text === null ? edit : { ...edit, content: { ...edit.content, target: placed(target, text) } }
}

function placed(target: TargetContent, ground: Ground): TargetContent {
  const place = placeOf(target, ground)
  const selectors = listOf(target.selector).filter((one) => !isRecord(one) || one.type !== 'TextPositionSelector')
  if (place === null) return { ...target, selector: selectors }
  const { exact, prefix, suffix, start, end } = makeAnchor(ground.text, place.start, place.end)
  const quoted = selectors.map((one) =>
    isRecord(one) && one.type === 'TextQuoteSelector' ? { ...one, exact, prefix, suffix } : one,
  )
  return { ...target, selector: [...quoted, { type: 'TextPositionSelector', start, end }] }
}

/** Where the words stand. What was quoted from this very article, and stands in it once, needs no more to prove it than that. */
function placeOf(target: TargetContent, ground: Ground): { readonly start: number; readonly end: number } | null {
  const { quote: exact, prefix, suffix } = readTarget(target)
  const placement = placeAnchor({ exact, prefix, suffix, start: -1, end: -1 }, ground)
  if (placement.kind !== 'unsure') return placement
  const [only] = placement.candidates
  return only !== undefined && standsOnce(exact, prefix, suffix, ground.loose.text) ? only : null
}

/** Whether a quote's letters stand in a text once, next to those that stood next to it, as far as it says. */
function standsOnce(exact: string, prefix: string, suffix: string, all: string): boolean {
  const letters = loosen(exact).text
  const at = all.indexOf(letters)
  if (letters.length < tellingLetters || at < 0 || at !== all.lastIndexOf(letters)) return false
  const before = loosen(prefix).text.slice(-tellingLetters)
  const after = loosen(suffix).text.slice(0, tellingLetters)
  return all.slice(0, at).endsWith(before) && all.startsWith(after, at + letters.length)
}
