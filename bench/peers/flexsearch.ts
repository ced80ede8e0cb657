/** FlexSearch with its English language pack, one index over title and text, kept as it exports itself. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Charset, Encoder, Index } from 'flexsearch'
import english from 'flexsearch/lang/en'
import { Texts } from '../search/documents'
import { type Ask, type Engine, type Need, plainSnippet } from '../search/engine'
import { serveEngine } from '../search/serve-engine'

const newIndex = (): Index => new Index({ tokenize: 'strict', encoder: new Encoder(Charset.Default).assign(english) })
let index = newIndex()
let keys: string[] = []
let texts: Texts | null = null

const engine: Engine = {
  name: 'FlexSearch 0.8.212',
  kinds: ['words'],
  build(articles) {
    // Numbers for keys, which it is fastest with.
    keys = articles.map(({ key }) => key)
    articles.forEach(({ title, body, author, source }, number) => {
      index.add(number, [title, body, author, source].filter(Boolean).join('\n'))
    })
  },
  async save(folder) {
    writeFileSync(join(folder, 'keys'), JSON.stringify(keys))
    await index.export((name: string, data: string) => {
      if (data !== undefined) writeFileSync(join(folder, `part.${name}`), data)
    })
  },
  open(folder, prepared) {
    index = newIndex()
    keys = JSON.parse(readFileSync(join(folder, 'keys'), 'utf8')) as string[]
    for (const name of readdirSync(folder).filter((each) => each.startsWith('part.')))
      index.import(name.slice('part.'.length), readFileSync(join(folder, name), 'utf8'))
    texts = new Texts(prepared)
  },
  rank: (ask, need, limit) => search(ask, need, limit),
  page(ask) {
    const full = search(ask, 'all', 10)
    const found = full.length > 0 ? full : search(ask, 'any', 10)
    return found.map((key) => ({ key, snippet: plainSnippet(texts?.read(key).body ?? '', ask.words) }))
  },
}

function search({ words }: Ask, need: Need, limit: number): string[] {
  const found = index.search(words.join(' '), { limit, suggest: need === 'any' })
  return found.map((number) => keys[Number(number)] ?? '')
}

serveEngine(engine)
