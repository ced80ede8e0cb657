/** What the library process and its text worker say to each other. */
import type { Whereabouts } from '../index/texts'
import type { ShowAnswers, ShownText, ShowRequest, WantedKind } from './show'

/** What a text worker is started with: two counters in shared memory. */
export interface TextWorkerStart {
  /** `[progress]` grows with every text begun, `[stop]` is the number of the last job to be cut short. */
  readonly counters: Int32Array
}
export const counters = { progress: 0, stop: 1, count: 2 } as const

/** A text, or where it lies. */
export type TextSource = { readonly text: string } | Whereabouts

/** Looks through texts for a regular expression, one after another. */
export interface LookJob {
  readonly kind: 'look'
  readonly job: number
  readonly source: string
  readonly flags: string
  /** Null: title and text. */
  readonly field: 'title' | 'body' | null
  /** Empty where titles are not looked at. */
  readonly titles: readonly string[]
  /** Absolute paths. */
  readonly files: readonly string[]
  /** For each text four numbers: its file's place in `files` (-1: it is in `memory`), and where it lies there (`TextPlace`). */
  readonly places: Float64Array
  /** Texts that lie in no file, by their number. */
  readonly memory: ReadonlyMap<number, string>
  /** For each text what was found (`verdicts`), in shared memory: what is there counts, whatever becomes of the worker. */
  readonly found: Uint8Array
}

/** What `found` says of a text: 0 where it was not looked at, else `looked` and what else is so. */
export const verdicts = { looked: 1, inTitle: 2, inBody: 4, unreadable: 8 } as const

/** Points out in one text where it is what was asked for. */
export interface ShowJob {
  readonly kind: 'show'
  readonly job: number
  readonly article: Omit<ShownText, 'text'>
  readonly text: TextSource
  readonly request: ShowRequest<WantedKind>
}

export type TextJob = LookJob | ShowJob

/** `shown` is null where the text could not be read. */
export type TextAnswer =
  | { readonly kind: 'look'; readonly job: number }
  | { readonly kind: 'show'; readonly job: number; readonly shown: ShowAnswers[WantedKind] | null }
