/** SQLite's FTS5: porter tokenizer, bm25, snippet(). It keeps the texts in its own table. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Ask, Engine, Indexed, Need, Shown } from '../search/engine'
import { serveEngine } from '../search/serve-engine'

let database = new Database('')
let ranking: Database.Statement<[string, number], { key: string }> | null = null
let showing: Database.Statement<[string], Shown> | null = null

const engine: Engine = {
  name: 'SQLite FTS5',
  kinds: ['words', 'phrase', 'near', 'prefix'],
  build(articles) {
    database = new Database('')
    database.pragma('cache_size = -262144')
    database.exec(
      `CREATE VIRTUAL TABLE articles USING fts5(key UNINDEXED, title, body, author, source, tokenize = 'porter unicode61')`,
    )
    const insert = database.prepare('INSERT INTO articles VALUES (?, ?, ?, ?, ?)')
    database.transaction((all: readonly Indexed[]) => {
      for (const { key, title, body, author, source } of all) insert.run(key, title, body, author, source)
    })(articles)
  },
  save(folder) {
    database.exec(`VACUUM INTO '${join(folder, 'articles.db').replaceAll("'", "''")}'`)
  },
  open(folder) {
    database = new Database(join(folder, 'articles.db'), { readonly: true })
    ranking = database.prepare('SELECT key FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?')
    showing = database.prepare(
      `SELECT key, snippet(articles, -1, '', '', '…', 40) AS snippet FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10`,
    )
  },
  rank: (ask, need, limit) => ranking?.all(written(ask, need), limit).map(({ key }) => key) ?? [],
  page(ask) {
    const full = showing?.all(written(ask, 'all')) ?? []
    return full.length > 0 || ask.kind !== 'words' ? full : (showing?.all(written(ask, 'any')) ?? [])
  },
}

function written({ kind, words }: Ask, need: Need): string {
  if (kind === 'phrase') return `"${words.join(' ')}"`
  if (kind === 'near') return `NEAR(${words.map((word) => `"${word}"`).join(' ')}, 10)`
  const terms = words.map((word, at) => (kind === 'prefix' && at === words.length - 1 ? `"${word}"*` : `"${word}"`))
  return terms.join(need === 'all' ? ' ' : ' OR ')
}

serveEngine(engine)
