/** Figures for docs/reliability.md: printed by the tests that find them where LECTERN_FIGURES is 1. */
export function figure(line: string): void {
  if (process.env.LECTERN_FIGURES === '1') process.stdout.write(`figure: ${line}\n`)
}
