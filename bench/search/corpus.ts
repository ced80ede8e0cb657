/** Where the articles come from: the seeded generator, or folders; and what they are once they are read. */
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { articleExtensions, parseArticle } from '#core/formats/registry'
import { languageOf } from '#core/search/languages'
import type { SearchableArticle } from '#core/search/types'
import { writeArticles } from '../../tests/support/generator'

/** Fills `folder` with `count` generated articles. */
export function generateInto(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  writeArticles(folder, { count })
}

/** The articles' files in some folders, in the order of their paths. */
export function filesIn(folders: readonly string[]): readonly (readonly [folder: string, path: string])[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && articleExtensions.has(extname(entry.name).slice(1).toLowerCase()))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
      .map((path) => [folder, path] as const),
  )
}

/** Copies `count` of the files, evenly spread over them, into `into`: a folder for each they come from. Returns how many there are. */
export function copySample(
  files: readonly (readonly [folder: string, path: string])[],
  count: number,
  into: string,
): number {
  const folders = [...new Set(files.map(([folder]) => folder))]
  const taken = Math.min(count, files.length)
  for (let i = 0; i < taken; i++) {
    const [folder, path] = files[Math.floor((i * files.length) / taken)] ?? ['', '']
    const target = join(into, String(folders.indexOf(folder)), path)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(folder, path), target)
  }
  return taken
}

/** What reading files comes to, on one core. Milliseconds. */
export interface Extraction {
  readonly articles: readonly SearchableArticle[]
  readonly files: number
  readonly readMs: number
  /** Bytes to canonical text, with the language found. */
  readonly extractMs: number
}

/** Reads every article below a folder. */
export async function extract(folder: string): Promise<Extraction> {
  const articles: SearchableArticle[] = []
  let readMs = 0
  let extractMs = 0
  const files = filesIn([folder])
  for (const [, path] of files) {
    const start = performance.now()
    const bytes = new Uint8Array(readFileSync(join(folder, path)))
    const parsing = performance.now()
    readMs += parsing - start
    const { title, text, author, source, language } = await parseArticle({ path, bytes })
    articles.push({ key: path, title, body: text, author, source, language: languageOf(text, language) })
    extractMs += performance.now() - parsing
  }
  return { articles, files: files.length, readMs, extractMs }
}
