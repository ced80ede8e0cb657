/** The week of a day. */

const dayLength = 86_400_000

/** Monday to Sunday around a day; all of them ISO days, without any time zone. */
export function weekOf(day: string): { readonly from: string; readonly to: string } {
  const at = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7
  const isoOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
  const monday = at - sinceMonday * dayLength
  return { from: isoOf(monday), to: isoOf(monday + 6 * dayLength) }
}
