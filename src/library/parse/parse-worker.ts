/**
 * A worker thread: the one place where the bytes of articles are read and parsed. It knows nothing but what it is asked; the
 * pool ends it when it takes too long or too much memory.
 */
import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { sketchOf } from '#core/anchoring/index'
import type { ParsedArticle } from '#core/formats/format'
import { maxArticleBytes, parseArticle } from '#core/formats/registry'
import { ArticleFreezer } from '#core/search/freeze'
import { languageOf } from '#core/search/languages'
import { LecternError } from '#shared/result'
import { type FoundFile, fileState } from '../disk/file-state'
import { codeOf } from '../disk/io-error'
import { absolute, inside } from '../paths'
import type {
  ArticleSummary,
  FileToRead,
  ReadAnswer,
  ReadFiles,
  Reading,
  ReadJob,
  RefusedReading,
  WorkerStart,
} from './parse-protocol'

const { begun } = workerData as WorkerStart

parentPort?.on('message', (job: ReadJob) => {
  void answer(job).then((files) => {
    const message: ReadAnswer = { job: job.job, ...files }
    const texts = files.readings.flatMap((reading) => (reading.is === 'article' ? [reading.text] : []))
    const transfer = [...texts, ...files.segments].map(({ buffer }) => buffer as ArrayBuffer)
    parentPort?.postMessage(message, transfer)
  })
})

async function answer(job: ReadJob): Promise<ReadFiles> {
  const readings: Reading[] = []
  const freezer = new ArticleFreezer()
  for (const file of job.files) {
    Atomics.add(begun, 0, 1)
    readings.push(await read(job, file, freezer))
  }
  const hasArticles = readings.some((reading) => reading.is === 'article')
  return { readings, segments: hasArticles ? [freezer.finish()] : [] }
}

async function read({ root, whole }: ReadJob, { path, known }: FileToRead, freezer: ArticleFreezer): Promise<Reading> {
  try {
    const content = readContent(root, path)
    if (content.is !== 'content') return content
    const { file } = content
    const hash = createHash('sha256').update(content.bytes).digest('hex')
    if (hash === known) return { is: 'unchanged', file }
    const article = await parseArticle({ path, bytes: content.bytes })
    if (whole) return { is: 'whole', file, hash, article }
    const summary = summaryOf(article, hash)
    const { title, author, source, keywords, language } = summary
    freezer.add({ key: path, title, body: article.text, author, source, keywords, language })
    return { is: 'article', file, summary, text: new TextEncoder().encode(article.text) }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return { is: 'gone', path }
    return { is: 'refused', path, reason: reasonOf(error), lasting: systemCode(error) === null }
  }
}

function summaryOf(article: ParsedArticle, hash: string): ArticleSummary {
  const { format, title, date, author, source, keywords, text } = article
  const language = languageOf(text, article.language)
  return { hash, format, title, date, author, source, language, keywords, sketch: sketchOf(text) ?? undefined }
}

type Content = { readonly is: 'content'; readonly file: FoundFile; readonly bytes: Uint8Array } | RefusedReading

function readContent(root: string, path: string): Content {
  const refuse = (reason: string, lasting: boolean): Content => ({ is: 'refused', path, reason, lasting })
  // Whatever the scan saw may have been replaced since: a link out of the library is not followed, a pipe is not waited for.
  const place = realpathSync.native(absolute(root, path))
  if (inside(root, place) === null) return refuse('A link to a place outside this library.', false)
  const handle = openSync(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(handle)
    if (!stats.isFile()) return refuse('Not a regular file.', false)
    const file = fileState(path, stats)
    if (stats.size > maxArticleBytes) return refuse(tooLarge(stats.size), true)
    const bytes = readAll(handle, stats.size)
    return bytes === null ? refuse('It grew while it was read.', false) : { is: 'content', file, bytes }
  } finally {
    closeSync(handle)
  }
}

/** The whole file, or null when it turns out to be longer than it said. */
function readAll(handle: number, size: number): Uint8Array | null {
  const bytes = new Uint8Array(size + 1)
  let length = 0
  while (length <= size) {
    const read = readSync(handle, bytes, length, bytes.length - length, null)
    if (read === 0) return bytes.subarray(0, length)
    length += read
  }
  return null
}

const tooLarge = (size: number): string =>
  `Too large to be read as an article: ${Math.round(size / 1024 / 1024)} MB, of at most ${maxArticleBytes / 1024 / 1024} MB.`

function reasonOf(error: unknown): string {
  if (error instanceof LecternError) return error.message
  const code = systemCode(error)
  if (code === 'EACCES' || code === 'EPERM') return 'It could not be read: permission was denied.'
  if (code !== null) return `It could not be read: the system says ${code}.`
  return `It could not be understood: ${error instanceof Error ? error.message : String(error)}.`
}

/** The operating system's code of an error; Node's own and those of parsers have an underscore or none at all. */
function systemCode(error: unknown): string | null {
  const code = codeOf(error)
  return code !== undefined && /^E[A-Z0-9]+$/.test(code) ? code : null
}
