/** Days as the reader's own calendar has them. */

const two = (number: number): string => String(number).padStart(2, '0')

/** The day of a moment (milliseconds since the epoch) where this machine stands: `2024-01-04`. */
export function localDay(time: number): string {
  const date = new Date(time)
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
