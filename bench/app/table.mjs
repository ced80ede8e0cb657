const number = (value) => Math.round(value).toLocaleString('en')
const ms = (value) => `${number(value)} ms`

const memory = (value) => (value === null ? '–' : `${number(value.all)} MiB, ${number(value.library)} MiB`)
const work = (value) => (value === null ? '–' : ms(value))

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
  ['memory after indexing: all processes, library process', (f) => memory(f.memory)],
  ['memory reopened and left alone: all processes, library process', (f) => memory(f.openIdle.memory)],
  ['processor time in 10 s left alone, all articles open', (f) => work(f.openIdle.work)],
  ['nothing open: start to first screen', (f) => ms(f.nothingOpen.start)],
  ['nothing open, left alone: memory', (f) => memory(f.nothingOpen.memory)],
  ['nothing open: processor time in 10 s left alone', (f) => work(f.nothingOpen.work)],
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
