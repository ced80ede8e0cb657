/**
 * Errors as values. A failure that a reader can meet crosses every boundary as data, never as a thrown string, so that a
 * shell can show it and a program can tell the kinds apart.
 */
import { z } from 'zod'

/** The kinds of failure the shells tell apart; the message says the rest. */
const errorCodes = [
  'invalid', // the request does not fit its schema: a fault of ours, shown as such
  'not-found', // the article, library or folder is not there (any more)
  'place-needed', // the first annotation: the reader has to choose where notes are kept
  'io', // the file system refused: full, read-only, gone, not permitted
  'locked', // another process holds the writer's lock
  'newer-format', // the file was written by a newer Lectern and is left alone
  'unavailable', // this shell cannot do it, or the library process is starting again
  'cancelled',
  'internal', // a fault of ours
] as const

const errorCodeSchema = z.enum(errorCodes)
/** One of the kinds of failure. */
export type ErrorCode = z.infer<typeof errorCodeSchema>

export const failureSchema = z.object({ code: errorCodeSchema, message: z.string() }).readonly()
/** What went wrong, written for the reader: what happened, what it means for their data, what to do next. */
export type Failure = z.infer<typeof failureSchema>

/** A value or the reason why there is none. */
export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** Wraps a value as a success. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

/** Wraps a reason as a failure. */
export const fail = (code: ErrorCode, message: string): Result<never> => ({ ok: false, error: { code, message } })

/** A `Failure` as an exception, for code that throws up to the nearest boundary, where it becomes a `Result` again. */
export class LecternError extends Error {
  override readonly name = 'LecternError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Turns whatever was thrown into a `Failure`; what is not a `LecternError` is a fault of ours and is called so. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof LecternError) return { code: thrown.code, message: thrown.message }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** Makes the compiler hold a `switch` over a union complete. */
export function assertNever(value: never): never {
  throw new LecternError('internal', `Unexpected value: ${JSON.stringify(value)}`)
}
