/** `lectern search --lines`: one line for each passage, `path:line: text`, as editors read what grep and compilers print. */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { decode } from '#core/formats/encoding'
import { maxArticleBytes } from '#core/formats/limits'
import type { ArticleRow, FormatId } from '#shared/article'
import type { Passage } from '#shared/contract'
import { assertNever } from '#shared/result'
import { lineAt, placeInFile, skeletonOf } from '../file-place'
import { markedLine, plainLine } from '../plain-text'
import type { Session } from '../session'
import { styleOf } from '../style'
import type { Terminal } from '../terminal'

/** The most passages of an article that the contract answers. */
const mostPassages = 50

/** What was printed, to be said in one sentence at the end. */
interface Count {
  /** Articles whose lines are those of their text, not of their file. */
  byText: Record<'page' | 'file', number>
  /** Passages that were left out, and of how many articles. */
  passages: number
  articles: number
}

/** Prints the passages of the articles that were found, in the order of `rows`. */
export async function printLines(
  terminal: Terminal,
  session: Session,
  text: string,
  rows: readonly ArticleRow[],
): Promise<void> {
  const { stdout, stderr } = terminal
  const style = styleOf(terminal)
  const count: Count = { byText: { page: 0, file: 0 }, passages: 0, articles: 0 }
  for (const row of rows) {
    const file = join(folderOf(session, row), ...row.path.split('/'))
    const name = style.dim(plainLine(asTyped(terminal.cwd, file)))
    const found = await session.ask('articles.passages', { article: row.id, text, limit: mostPassages })
    const lineOf = await lineFinder(session, row, file, found.passages, count)
    // What stands in the title or in a tag alone is no passage: the article itself is what was found.
    if (found.passages.length === 0)
      stdout.write(`${name}:1: ${markedLine({ text: row.title, marks: row.titleMarks }, style)}\n`)
    for (const { within, start, snippet } of found.passages) {
      const where = within === 'body' ? '' : `${within}: `
      stdout.write(`${name}:${start === null ? 1 : lineOf(start)}: ${where}${markedLine(snippet, style)}\n`)
    }
    if (found.total > found.passages.length) {
      count.passages += found.total - found.passages.length
      count.articles++
    }
  }
  for (const sentence of sentencesOf(count)) stderr.write(`${sentence}\n`)
}

/** The path to name a file by where the reader is: what an editor started there opens. */
export function asTyped(cwd: string, file: string): string {
  const below = relative(cwd, file)
  return below === '' || below === '..' || below.startsWith(`..${sep}`) ? file : below
}

const folderOf = (session: Session, row: ArticleRow): string =>
  session.folders.find(({ library }) => library.id === row.library)?.library.folder ?? ''

/** From an offset in the canonical text to a line: of the file where it is text, else of the canonical text; `count` learns which. */
async function lineFinder(
  { ask }: Session,
  row: ArticleRow,
  file: string,
  passages: readonly Passage[],
  { byText }: Count,
): Promise<(offset: number) => number> {
  if (!passages.some(({ start }) => start !== null)) return () => 1
  const { text } = await ask('articles.open', { article: row.id })
  const written = isText(row.format) ? await readText(file) : null
  if (written === null) {
    byText[isText(row.format) ? 'file' : 'page']++
    return (offset) => lineAt(text, offset)
  }
  const canonical = skeletonOf(text)
  const inFile = skeletonOf(written)
  let isWhole = true
  return (offset) => {
    const place = placeInFile(canonical, inFile, offset)
    if (place !== null) return lineAt(written, place)
    if (isWhole) byText.file++
    isWhole = false
    return lineAt(text, offset)
  }
}

/** Whether a file of this format is read by people as it is, in an editor. */
function isText(format: FormatId): boolean {
  switch (format) {
    case 'dated-text':
    case 'plain-text':
    case 'markdown':
      return true
    case 'html':
      return false
    default:
      return assertNever(format)
  }
}

/** The text of a file; null where it is gone, has grown out of bounds or is no text since it was found. Opening a pipe does not wait. */
async function readText(path: string): Promise<string | null> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      return found.isFile() && found.size <= maxArticleBytes ? decode(await file.readFile()).text : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

function sentencesOf({ byText: { page, file }, passages, articles }: Count): readonly string[] {
  const sentences: string[] = []
  const kinds = [...(page === 0 ? [] : [amount(page, 'web page')]), ...(file === 0 ? [] : [amount(file, 'file')])]
  if (kinds.length > 0)
    sentences.push(`Lines of ${kinds.join(' and ')} are those of their text, as lectern show prints it.`)
  if (passages > 0)
    sentences.push(`${amount(passages, 'more passage')} of ${amount(articles, 'article')} were left out.`)
  return sentences
}

const amount = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`
