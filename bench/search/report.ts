/** The figures as Markdown: the rows to reach, each with its mark, and the engines side by side. */
import { type CorpusFigures, type EngineName, engineOf, engines, type Figures } from './figures'
import { inCell, many, mib, ms, perSecond, quality, spread, times } from './format'
import { type Row, rowsOf } from './rows'

/** The whole report. */
export function report(figures: Figures): string {
  const { machine, corpus, main, scale } = figures
  return [
    `${machine}; ${many(main.articles)} articles (${corpus}), ${Math.round(main.bytes / 2 ** 20)} MiB of text.`,
    rowsTable(rowsOf(figures)),
    `### Engines, ${many(main.articles)} articles`,
    enginesTable(main),
    ...(scale === null ? [] : [`### Engines, ${many(scale.articles)} articles`, enginesTable(scale)]),
    '### Quality',
    qualityTable(figures),
    '### Bounded',
    boundsTable(scale ?? main),
    '### Costs of single steps',
    stepsTable(figures),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

const rowsTable = (rows: readonly Row[]): string =>
  [
    '| row | to reach | measured | |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ what, aim, found, reached }) => {
      const mark = reached === null ? 'not measured' : reached ? 'reached' : '**not reached**'
      return `| ${what} | ${aim} | ${found} | ${mark} |`
    }),
  ].join('\n')

function enginesTable(figures: CorpusFigures): string {
  const names = (Object.keys(engines) as EngineName[]).filter((name) => figures.engines[name] !== undefined)
  const lunr = engineOf(figures, 'lunr')
  const rows = names.map((name) => {
    const { build, serve } = engineOf(figures, name)
    const page = (kind: string): string => {
      const found = serve.pages[kind]
      return found === undefined ? '–' : spread(found)
    }
    return [
      engines[name],
      `${many(perSecond(figures.articles, build.ms))} (${times(lunr.build.ms / build.ms)})`,
      `${Math.round(build.bytes / 2 ** 20)} MiB`,
      `${ms(serve.openMs)} (1/${(lunr.serve.openMs / serve.openMs).toFixed(1)})`,
      ms(serve.firstMs),
      `${mib(serve.residentServed)} (${mib(serve.peak)})`,
      page('words'),
      page('mixed'),
    ]
  })
  const head = [
    ...[
      '',
      'build, articles/s (to lunr)',
      'on disk',
      'open (to lunr)',
      'process start to first page',
      'resident (at most)',
    ],
    ...['1–3 words, page of 10, p50 / p95', 'mixed, p50 / p95'],
  ]
  return table(head, rows)
}

function qualityTable({ quality: collections }: Figures): string {
  const rows = Object.entries(collections).flatMap(([collection, byEngine]) =>
    (Object.keys(engines) as EngineName[]).flatMap((name) => {
      const found = byEngine[name]
      if (found === undefined) return []
      const { ndcg10, recall100, map, halves } = found
      return [
        [collection, engines[name], quality(ndcg10), halves.map(quality).join(' / '), quality(recall100), quality(map)],
      ]
    }),
  )
  return table(['collection', 'engine', 'nDCG@10', 'halves', 'recall@100', 'MAP@100'], rows)
}

const boundsTable = ({ library }: CorpusFigures): string =>
  table(
    ['query', 'time', 'found', 'what the reader is told'],
    library.bounds.map(({ text, ms: took, total, shortfall }) => [
      `\`${inCell(text)}\``,
      ms(took),
      many(total),
      inCell(shortfall ?? '–'),
    ]),
  )

function stepsTable({ main, scale, refining }: Figures): string {
  const { readMs, extractMs, files } = main.extraction
  const rows: (readonly string[])[] = [
    ['reading the files, one core', `${many(perSecond(files, readMs))} articles/s`],
    ['extraction (bytes to canonical text and language), one core', `${many(perSecond(files, extractMs))} articles/s`],
    ['re-ranking, p50 / p95', spread(refining.usual)],
    ...(refining.partial === null
      ? []
      : [['re-ranking of partial matches to long questions (Cranfield), p50 / p95', spread(refining.partial)]]),
    ['library process, page of 10, p50 / p95', spread(main.library.reopen.pages)],
    ...(scale === null ? [] : [[`the same at ${many(scale.articles)} articles`, spread(scale.library.reopen.pages)]]),
  ]
  return table(['', 'measured'], rows)
}
