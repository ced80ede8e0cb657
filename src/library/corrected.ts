/** Articles as the reader put them right. */

import type { ArticleDate } from '#shared/article'
import { type CorrectableField, correctableFields } from '#shared/highlight'

/** What an article says of itself, as far as it can be put right. */
interface Said {
  readonly title: string
  readonly author: string | null
  readonly source: string | null
  readonly date: ArticleDate
}

/** What the reader put in place of it, by field. */
export type CorrectedFields = Readonly<Partial<Record<CorrectableField, string>>>

/** With the reader's words in place of the article's; the same object where nothing was put right. */
export function corrected<T extends Said>(said: T, corrections: CorrectedFields): T {
  const { title, author, source, date } = corrections
  if (title === undefined && author === undefined && source === undefined && date === undefined) return said
  return {
    ...said,
    ...(title !== undefined && { title }),
    ...(author !== undefined && { author }),
    ...(source !== undefined && { source }),
    ...(date !== undefined && { date: { iso: date, written: null } }),
  }
}

/** What the article says of a field, as it would be typed; null where it says nothing. */
export function writtenOf(said: Said, field: CorrectableField): string | null {
  return field === 'date' ? (said.date.iso ?? said.date.written) : said[field]
}

/** What the article says in the fields that were put right. */
export function asWritten(said: Said, corrections: CorrectedFields): Partial<Record<CorrectableField, string | null>> {
  const written: Partial<Record<CorrectableField, string | null>> = {}
  for (const field of correctableFields) if (corrections[field] !== undefined) written[field] = writtenOf(said, field)
  return written
}
