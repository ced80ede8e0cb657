/** Failures as the terminal shows them: one line on standard error, and an exit code. */
import { assertNever, type ErrorCode, LecternError, toFailure } from '#shared/result'
import { plainLine } from './plain-text'
import type { ExitCode } from './terminal'

/** A command that was called wrongly: exit code 2. */
export const wrongUse = (message: string): LecternError => new LecternError('invalid', message)

/** The exit code of a failure. */
function exitCodeOf(code: ErrorCode): ExitCode {
  switch (code) {
    case 'not-found':
      return 1
    case 'invalid':
      return 2
    case 'io':
    case 'locked':
    case 'newer-format':
    case 'place-needed':
    case 'unavailable':
    case 'cancelled':
    case 'internal':
      return 3
    default:
      return assertNever(code)
  }
}

/** The line for standard error, and the exit code, of whatever was thrown. */
export function describeFailure(thrown: unknown): { readonly line: string; readonly exitCode: ExitCode } {
  const { code, message } = toFailure(thrown)
  const text = plainLine(message)
  return {
    line: `lectern: ${code === 'internal' ? `this is a fault of Lectern’s own: ${text}` : text}\n`,
    exitCode: exitCodeOf(code),
  }
}
