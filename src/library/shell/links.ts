/** Which addresses may leave Lectern for the reader's own browser or mail program. */
import { LecternError } from '#shared/result'

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** Parses an address and writes it out again, so that what is checked is what is opened; throws `invalid` for any other kind. */
export function readLink(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !allowed.has(parsed.protocol))
    throw new LecternError(
      'invalid',
      'Only web and mail addresses (http, https, mailto) are opened. This link was not.',
    )
  return parsed.href
}
