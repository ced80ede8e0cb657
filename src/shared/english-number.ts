/** Numbers in messages, which are English whatever the reader's locale. */
const format = new Intl.NumberFormat('en')

/** A number as English writes it: `19,043`. */
export const englishNumber = (value: number): string => format.format(value)
