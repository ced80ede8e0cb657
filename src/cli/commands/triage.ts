/** `lectern triage`: sorts an article, and marks it read or unread. */
import type { Triage } from '#shared/highlight'
import { wrongUse } from '../errors'
import { findArticle } from '../find'
import { printJson, type TriageOutput } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

export interface TriageOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
  readonly archive?: boolean
  readonly later?: boolean
  readonly inbox?: boolean
  readonly read?: boolean
  readonly unread?: boolean
}

/** Runs the command. */
export function runTriage(terminal: Terminal, folder: string, path: string, options: TriageOptions): Promise<ExitCode> {
  const { archive, later, inbox, read, unread } = options
  const triage: Triage | null = archive ? 'archived' : later ? 'later' : inbox ? 'inbox' : null
  if (triage === null && !read && !unread) {
    throw wrongUse('Say what to do with the article: --archive, --later, --inbox, --read or --unread.')
  }
  return withFolder(terminal, folder, options, async ({ ask }, { library }) => {
    const article = await findArticle(terminal, library, path)
    await ask('states.set', {
      selection: { kind: 'articles', articles: [article.id] },
      ...(triage !== null && { triage }),
      ...((read || unread) && { read: read === true }),
    })
    const now = library.notebook.annotation(article.path)
    if (options.json) {
      printJson<TriageOutput>(terminal.stdout, { path: article.path, triage: now.triage, unread: now.unread })
    } else {
      const words = [...(now.triage === null ? [] : [now.triage]), now.unread ? 'unread' : 'read']
      terminal.stdout.write(`${plainLine(article.path)}: ${words.join(', ')}\n`)
    }
    return 0
  })
}
