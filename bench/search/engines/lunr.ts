/** lunr as it comes: its English pipeline, one index of four fields, kept as JSON. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import lunr from 'lunr'
import { Texts } from '../documents'
import { type Ask, type Engine, type Need, plainSnippet } from '../engine'
import { serveEngine } from '../serve-engine'

const fields = ['title', 'body', 'author', 'source'] as const
let index: lunr.Index | null = null
let texts: Texts | null = null

const engine: Engine = {
  name: 'lunr 2.3.9',
  kinds: ['words', 'prefix', 'fuzzy'],
  build(articles) {
    const builder = new lunr.Builder()
    builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer)
    builder.searchPipeline.add(lunr.stemmer)
    builder.ref('key')
    for (const field of fields) builder.field(field)
    for (const article of articles) builder.add(article)
    index = builder.build()
  },
  save(folder) {
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index))
  },
  open(folder, prepared) {
    index = lunr.Index.load(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')))
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
  const found = index?.query((query) => {
    words.forEach((word, at) => {
      const isLast = at === words.length - 1
      const presence = need === 'all' && !isStopWord(word) ? lunr.Query.presence.REQUIRED : lunr.Query.presence.OPTIONAL
      if (kind === 'prefix' && isLast)
        query.term(word, { presence, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })
      else if (kind === 'fuzzy' && isLast) query.term(word, { presence, editDistance: 1, usePipeline: false })
      else query.term(word, { presence })
    })
  })
  return (found ?? []).map(({ ref }) => ref)
}

/** Its index has no stop words, so that a required one would find nothing. */
const isStopWord = (word: string): boolean => lunr.stopWordFilter(new lunr.Token(word, {})) === undefined

serveEngine(engine)
