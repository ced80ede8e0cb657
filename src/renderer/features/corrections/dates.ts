/** Dates as the reader writes them in a correction. */

/** What is wrong with a date, in plain words; null where it is a year, a month or a day that exists. */
export function dateProblem(written: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(written.trim())
  if (match === null) return 'Write it as 2024, 2024-01 or 2024-01-04.'
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  if (month < 1 || month > 12) return 'There are twelve months: write the fourth as 04.'
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, day)
  return moment.getUTCDate() === day && day > 0 ? null : 'This month has no such day.'
}
