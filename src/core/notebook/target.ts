/** The targets of highlights, read leniently: https://www.w3.org/TR/annotation-model/#specific-resources */
import { z } from 'zod'
import type { Anchor } from '../anchoring/anchor'
import type { Target } from './kept-highlight'

/** Where a target says its passage is. */
interface ReadTarget {
  /** The words of the article, and what stood around them; empty where it says none. */
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
  /** Null without a quote or a position. */
  readonly anchor: Anchor | null
  /** Where it begins; null where it does not say. */
  readonly start: number | null
  /** The reader knows that its passage is gone. */
  readonly kept: boolean
}

const optionalText = z.string().optional().catch(undefined)
const offset = z.number().int().nonnegative().optional().catch(undefined)
const selectorSchema = z
  .object({ exact: optionalText, prefix: optionalText, suffix: optionalText, start: offset, end: offset })
  .catch({})

/** Reads a target; what is odd in it is passed over. */
export function readTarget(target: Readonly<Record<string, unknown>> | null): ReadTarget {
  const selectors = selectorsIn(target?.selector).map((raw) => selectorSchema.parse(raw))
  const quote = selectors.find(({ exact }) => exact !== undefined && exact !== '')
  const position = selectors.find(({ start, end }) => start !== undefined && end !== undefined && start < end)
  const { exact = '', prefix = '', suffix = '' } = quote ?? {}
  const { start = 0, end = 0 } = position ?? {}
  return {
    quote: exact,
    prefix,
    suffix,
    anchor: exact === '' || position === undefined ? null : { exact, prefix, suffix, start, end },
    start: position?.start ?? null,
    kept: target?.kept === true,
  }
}

/** The target of an anchor. */
export function targetOf({ exact, prefix, suffix, start, end }: Anchor): Omit<Target, 'revision'> {
  return {
    selector: [
      { type: 'TextQuoteSelector', exact, prefix, suffix },
      { type: 'TextPositionSelector', start, end },
    ],
  }
}

/** A list of selectors, one alone, and those that refine them. */
function selectorsIn(raw: unknown): readonly unknown[] {
  const listed: readonly unknown[] = Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]
  return listed.flatMap((selector) => {
    const refined = typeof selector === 'object' && selector !== null && 'refinedBy' in selector
    return refined ? [selector, ...selectorsIn(selector.refinedBy)] : [selector]
  })
}
