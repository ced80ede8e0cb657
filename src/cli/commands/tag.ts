/** `lectern tag`: adds tags to an article and removes them. */

import { findArticle } from '../find'
import { printJson, type TagOutput } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { TagChanges } from '../tag-words'
import type { ExitCode, Terminal } from '../terminal'

interface TagOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
}

/** Runs the command. */
export function runTag(
  terminal: Terminal,
  folder: string,
  path: string,
  { add, remove }: TagChanges,
  options: TagOptions,
): Promise<ExitCode> {
  return withFolder(terminal, folder, options, async ({ ask }, { library }) => {
    const article = await findArticle(terminal, library, path)
    for (const tag of remove) await ask('tags.remove', { selection: { kind: 'articles', articles: [article.id] }, tag })
    for (const tag of add) await ask('tags.add', { selection: { kind: 'articles', articles: [article.id] }, tag })
    const tags = [...library.notebook.annotation(article.path).tags]
    if (options.json) printJson<TagOutput>(terminal.stdout, { path: article.path, tags })
    else terminal.stdout.write(`${plainLine(article.path)}: ${tags.map(plainLine).join(', ') || 'no tags'}\n`)
    return 0
  })
}
