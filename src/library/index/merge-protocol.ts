/** What the library process and a merge worker say to each other. */
import type { JoinInput } from '#core/search/join'

/** Segments to be joined. */
export interface JoinJob {
  readonly job: number
  readonly inputs: readonly JoinInput[]
}

/** The joined segment, in shared memory. */
export interface JoinAnswer {
  readonly job: number
  readonly joined: Uint8Array
}
