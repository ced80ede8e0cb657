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

/** How often something was longer than 50 ms, and the longest. @param {readonly number[]} times */
const over50 = (times) => {
  const long = times.filter((time) => time > 50)
  return long.length === 0 ? 'none' : `${long.length}, longest ${ms(Math.max(...long))}`
}
/** The longest task and how many were longer than 50 ms: in processor time, then by the clock. @param {import('./figures').Watch} watch */
const tasks = ({ tasks: all }) => {
  const told = (times) => `${ms(Math.max(0, ...times))} (${times.filter((time) => time > 50).length} over 50)`
  return `${told(all.map(({ cpu }) => cpu))}; ${told(all.map(({ wall }) => wall))}`
}
const sorted = (times) => [...times].sort((a, b) => a - b)
const median = (times) => sorted(times)[Math.floor(times.length / 2)] ?? 0
/** Shares of frames that came later than one, two, three of 60 a second, a millisecond forgiven; the longest. */
const frames = ({ frames: all }) => {
  const share = (limit) => `${((100 * all.filter((time) => time > limit + 1).length) / all.length).toFixed(1)} %`
  return `${share(16.7)}, ${share(33.4)}, ${share(50)}; ${ms(Math.max(...all))} (of ${number(all.length)})`
}

/** @type {readonly (readonly [string, (figures: import('./figures').DeskFigures) => string])[]} */
const deskRows = [
  ['articles', (f) => number(f.articles)],
  ['typing: tasks', (f) => `${tasks(f.typing)} (${f.typing.pressed} keys)`],
  ['typing: key to next paint over 50 ms', (f) => over50(f.typing.keys)],
  [
    'typing: last key to results painted, median, longest',
    (f) => `${ms(median(f.typing.painted))}, ${ms(Math.max(...f.typing.painted))}`,
  ],
  ['wheel, top to bottom: tasks', (f) => tasks(f.scrolling.wheel)],
  ['wheel: frames over 16.7, 33.3, 50 ms; longest', (f) => frames(f.scrolling.wheel)],
  ['PageDown held, 300 pages: tasks', (f) => tasks(f.scrolling.pageDown)],
  ['PageDown: frames over 16.7, 33.3, 50 ms; longest', (f) => frames(f.scrolling.pageDown)],
  ['dragged, top to bottom in 6 s: tasks', (f) => tasks(f.scrolling.thumb)],
  ['dragged: frames over 16.7, 33.3, 50 ms; longest', (f) => frames(f.scrolling.thumb)],
  ['j, then k held: tasks', (f) => tasks(f.moves.next)],
  ['the palette, and six letters in it: tasks', (f) => tasks(f.moves.palette)],
  ['from view to view: tasks', (f) => tasks(f.moves.views)],
  ['from library to library: tasks', (f) => tasks(f.moves.libraries)],
  ['an article of 1 MB: tasks', (f) => tasks(f.moves.long)],
  ['archive all by one query: answered', (f) => ms(f.archive.answered)],
  ['archive all: tasks', (f) => tasks(f.archive)],
  ['undo of it: answered', (f) => ms(f.archive.undone)],
  ['all chosen and archived by keys: counted as archived', (f) => ms(f.archive.byKeys)],
  ['all chosen and archived by keys: tasks', (f) => tasks(f.archive.byKeysWatch)],
  [
    '`is:unread` in the library process, nothing sorted, all archived',
    (f) => `${f.unread.before.toFixed(1)} ms, ${f.unread.archived.toFixed(1)} ms`,
  ],
  [
    'reopen with a highlight in each article: until all is ready',
    ({ annotations: a }) => (a === null ? '–' : ms(a.ready)),
  ],
  [
    'all highlights: key to first card, again',
    ({ annotations: a }) => (a === null ? '–' : `${ms(a.shown)}, ${ms(a.shownAgain)}`),
  ],
  [
    'all highlights: one colour, words',
    ({ annotations: a }) => (a === null ? '–' : `${ms(a.byColour)}, ${ms(a.byWord)}`),
  ],
  ['all highlights: tasks', ({ annotations: a }) => (a === null ? '–' : tasks(a))],
  ['first search after it: to first hit', ({ annotations: a }) => (a === null ? '–' : ms(a.search))],
  ...[
    ['opened', 'opening'],
    ['scrolled by the wheel', 'scrolling'],
    ['one more added', 'adding'],
  ].map(([what, part]) => [
    `an article of 1 MB with 5,000 highlights, ${what}: tasks`,
    ({ marked }) => (marked === null ? '–' : tasks(marked[part])),
  ]),
]

/** The figures as a Markdown table, one column for each shell. @param {readonly import('./figures').Figures[]} figures */
export const table = (figures) => tableOf(rows, figures)
/** What the desk does at rest, as such a table. @param {readonly import('./figures').DeskFigures[]} figures */
export const deskTable = (figures) => tableOf(deskRows, figures)

function tableOf(rows, figures) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(['', ...figures.map(({ shell }) => shell)]),
    line(['---', ...figures.map(() => '---:')]),
    ...rows.map(([name, cell]) => line([name, ...figures.map(cell)])),
  ].join('\n')
}
