/** The rows of "Figures to reach", each with what was measured and whether it is reached. */
import { type CorpusFigures, type EngineName, engineOf, type Figures } from './figures'
import { inCell, many, mib, ms, perSecond, quality, spread, times } from './format'

/** A row of "Figures to reach". */
export interface Row {
  readonly what: string
  readonly aim: string
  readonly found: string
  /** Null: not measured in this run. */
  readonly reached: boolean | null
}

export function rowsOf(figures: Figures): readonly Row[] {
  return [...orderRows(figures), ...qualityRows(figures), ...buildRows(figures.main), ...openRows(figures.main)].concat(
    residentRows(figures),
    queryRows(figures),
    updateRows(figures.main),
    boundRows(figures.scale ?? figures.main),
  )
}

function orderRows({ order, main }: Figures): readonly Row[] {
  const row = (what: string, found: Figures['order']['cranfield']): Row => ({
    what: `order, ${what}`,
    aim: 'top 10 identical to one stock lunr index',
    found:
      found === null
        ? ''
        : `${found.identical} of ${found.queries} identical, scores within ${found.largestDifference}`,
    reached: found === null ? null : found.identical === found.queries,
  })
  return [row('Cranfield', order.cranfield), row(`mixed queries, ${many(main.articles)} articles`, order.mixed)]
}

function qualityRows({ quality: collections, known }: Figures): readonly Row[] {
  const cranfield = collections.Cranfield
  const [lunr, base, refined] = (['lunr', 'lectern-base', 'lectern-refined'] as const).map(
    (name) => cranfield?.[name]?.ndcg10,
  )
  const best = lunr === undefined || base === undefined ? undefined : Math.max(lunr, base)
  const gain = best === undefined || refined === undefined ? undefined : refined / best - 1
  return [
    {
      what: 'quality, base',
      aim: 'nDCG@10 not under lunr’s (Cranfield)',
      found: base === undefined || lunr === undefined ? '' : `${quality(base)} for ${quality(lunr)}`,
      reached: base === undefined || lunr === undefined ? null : base >= lunr,
    },
    {
      what: 'quality, re-ranked',
      aim: '5 % over lunr’s (Cranfield)',
      found:
        refined === undefined || gain === undefined
          ? ''
          : `${quality(refined)}, ${(100 * gain).toFixed(1)} % over the better of both`,
      reached: gain === undefined ? null : gain >= 0.05,
    },
    {
      what: 'known items',
      aim: 'found by their titles at least as high as in lunr’s order',
      found: `MRR ${quality(known.refined)} for ${quality(known.base)}, ${known.worse} of ${known.count} lower`,
      reached: known.refined >= known.base,
    },
  ]
}

function buildRows(main: CorpusFigures): readonly Row[] {
  const { articles, lecternBuild, cores, library, extraction } = main
  const own = perSecond(articles, lecternBuild.all.ms)
  const one = perSecond(articles, lecternBuild.one.ms)
  const lunr = perSecond(articles, engineOf(main, 'lunr').build.ms)
  const fts5 = perSecond(articles, engineOf(main, 'fts5').build.ms)
  const fromFiles = perSecond(library.index.articles, library.index.ms)
  const extracting = perSecond(extraction.files, extraction.extractMs)
  return [
    {
      what: 'build, beside lunr',
      aim: '10× lunr with all cores',
      found: `${many(own)} articles/s on ${cores} cores (${many(one)} on one), lunr ${many(lunr)}: ${times(own / lunr)}`,
      reached: own >= 10 * lunr,
    },
    {
      what: 'build, beside FTS5',
      aim: 'past FTS5 with all cores',
      found: `FTS5 ${many(fts5)} articles/s: ${times(own / fts5)}`,
      reached: own > fts5,
    },
    {
      what: 'end to end',
      aim: 'printed beside',
      found: `${many(fromFiles)} articles/s from files to the index on the disk; extraction alone ${many(extracting)} on one core`,
      reached: true,
    },
  ]
}

function openRows(main: CorpusFigures): readonly Row[] {
  const own = engineOf(main, 'lectern-refined').serve
  const lunr = engineOf(main, 'lunr').serve
  const first = main.library.reopen.firstMs
  return [
    {
      what: 'open',
      aim: '1/20 of lunr’s load',
      found: `${ms(own.openMs)} for ${ms(lunr.openMs)}: 1/${(lunr.openMs / own.openMs).toFixed(0)}`,
      reached: own.openMs * 20 <= lunr.openMs,
    },
    {
      what: 'first result',
      aim: 'within 300 ms of the start of the process, warm',
      found: `${ms(first)} in the library process; ${ms(own.firstMs)} with the index alone`,
      reached: first <= 300,
    },
  ]
}

function residentRows({ main, scale }: Figures): readonly Row[] {
  const rows = (figures: CorpusFigures, bound: number): readonly Row[] => {
    const own = figures.library.reopen.resident
    const alone = engineOf(figures, 'lectern-refined').serve
    const lunr = engineOf(figures, 'lunr').serve
    return [
      {
        what: `resident, ${many(figures.articles)} articles`,
        aim: `index process under ${bound} MiB`,
        found: `${mib(own)} in the library process, ${mib(alone.residentServed)} with the index alone`,
        reached: own < bound,
      },
      {
        what: `resident beside lunr, ${many(figures.articles)} articles`,
        aim: 'under 1/4 of lunr’s',
        found: `${mib(alone.residentServed)} for ${mib(lunr.residentServed)} after a collection, ${mib(alone.peak)} for ${mib(lunr.peak)} at most`,
        reached: alone.residentServed * 4 < lunr.residentServed,
      },
    ]
  }
  return [...rows(main, 250), ...(scale === null ? [] : rows(scale, 400))]
}

function queryRows({ main, scale }: Figures): readonly Row[] {
  const p95 = (figures: CorpusFigures, name: EngineName): number => engineOf(figures, name).serve.pages.words?.p95 ?? 0
  const [own, fts5] = [p95(main, 'lectern-refined'), p95(main, 'fts5')]
  const { words, phrase, near } = main.together
  const worst = Math.max(phrase.mean / words.mean, phrase.p95 / words.p95, near.mean / words.mean, near.p95 / words.p95)
  const larger = scale === null ? 0 : p95(scale, 'lectern-refined')
  return [
    {
      what: 'query',
      aim: 'p95 under FTS5’s, ranking and snippets included',
      found: `${ms(own)} for ${ms(fts5)}`,
      reached: own < fts5,
    },
    {
      what: 'query, growth',
      aim: `p95 at ${scale === null ? '50,000' : many(scale.articles)} under 3× that at ${many(main.articles)}`,
      found: scale === null ? '' : `${ms(larger)} for ${ms(own)}: ${times(larger / own)}`,
      reached: scale === null ? null : larger < 3 * own,
    },
    {
      what: 'phrase, NEAR',
      aim: 'no more than 3× the cost of the same words',
      found: `p50 / p95: words ${spread(words)}, phrase ${spread(phrase)}, NEAR ${spread(near)}; at worst ${times(worst)} of mean and p95`,
      reached: worst <= 3,
    },
  ]
}

function updateRows({ library, storeUpdate }: CorpusFigures): readonly Row[] {
  const { first, fromEvent, fromWrite } = library.update
  return [
    {
      what: 'update',
      aim: 'searchable within 100 ms of its event',
      found: `p50 / p95 ${spread(fromEvent)} from the event (${spread(fromWrite)} from the write), ${ms(first)} for the first after a rest; in the store ${spread(storeUpdate)}`,
      reached: fromEvent.p95 <= 100 && first <= 100,
    },
  ]
}

function boundRows(figures: CorpusFigures): readonly Row[] {
  const slowest = figures.library.bounds.reduce((most, bound) => (bound.ms > most.ms ? bound : most))
  return [
    {
      what: `bounded, ${many(figures.articles)} articles`,
      aim: 'patterns, wildcards and fuzzy words end within 1 s',
      found: `at most ${ms(slowest.ms)} (\`${inCell(slowest.text)}\`)`,
      reached: slowest.ms <= 1000,
    },
  ]
}
