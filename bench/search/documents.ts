/** Articles as every engine gets them: the canonical text and what is known beside it, in files that each process reads for itself. */
import { createReadStream, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SearchableArticle } from '#core/search/types'

/** A folder with articles that were read once, for all engines. */
export interface Prepared {
  readonly folder: string
  readonly articles: number
  /** Of the canonical texts, UTF-8. */
  readonly bytes: number
}

type Place = readonly [key: string, at: number, bytes: number, title: string, language: string | null]

const documentsFile = (folder: string): string => join(folder, 'documents.ndjson')
const textsFile = (folder: string): string => join(folder, 'texts')
const placesFile = (folder: string): string => join(folder, 'texts.json')

/** Writes articles for the engines. */
export function writeDocuments(folder: string, articles: readonly SearchableArticle[]): Prepared {
  writeFileSync(documentsFile(folder), articles.map((article) => `${JSON.stringify(article)}\n`).join(''))
  let at = 0
  const texts: Buffer[] = []
  const places: Place[] = []
  for (const { key, title, body, language } of articles) {
    const bytes = Buffer.from(body)
    texts.push(bytes)
    places.push([key, at, bytes.length, title, language])
    at += bytes.length
  }
  writeFileSync(textsFile(folder), Buffer.concat(texts))
  writeFileSync(placesFile(folder), JSON.stringify(places))
  return { folder, articles: articles.length, bytes: at }
}

/** All articles, in memory. */
export async function readDocuments(folder: string): Promise<SearchableArticle[]> {
  const articles: SearchableArticle[] = []
  for await (const line of createInterface({ input: createReadStream(documentsFile(folder)) }))
    articles.push(JSON.parse(line) as SearchableArticle)
  return articles
}

/** The texts where they lie on the disk, with titles in memory: an engine that keeps no text reads those of the hits it shows. */
export class Texts {
  readonly #file: number
  readonly #places: ReadonlyMap<string, Place>

  constructor(folder: string) {
    this.#file = openSync(textsFile(folder), 'r')
    const places = JSON.parse(readFileSync(placesFile(folder), 'utf8')) as Place[]
    this.#places = new Map(places.map((place) => [place[0], place]))
  }

  read(key: string): { readonly title: string; readonly body: string; readonly language: string | null } {
    const [, at, length, title, language] = this.#places.get(key) ?? ['', 0, 0, '', null]
    const bytes = Buffer.allocUnsafe(length)
    readSync(this.#file, bytes, 0, length, at)
    return { title, body: bytes.toString('utf8'), language }
  }
}
