/** `lectern note`: replaces an article's note; an empty one deletes it. */
import { wrongUse } from '../errors'
import { findArticle } from '../find'
import { type NoteOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

interface NoteOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
  /** The note; left out, it is read from standard input. */
  readonly text: string | null
}

/** As in the contract: a note's greatest length, in UTF-16 code units. */
const longestNote = 1_000_000

/** Runs the command. */
export async function runNote(
  terminal: Terminal,
  folder: string,
  path: string,
  options: NoteOptions,
): Promise<ExitCode> {
  const note = options.text ?? (await readInput(terminal))
  if (note.length > longestNote)
    throw wrongUse(`A note can have at most ${longestNote} characters; this one has ${note.length}.`)
  return withFolder(terminal, folder, options, async ({ ask }, { library }) => {
    const article = await findArticle(terminal, library, path)
    await ask('notes.set', { article: article.id, note })
    const saved = library.notebook.annotation(article.path).note
    if (options.json) printJson<NoteOutput>(terminal.stdout, { path: article.path, note: saved })
    else terminal.stdout.write(`${plainLine(article.path)}: ${saved === '' ? 'no note' : 'note saved'}\n`)
    return 0
  })
}

/** Standard input as text, without the line break that ends its last line (`echo` and editors put one there). */
async function readInput({ stdin, stderr }: Terminal): Promise<string> {
  if (stdin.isTerminal) stderr.write('Type the note; Ctrl+D on an empty line ends it, Ctrl+C leaves it as it was.\n')
  const bytes = await stdin.read()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '')
  } catch {
    throw wrongUse('The note on standard input is not UTF-8 text.')
  }
}
