/** One run of the benchmark: `npm run bench`. Prints Markdown and writes JSON. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, release, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { SearchableArticle } from '#core/search/types'
import { Asker } from './asks'
import { copySample, filesIn, generateInto } from './corpus'
import { readCranfield } from './cranfield'
import { readDocuments, writeDocuments } from './documents'
import { written } from './engines/lectern'
import type { CorpusFigures, EngineName, Figures, KnownItems } from './figures'
import { engines } from './figures'
import type { TogetherFigures } from './lectern-jobs'
import type { LibraryInput } from './library-jobs'
import type { Spread } from './measure'
import type { OrderFigures } from './order-jobs'
import { inProcess } from './processes'
import { type Judged, qualityOf, reciprocalRank } from './quality'
import { report } from './report'
import type { BuildFigures, RankInput, ServeFigures } from './serve-engine'
import { topicQuestions } from './topics'

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    articles: { type: 'string', default: '20000' },
    scale: { type: 'string', default: '50000' },
    cranfield: { type: 'string' },
    out: { type: 'string', default: 'bench/results' },
  },
})
const typedAt = process.env.INIT_CWD ?? '.'
const folders = values.corpus.map((folder) => resolve(typedAt, folder))
const sizes = { main: Number(values.articles), scale: Number(values.scale) }
if (!(sizes.main > 0 && sizes.scale >= 0)) {
  console.error('--articles and --scale are numbers of articles.')
  process.exit(2)
}

const scratch = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

/** Engines of the larger set: the others' growth is not a row of the table, and takes long. */
const scaleEngines: readonly EngineName[] = ['lectern-refined', 'lectern-base', 'lunr', 'fts5']
const allEngines = Object.keys(engines) as EngineName[]
/** What each pattern, wildcard or fuzzy word costs where it has to look at everything. */
const boundless = ['/(\\w+ ?)+ never$/', '/[a-z]+tion of [a-z]+/', '*tion', '*a*e*', 'g?v*t', 'government~9', 's*']

/** Where one set of articles and all that is made of it lies. */
interface Place {
  readonly files: string
  readonly prepared: string
  readonly articles: readonly SearchableArticle[]
  readonly extraction: CorpusFigures['extraction']
}

async function prepare(name: string, count: number): Promise<Place | null> {
  const [files, prepared] = [join(scratch, name, 'files'), join(scratch, name, 'prepared')]
  if (folders.length === 0) generateInto(files, count)
  else {
    const found = filesIn(folders)
    if (name === 'scale' && found.length <= sizes.main) return null
    copySample(found, count, files)
  }
  mkdirSync(prepared, { recursive: true })
  say(`${name}: extracting`)
  const extraction = await inProcess<CorpusFigures['extraction']>('corpus-jobs', 'extract', { folder: files, prepared })
  return { files, prepared, articles: await readDocuments(prepared), extraction }
}

const indexOf = (prepared: string, engine: EngineName): string =>
  join(prepared, '..', engine === 'lectern-base' ? 'lectern-refined' : engine)

async function measure(place: Place, names: readonly EngineName[], withMixed: boolean): Promise<CorpusFigures> {
  const { prepared, files, articles } = place
  const cores = Math.max(1, Math.min(4, availableParallelism()))
  const asker = new Asker(articles, 3)
  const words = asker.words(600)
  const asks = withMixed ? { words, mixed: asker.mixed(300) } : { words }
  const figures: CorpusFigures['engines'] = {}
  let one: BuildFigures | null = null
  let all: BuildFigures | null = null
  for (const name of names) {
    const folder = indexOf(prepared, name)
    say(`${engines[name]}: ${articles.length} articles`)
    if (name === 'lectern-refined') {
      one = await inProcess<BuildFigures>(name, 'build', { prepared, folder: `${folder}-one`, cores: 1 })
      rmSync(`${folder}-one`, { recursive: true })
    }
    const build: BuildFigures =
      name === 'lectern-base' && all !== null
        ? all
        : await inProcess<BuildFigures>(name, 'build', {
            prepared,
            folder,
            cores: name === 'lectern-refined' ? cores : 1,
          })
    if (name === 'lectern-refined') all = build
    figures[name] = { build, serve: await inProcess<ServeFigures>(name, 'serve', { prepared, folder, asks }) }
  }
  if (one === null || all === null) throw new Error('Lectern was not among the engines.')
  const folder = indexOf(prepared, 'lectern-refined')
  say('Lectern: words that stand together, changes in the store')
  const together = await inProcess<TogetherFigures>('lectern-jobs', 'together', {
    ...{ prepared, folder },
    asks: asker.pairs(200, 'words'),
  })
  const storeUpdate = await inProcess<Spread>('lectern-jobs', 'update', { prepared, folder, count: 200 })
  say('Lectern: the library process')
  const input: LibraryInput = { folder: files, place: join(prepared, '..', 'app') }
  const texts = words.slice(0, 200).map(written)
  const paths = Array.from({ length: 41 }, (_, i) => articles[Math.floor((i * articles.length) / 41)]?.key ?? '')
  const index = await inProcess<CorpusFigures['library']['index']>('library-jobs', 'index', input)
  const reopen = await inProcess<CorpusFigures['library']['reopen']>('library-jobs', 'reopen', {
    ...input,
    asks: texts,
  })
  const bounds = await inProcess<CorpusFigures['library']['bounds']>('library-jobs', 'bounds', {
    ...input,
    asks: boundless,
  })
  const update = await inProcess<CorpusFigures['library']['update']>('library-jobs', 'update', { ...input, paths })
  const bytes = articles.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0)
  return {
    ...{ articles: articles.length, bytes, extraction: place.extraction, cores, lecternBuild: { one, all } },
    ...{ engines: figures, library: { index, reopen, bounds, update }, together, storeUpdate },
  }
}

/** Each engine's first hundred for each question, down the path a reader goes. */
async function judge(
  prepared: string,
  questions: readonly Judged[],
  need: RankInput['need'],
  selves?: readonly string[],
) {
  const quality: Figures['quality'][string] = {}
  for (const name of allEngines) {
    const input: RankInput = {
      prepared,
      folder: indexOf(prepared, name),
      asks: questions.map(({ ask }) => ask),
      depth: 101,
      need,
    }
    const found = await inProcess<readonly (readonly string[])[]>(name, 'rank', input)
    quality[name] = qualityOf(
      questions,
      found.map((keys, i) => keys.filter((key) => key !== selves?.[i]).slice(0, 100)),
    )
  }
  return quality
}

async function knownItems(place: Place): Promise<KnownItems> {
  const items = new Asker(place.articles, 5).titles(200).filter(({ ask }) => ask.words.length > 0)
  const wanted = items.map(({ key }) => key)
  const rank = (name: EngineName): Promise<readonly (readonly string[])[]> =>
    inProcess(name, 'rank', {
      ...{ prepared: place.prepared, folder: indexOf(place.prepared, name) },
      ...{ asks: items.map(({ ask }) => ask), depth: 100, need: 'path' },
    } satisfies RankInput)
  const [base, refined] = [await rank('lectern-base'), await rank('lectern-refined')]
  const worse = wanted.filter((key, i) => placeOf(refined[i], key) > placeOf(base[i], key)).length
  return { base: reciprocalRank(wanted, base), refined: reciprocalRank(wanted, refined), worse, count: wanted.length }
}

function placeOf(keys: readonly string[] | undefined, key: string): number {
  const place = keys?.indexOf(key) ?? -1
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

/** An index of a small collection for every engine. */
async function buildAll(prepared: string): Promise<void> {
  for (const name of allEngines)
    if (name !== 'lectern-base') await inProcess(name, 'build', { prepared, folder: indexOf(prepared, name), cores: 1 })
}

async function main(): Promise<void> {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform} ${release()}`
  const place = await prepare('main', sizes.main)
  if (place === null) throw new Error('There are no articles.')
  const main = await measure(place, allEngines, true)
  const quality: Record<string, Figures['quality'][string]> = {}
  const asker = new Asker(place.articles, 11)
  say('order')
  const mixed = await inProcess<OrderFigures>('order-jobs', 'compare', {
    ...{ prepared: place.prepared, folder: indexOf(place.prepared, 'lectern-refined') },
    asks: asker.mixed(200),
  })
  const usual = await inProcess<Spread>('lectern-jobs', 'refining', {
    ...{ prepared: place.prepared, folder: indexOf(place.prepared, 'lectern-refined'), asks: asker.words(200) },
  })
  let cranfield: OrderFigures | null = null
  let partial: Spread | null = null
  if (values.cranfield !== undefined) {
    say('Cranfield')
    const { articles, questions } = readCranfield(resolve(typedAt, values.cranfield))
    const prepared = join(scratch, 'cranfield', 'prepared')
    mkdirSync(prepared, { recursive: true })
    writeDocuments(prepared, articles)
    await buildAll(prepared)
    quality.Cranfield = await judge(prepared, questions, 'path')
    quality['Cranfield, any word'] = await judge(prepared, questions, 'any')
    const folder = indexOf(prepared, 'lectern-refined')
    const asks = questions.map(({ ask }) => ask)
    cranfield = await inProcess<OrderFigures>('order-jobs', 'compare', { prepared, folder, asks })
    partial = await inProcess<Spread>('lectern-jobs', 'refining', { prepared, folder, asks })
  }
  for (const [number, folder] of folders.entries()) {
    const topics = topicQuestions(folder, `${number}/`, place.articles)
    if (topics === null || topics.titles.length === 0) continue
    say('topics')
    quality['topics by name'] = await judge(place.prepared, topics.names, 'path')
    const selves = topics.titles.map(({ self }) => self)
    quality['topics by an article’s title, any word'] = await judge(place.prepared, topics.titles, 'any', selves)
  }
  say('known items')
  const known = await knownItems(place)
  const larger = sizes.scale > sizes.main ? await prepare('scale', sizes.scale) : null
  const scale = larger === null ? null : await measure(larger, scaleEngines, false)
  const figures: Figures = {
    ...{ machine, corpus: folders.length === 0 ? 'generated, seed 1' : `${folders.length} folder(s)` },
    ...{ main, scale, order: { mixed, cranfield }, quality, known, refining: { usual, partial } },
  }
  console.log(`\n${report(figures)}\n`)
  const out = resolve(typedAt, values.out)
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'search.json'), `${JSON.stringify(figures, null, 2)}\n`)
  writeFileSync(join(out, 'search.md'), `${report(figures)}\n`)
  console.log(`As JSON: ${join(out, 'search.json')}`)
}

await main()
