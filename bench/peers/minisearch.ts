/** MiniSearch as it comes, kept as JSON. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { Texts } from '../search/documents'
import { type Ask, type Engine, type Indexed, type Need, plainSnippet } from '../search/engine'
import { serveEngine } from '../search/serve-engine'

const options = {
  idField: 'key',
  fields: ['title', 'body', 'author', 'source'],
  extractField: (article: Indexed, field: string) => article[field as keyof Indexed] ?? '',
}
let index = new MiniSearch<Indexed>(options)
let texts: Texts | null = null

const engine: Engine = {
  name: 'MiniSearch 7.2.0',
  kinds: ['words', 'prefix', 'fuzzy'],
  build(articles) {
    index.addAll(articles)
  },
  save(folder) {
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index))
  },
  open(folder, prepared) {
    index = MiniSearch.loadJSON<Indexed>(readFileSync(join(folder, 'index.json'), 'utf8'), options)
    texts = new Texts(prepared)
  },
  rank(ask, need, limit) {
    return search(ask, need).slice(0, limit)
  },
  page(ask) {
    const full = search(ask, 'all')
    const keys = full.length > 0 ? full : search(ask, 'any')
    return keys.slice(0, 10).map((key) => ({ key, snippet: plainSnippet(texts?.read(key).body ?? '', ask.words) }))
  },
}

function search({ kind, words }: Ask, need: Need): string[] {
  const last = words.length - 1
  const found = index.search(words.join(' '), {
    combineWith: need === 'all' ? 'AND' : 'OR',
    ...(kind === 'prefix' && { prefix: (_term: string, at: number) => at === last }),
    ...(kind === 'fuzzy' && { fuzzy: (_term: string, at: number) => (at === last ? 1 : false) }),
  })
  return found.map(({ id }) => String(id))
}

serveEngine(engine)
