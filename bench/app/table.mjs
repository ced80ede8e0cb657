const number = (value) => Math.round(value).toLocaleString('en')
const ms = (value) => `${number(value)} ms`

/** @type {readonly (readonly [string, (figures: import('./figures').Figures) => string])[]} */
const rows = [
  ['articles', (f) => number(f.articles)],
  ['start to first list', (f) => ms(f.firstRun.firstList)],
  [
    'word typed to first hit, while indexing',
    (f) => `${ms(f.firstRun.firstHit)} (${number(f.firstRun.indexedAtFirstHit)} articles indexed)`,
  ],
  ['start to full index', (f) => `${ms(f.firstRun.fullIndex)} (${number(f.firstRun.articlesPerSecond)} articles/s)`],
  ['reopen: start to first list', (f) => ms(f.reopen.firstList)],
  ['reopen: word typed to first hit', (f) => ms(f.reopen.firstHit)],
  ['dates right', (f) => `${number(f.dates.right)} of ${number(f.articles)}`],
  ['shell process: longest stall', (f) => ms(f.stalls.shell.longest)],
  ['page: longest task, tasks over 50 ms', (f) => `${ms(f.stalls.page.longest)}, ${f.stalls.page.over50 ?? '–'}`],
  [
    'memory: all processes, library process',
    (f) => (f.memory === null ? '–' : `${number(f.memory.all)} MiB, ${number(f.memory.library)} MiB`),
  ],
]

/** The figures as a Markdown table, one column for each shell. @param {readonly import('./figures').Figures[]} figures */
export function table(figures) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(['', ...figures.map(({ shell }) => shell)]),
    line(['---', ...figures.map(() => '---:')]),
    ...rows.map(([name, cell]) => line([name, ...figures.map(cell)])),
  ].join('\n')
}
