/** Names of months, as dates are written in the languages that articles most often come in. */

/** For each month its names and short names, lower case, without full stops and accents. */
const names: readonly string[] = [
  'jan january gen gennaio ene enero janv janvier janeiro januari januar janner',
  'feb february febbraio febrero fev fevr fevrier fevereiro februari februar',
  'mar march marzo mars marco maart mrt marz maerz mrz marts',
  'apr april abr abril avr avril aprile',
  'may mai mag maggio mayo maio mei maj',
  'jun june giu giugno junio juin junho juni',
  'jul july lug luglio julio juil juillet julho juli',
  'aug august ago agosto aout augustus augusti',
  'sep sept september set settembre septiembre setiembre septembre setembro',
  'oct october ott ottobre octubre octobre out outubro okt oktober',
  'nov november novembre noviembre novembro',
  'dec december dic dicembre diciembre decembre dez dezembro dezember desember des',
]

const byName = new Map(names.flatMap((line, index) => line.split(' ').map((name) => [name, index + 1] as const)))

/** The number of the month (1–12) that a word names, in any case, with or without accents and full stop; null if none. */
export function monthNamed(word: string): number | null {
  const plain = word.normalize('NFD').replace(/\p{M}|\./gu, '')
  return byName.get(plain.toLowerCase()) ?? null
}
