/** Where a highlight's passage is now, in the reader's words. */
import type { AnnotationItem } from '#shared/annotation'
import type { Standing } from '#shared/highlight'
import { assertNever } from '#shared/result'
import type { Landing } from '../../desk/state'

/** What is worth saying about where a passage is; empty where it stands as it was highlighted. */
export function describeStanding(standing: Standing): string {
  switch (standing.kind) {
    case 'placed':
      return standing.moved ? 'Found again in the changed article' : ''
    case 'review':
      return 'Needs a look: the article changed'
    case 'kept':
      return 'No longer in the article; kept'
    default:
      return assertNever(standing)
  }
}

/** How sure a place is, in words: nobody reads 0.83 the same way. */
export function describeConfidence(confidence: number): string {
  if (confidence >= 0.85) return 'Very likely here'
  if (confidence >= 0.6) return 'Likely here'
  return 'Perhaps here'
}

/** Where an article opens for an item: at the passage, at its likeliest place, or where the reader left off. */
export function landingOf({ highlight }: AnnotationItem): Landing {
  if (highlight === null) return 'position'
  const { standing } = highlight
  if (standing.kind === 'placed') return { passage: standing.start }
  const likeliest = standing.kind === 'review' ? standing.candidates[0] : undefined
  return likeliest === undefined ? 'position' : { passage: likeliest.start }
}
