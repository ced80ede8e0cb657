/**
 * Highlights as the files of `articles/` keep them: each is a W3C Web Annotation (https://www.w3.org/TR/annotation-model/)
 * without its envelope.
 *
 *     "h1": {
 *       "revision": { "counter": 3, "replica": "A" },
 *       "target": { "selector": [
 *         { "type": "TextQuoteSelector", "exact": "the words", "prefix": "before ", "suffix": " after" },
 *         { "type": "TextPositionSelector", "start": 120, "end": 129 } ] },
 *       "body": [
 *         { "type": "TextualBody", "purpose": "commenting", "value": "what I think of it" },
 *         { "type": "TextualBody", "purpose": "tagging", "value": "politics/us" },
 *         { "type": "TextualBody", "purpose": "highlighting", "value": "yellow" } ]
 *     }
 *
 * As the model allows, `selector` and `body` may also hold one object in place of a list, and a body may be a mere string,
 * which is a comment. Positions are UTF-16 code units of the canonical text. What else stands in a highlight is kept.
 */
import { z } from 'zod'
import type { Anchor } from '../anchoring/anchor'
import type { Highlight } from './record'
import { compareText } from './revision'

/** What a reader sees of a highlight; what it does not say is empty or null. */
export interface ShownHighlight {
  readonly id: string
  /** The words of the article. */
  readonly quote: string
  readonly note: string
  readonly colour: string | null
  readonly tags: readonly string[]
  /** Where its passage stood when it was placed; null where it does not say. */
  readonly anchor: Anchor | null
  /** The reader knows that its passage is gone. */
  readonly kept: boolean
  /** An ISO instant; null where it does not say. */
  readonly created: string | null
  /** What of its note `note` is (`seen` of a note), as `noteToken` writes it. */
  readonly noteSeen: string
}

const listOf = <T>(item: z.ZodType<T>): z.ZodType<readonly T[]> =>
  z.preprocess((raw) => (raw === undefined ? [] : Array.isArray(raw) ? raw : [raw]), z.array(item))

const selectorSchema = z.object({
  exact: z.string().optional().catch(undefined),
  start: z.number().optional().catch(undefined),
})
const bodySchema = z.union([
  z.string().transform((value) => ({ value, purpose: undefined })),
  z.object({ purpose: z.string().optional().catch(undefined), value: z.string().catch('') }),
])
const highlightSchema = z.object({
  target: z.object({ selector: listOf(selectorSchema).catch([]) }).catch({ selector: [] }),
  body: listOf(bodySchema).catch([]),
})

/**
 * The highlights that are on, in the order of the text, those without a position last. Read leniently: what is not as above
 * is passed over, and a highlight without quote and note is not shown.
 */
export function shownHighlights(highlights: ReadonlyMap<string, Highlight>): readonly ShownHighlight[] {
  const shown = [...highlights].flatMap(([id, highlight]) => {
    const read = highlight.removed === true ? null : readHighlight(id, highlight)
    return read === null ? [] : [read]
  })
  return shown
    .sort((a, b) => a.start - b.start || compareText(a.highlight.id, b.highlight.id))
    .map(({ highlight }) => highlight)
}

function readHighlight(id: string, kept: Highlight): { readonly start: number; highlight: ShownHighlight } | null {
  const parsed = highlightSchema.safeParse(kept)
  if (!parsed.success) return null
  const { target, body } = parsed.data
  const values = (...purposes: readonly (string | undefined)[]): readonly string[] =>
    body.filter(({ purpose, value }) => purposes.includes(purpose) && value.trim() !== '').map(({ value }) => value)
  const quote = target.selector.find(({ exact }) => exact !== undefined)?.exact ?? ''
  const note = values('commenting', undefined).join('\n\n')
  if (quote.trim() === '' && note === '') return null
  const start = target.selector.find((selector) => selector.start !== undefined)?.start
  return {
    start: start ?? Number.MAX_SAFE_INTEGER,
    highlight: {
      id,
      quote,
      note,
      colour: values('highlighting')[0] ?? null,
      tags: values('tagging'),
      anchor: null,
      kept: false,
      created: null,
      noteSeen: '',
    },
  }
}
