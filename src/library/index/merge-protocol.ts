/** What the library process and a merge worker say to each other. */
import type { JoinInput } from '#core/search/join'
import type { SearchableAnnotation } from '#core/search/types'

/** What a segment is to be made of. */
export type SegmentWork =
  | { readonly kind: 'join'; readonly inputs: readonly JoinInput[] }
  /** What readers wrote, read in the languages of the articles' stemmers. */
  | {
      readonly kind: 'freeze'
      readonly annotations: readonly SearchableAnnotation[]
      readonly languages: readonly string[]
    }

/** A segment to be made. */
export interface SegmentJob {
  readonly job: number
  readonly work: SegmentWork
}

/** The segment, in shared memory. */
export interface SegmentAnswer {
  readonly job: number
  readonly segment: Uint8Array
}
