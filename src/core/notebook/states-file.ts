/** A log of states on disk: a header, then one line of JSON for each change, only ever added to. */
import { z } from 'zod'
import { triageSchema } from '#shared/highlight'
import { isRecord } from './json'
import { changesOf, StateBook, type StateChange } from './states'
import { highestCounter } from './wild-counters'

/** The version of the log. */
const statesVersion = 1

const headerSchema = z.object({ schemaVersion: z.number().int().positive() })
const baselineSchema = z.object({ baseline: z.number().nonnegative() })
const changeSchema = z.object({
  articles: z.array(z.tuple([z.string().min(1), z.string().max(128)]).readonly()).readonly(),
  arrived: z.number().nonnegative().nullable().optional(),
  counter: z.number().int().nonnegative(),
  read: z.boolean().optional(),
  replica: z.string().min(1).max(64),
  triage: triageSchema.nullable().optional(),
})

/** What a log says. */
export interface StatesLog {
  readonly changes: readonly StateChange[]
  /** Milliseconds since the epoch; null where the log does not say it. */
  readonly baseline: number | null
}

/**
 * What reading a log came to. `sound`: bytes up to which it can be added to; what follows was cut off while it was written.
 * `ended`: the last of them is a line break. `broken`: the numbers, from 1, of lines that say nothing.
 */
type StatesReading =
  | { readonly kind: 'newer' }
  | (StatesLog & {
      readonly kind: 'read'
      readonly sound: number
      readonly ended: boolean
      readonly broken: readonly number[]
    })

/**
 * Reads a log (UTF-8). A line that cannot be read, or counts above `highest`, costs that line only. Of two logs that were put
 * together, both headers are passed over.
 */
export function readStates(bytes: Uint8Array, highest?: number): StatesReading {
  const reading = readStatesInSteps(bytes, highest)
  for (;;) {
    const { done, value } = reading.next()
    if (done === true) return value
  }
}

/** Lines read at a time. */
const linesOfStep = 2_000

/** `readStates` with a pause after every few lines, so that others get their turn while a long log is read. */
export function* readStatesInSteps(
  bytes: Uint8Array,
  highest: number = 2 * highestCounter,
): Generator<undefined, StatesReading, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const changes: StateChange[] = []
  const broken: number[] = []
  let baseline: number | null = null
  let [start, number, sound, ended] = [0, 0, 0, true]
  while (start < bytes.length) {
    const lineBreak = bytes.indexOf(10, start)
    const end = lineBreak === -1 ? bytes.length : lineBreak
    const line = parseLine(bytes.subarray(start, end), decoder, highest)
    number += 1
    if (number % linesOfStep === 0) yield
    if (line.is === 'newer') return { kind: 'newer' }
    if (lineBreak === -1 && line.is === 'broken') break
    if (line.is === 'broken') broken.push(number)
    if (line.is === 'change') changes.push(line.change)
    if (line.is === 'baseline') baseline = Math.min(baseline ?? line.time, line.time)
    ended = lineBreak !== -1
    start = end + 1
    sound = Math.min(start, bytes.length)
  }
  return { kind: 'read', changes, baseline, sound, ended, broken }
}

type Line =
  | { readonly is: 'header' | 'newer' | 'broken' }
  | { readonly is: 'baseline'; readonly time: number }
  | { readonly is: 'change'; readonly change: StateChange }

function parseLine(bytes: Uint8Array, decoder: TextDecoder, highest: number): Line {
  let raw: unknown
  try {
    raw = JSON.parse(decoder.decode(bytes))
  } catch {
    return { is: 'broken' }
  }
  const parsed = changeSchema.safeParse(raw)
  // Most lines are changes; none of them is a header, which other programs may tell by its key alone.
  if (parsed.success && isRecord(raw) && raw.schemaVersion === undefined && raw.baseline === undefined)
    return parsed.data.counter > highest ? { is: 'broken' } : { is: 'change', change: changeOf(parsed.data) }
  const header = headerSchema.safeParse(raw)
  if (header.success) return { is: header.data.schemaVersion > statesVersion ? 'newer' : 'header' }
  const opening = baselineSchema.safeParse(raw)
  if (opening.success) return { is: 'baseline', time: opening.data.baseline }
  return parsed.success && parsed.data.counter <= highest
    ? { is: 'change', change: changeOf(parsed.data) }
    : { is: 'broken' }
}

function changeOf({ articles, counter, replica, triage, read, arrived }: z.infer<typeof changeSchema>): StateChange {
  return {
    articles,
    revision: { counter, replica },
    ...(triage !== undefined && { triage }),
    ...(read !== undefined && { read }),
    ...(arrived !== undefined && { arrived }),
  }
}

/** The first line of a log. */
export const statesHeader = `${JSON.stringify({ schemaVersion: statesVersion })}\n`

/** The lines that say this, each with its line break. */
export function formatStates({ changes, baseline }: StatesLog): string {
  const opening = baseline === null ? [] : [`${JSON.stringify({ baseline })}\n`]
  return [...opening, ...changes.map((change) => `${formatChange(change)}\n`)].join('')
}

/** With its keys in order, as in every file. */
function formatChange({ articles, revision, triage, read, arrived }: StateChange): string {
  const { counter, replica } = revision
  return JSON.stringify({ articles, arrived, counter, read, replica, triage })
}

/** The same in as few lines as it takes. */
export function compactStates({ changes, baseline }: StatesLog): StatesLog {
  const book = new StateBook()
  for (const change of changes) book.apply(change)
  return { changes: changesOf(book.articles), baseline }
}
