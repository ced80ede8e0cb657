/** `lectern show`: one article, its text and what the reader wrote about it. */
import type { Highlight } from '#shared/highlight'
import { findArticle } from '../find'
import { printJson, type ShowOutput } from '../json'
import { plainLine, plainText } from '../plain-text'
import { withFolder } from '../session'
import { type Style, styleOf } from '../style'
import type { ExitCode, Terminal, TextOutput } from '../terminal'

interface ShowOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
}

/** Runs the command. */
export function runShow(terminal: Terminal, folder: string, path: string, options: ShowOptions): Promise<ExitCode> {
  return withFolder(terminal, folder, options, async (_session, { library }) => {
    const found = await findArticle(terminal, library, path)
    const article = await library.read(found.id)
    const shown: ShowOutput = {
      path: article.path,
      title: article.title,
      date: article.date.iso,
      author: article.author,
      source: article.source,
      language: article.language,
      text: article.text,
      tags: [...article.tags],
      note: article.note,
      highlights: article.highlights.map(shownHighlight),
    }
    if (options.json) printJson<ShowOutput>(terminal.stdout, shown)
    else printArticle(terminal.stdout, styleOf(terminal), shown, article.date.written)
    return 0
  })
}

function shownHighlight({ id, quote, note, colour, tags, standing }: Highlight): ShowOutput['highlights'][number] {
  const [start, end] = standing.kind === 'placed' ? [standing.start, standing.end] : [null, null]
  return { id, quote, note, colour, tags: [...tags], start, end }
}

function printArticle(stdout: TextOutput, style: Style, shown: ShowOutput, writtenDate: string | null): void {
  stdout.write(`${style.bold(plainLine(shown.title))}\n`)
  const facts = [shown.date ?? writtenDate, shown.author, shown.source].flatMap((fact) =>
    fact === null ? [] : [plainLine(fact)],
  )
  if (facts.length > 0) stdout.write(`${facts.join(' · ')}\n`)
  if (shown.tags.length > 0) stdout.write(`Tags: ${shown.tags.map(plainLine).join(', ')}\n`)
  if (shown.note !== '') stdout.write(`Note: ${plainText(shown.note).replaceAll('\n', '\n      ')}\n`)
  for (const { quote, note, colour, tags, start } of shown.highlights) {
    const facts = [colour ?? '', tags.join(', '), start === null ? 'not in the article as it is now' : '']
    const said = facts.filter((fact) => fact !== '').map(plainLine)
    stdout.write(`Highlight${said.length > 0 ? ` (${said.join(' · ')})` : ''}: ${style.bold(plainLine(quote))}\n`)
    if (note !== '') stdout.write(`      ${plainText(note).replaceAll('\n', '\n      ')}\n`)
  }
  stdout.write(`\n${plainText(shown.text)}\n`)
}
