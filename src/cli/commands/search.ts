/** `lectern search`: the best articles for a query, over one folder or several. */
import { lexQuery } from '#core/search/index'
import type { ArticleRow } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage } from '#shared/contract'
import { wrongUse } from '../errors'
import { printJson, type SearchOutput } from '../json'
import { markedLine, plainLine } from '../plain-text'
import { type Session, withFolders } from '../session'
import { type Style, styleOf } from '../style'
import type { ExitCode, Terminal, TextOutput } from '../terminal'
import { printLines } from './search-lines'

interface SearchOptions {
  readonly json: boolean
  /** One line for each passage, as editors read it; not together with `json`. */
  readonly lines: boolean
  readonly notebook: 'beside' | 'app'
  /** Further folders. */
  readonly in: readonly string[]
  readonly limit: number
  readonly offset: number
  readonly sort: ArticleQuery['sort']
}

/** The most the contract answers at once. */
const pageSize = 500

/** Runs the command. */
export async function runSearch(
  terminal: Terminal,
  folder: string,
  words: readonly string[],
  options: SearchOptions,
): Promise<ExitCode> {
  const text = words.join(' ')
  if (text.trim() === '') throw wrongUse('Say what to search for, after the folder.')
  return withFolders(terminal, [folder, ...options.in], options, async (session) => {
    const page = await collect(session, text, options)
    const folderOf = (row: ArticleRow): string =>
      session.folders.find(({ library }) => library.id === row.library)?.library.folder ?? ''
    if (options.json) {
      const { total, partial, explanation, shortfall, tookMs } = page
      const hits = page.rows.map((row) => ({
        path: row.path,
        title: row.title,
        date: row.date.iso,
        score: row.score ?? 0,
        snippet: { text: row.snippet.text, marks: [...row.snippet.marks] },
        snippetOf: row.snippetOf,
        matchedIn: [...row.matchedIn],
        ...(options.in.length === 0 ? {} : { folder: folderOf(row) }),
      }))
      printJson<SearchOutput>(terminal.stdout, { query: text, explanation, total, partial, shortfall, tookMs, hits })
    } else {
      if (!options.lines && hasOperators(text)) terminal.stderr.write(`${plainLine(page.explanation)}\n`)
      printBefore(terminal, page)
      if (options.lines) await printLines(terminal, session, text, page.rows)
      else printRows(terminal, page.rows, options.in.length === 0 ? () => '' : (row) => `${folderOf(row)}/`)
      printAfter(terminal, page, options.offset)
    }
    return page.total === 0 ? 1 : 0
  })
}

/** Asks page by page; of several, counts and explanation are the first one's and the times add up. */
async function collect(session: Session, text: string, { limit, offset, sort }: SearchOptions): Promise<ArticlePage> {
  const scope = session.folders.map(({ library }) => library.id)
  const query: ArticleQuery = { text, scope, folder: null, tags: [], sort, refine: true }
  const rows: ArticleRow[] = []
  let tookMs = 0
  for (;;) {
    const wanted = Math.min(pageSize, limit - rows.length)
    const page = await session.ask('articles.query', {
      query,
      offset: offset + rows.length,
      limit: Math.max(1, wanted),
    })
    tookMs += page.tookMs
    rows.push(...page.rows.slice(0, wanted))
    if (rows.length >= limit || page.rows.length < wanted) return { ...page, tookMs, rows }
  }
}

/** Whether a query is more than words, so that it is worth saying how it was read. */
const hasOperators = (text: string): boolean => lexQuery(text).some(({ kind }) => kind !== 'word')

/** What there is to know before the hits. */
function printBefore({ stderr }: Terminal, { total, partial, shortfall }: ArticlePage): void {
  if (total === 0) stderr.write('Nothing was found.\n')
  else if (partial) stderr.write('No article has all the words; these have some of them.\n')
  if (shortfall !== null) stderr.write(`${plainLine(shortfall)}\n`)
}

/** Which of the hits these were, where they are not all. */
function printAfter({ stderr }: Terminal, { total, rows }: ArticlePage, offset: number): void {
  if (rows.length < total)
    stderr.write(`${rows.length === 0 ? 'None' : `${offset + 1}–${offset + rows.length}`} of ${total}\n`)
}

function printRows(terminal: Terminal, rows: readonly ArticleRow[], prefix: (row: ArticleRow) => string): void {
  const style = styleOf(terminal)
  for (const row of rows) printRow(terminal.stdout, style, row, prefix(row))
}

function printRow(stdout: TextOutput, style: Style, row: ArticleRow, prefix: string): void {
  const facts = [row.date.iso ?? row.date.written ?? 'no date', (row.score ?? 0).toFixed(2)]
  stdout.write(`${style.dim(plainLine(prefix + row.path))}  (${facts.map(plainLine).join(', ')})\n`)
  stdout.write(`  ${markedLine({ text: row.title, marks: row.titleMarks }, style)}\n`)
  const snippet = markedLine(row.snippet, style)
  if (snippet !== '') stdout.write(`  ${snippet}\n`)
}
