/** The command line: its words, options and help. Each command's code is loaded when it is called, so that the others cost nothing. */
import { isIP } from 'node:net'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ArticleQuery } from '#shared/article-query'
import type { TriageOptions } from './commands/triage'
import { type CommandName, exampleText } from './examples'
import { readTagWords } from './tag-words'
import type { ExitCode, Terminal } from './terminal'

/** The orders of a search, as the contract has them. */
const searchOrders: readonly ArticleQuery['sort'][] = [
  ...(['relevance', 'date-newest', 'date-oldest', 'title', 'path', 'added'] as const),
]

/** Options that most commands have. */
interface Common {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
}

/** Builds the program; `done` takes the exit code of the command that ran, `args` are the words as typed. */
export function createProgram(
  terminal: Terminal,
  args: readonly string[],
  version: string,
  done: (run: Promise<ExitCode>) => Promise<void>,
): Command {
  const program = new Command('lectern')
    .description('Read, search and annotate the folders of articles you already keep, offline.')
    .version(version)
    .helpCommand(false)
    .addHelpText('after', `\n${exampleText('search')}\n\nlectern <command> --help tells of each.`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      // Errors are thrown, and written in one place for all commands.
      outputError: () => undefined,
    })
    .showSuggestionAfterError(false)
  const command = (name: CommandName, summary: string, parent: Command = program): Command =>
    parent
      .command(name.replace(/^.* /, ''))
      .description(summary)
      .option('--json', 'print one JSON object on standard output', false)
      .addHelpText('after', `\n${exampleText(name)}`)
  const articleCommand = (name: CommandName, summary: string, parent: Command = program): Command =>
    command(name, summary, parent)
      .argument('<folder>', 'the folder of articles')
      .addOption(
        new Option('--notebook <place>', 'where tags and notes go that have no place yet')
          .choices(['beside', 'app'])
          .default('beside'),
      )

  articleCommand('index', 'bring the index of a folder up to date').action((folder: string, options: Common) =>
    done(import('./commands/index-folder').then(({ runIndex }) => runIndex(terminal, folder, options))),
  )

  articleCommand('search', 'find articles; write -- before a query that begins with a dash')
    .argument('<query...>', 'what to search for')
    .option('--in <folder>', 'search this folder too (may be repeated)', collect, [])
    .option('--limit <number>', 'how many hits to print', wholeNumber, 20)
    .option('--offset <number>', 'how many hits to leave out first', wholeNumber, 0)
    .addOption(new Option('--sort <order>', 'in which order').choices(searchOrders).default('relevance'))
    .addOption(
      new Option('--lines', 'print path:line: text for each passage, as editors read it')
        .default(false)
        .conflicts('json'),
    )
    .action(
      (
        folder: string,
        words: string[],
        options: Common & { lines: boolean; in: string[]; limit: number; offset: number; sort: ArticleQuery['sort'] },
      ) => done(import('./commands/search').then(({ runSearch }) => runSearch(terminal, folder, words, options))),
    )

  articleCommand('show', 'print an article')
    .argument('<path>', 'the article, relative to the folder')
    .action((folder: string, path: string, options: Common) =>
      done(import('./commands/show').then(({ runShow }) => runShow(terminal, folder, path, options))),
    )

  articleCommand('tag', 'add tags to an article (+name) and remove them')
    .argument('<path>', 'the article, relative to the folder')
    .argument('[+name...]', 'tags to add, each with a + before it')
    .option('--remove <name...>', 'tags to remove')
    .action((folder: string, path: string, words: string[], options: Common & { remove?: string[] }) => {
      const changes = readTagWords(words, options.remove ?? [], args)
      return done(import('./commands/tag').then(({ runTag }) => runTag(terminal, folder, path, changes, options)))
    })

  articleCommand('note', 'replace the note of an article with --text or standard input; an empty one deletes it')
    .argument('<path>', 'the article, relative to the folder')
    .option('--text <note>', 'the note (Markdown)')
    .action((folder: string, path: string, options: Common & { text?: string }) =>
      done(
        import('./commands/note').then(({ runNote }) =>
          runNote(terminal, folder, path, { ...options, text: options.text ?? null }),
        ),
      ),
    )

  articleCommand('triage', 'sort an article, and mark it as read or unread')
    .argument('<path>', 'the article, relative to the folder')
    .addOption(new Option('--archive', 'it is done with').conflicts(['later', 'inbox']))
    .addOption(new Option('--later', 'it is put by').conflicts('inbox'))
    .option('--inbox', 'it is to be looked at')
    .addOption(new Option('--read', 'it is read').conflicts('unread'))
    .option('--unread', 'it is not read')
    .action((folder: string, path: string, options: TriageOptions) =>
      done(import('./commands/triage').then(({ runTriage }) => runTriage(terminal, folder, path, options))),
    )

  articleCommand('export', 'write articles as Markdown files')
    .requiredOption('--to <dir>', 'the folder for the files')
    .option('--query <query>', 'what to export; all annotated articles if left out')
    .action((folder: string, options: Common & { to: string; query?: string }) =>
      done(
        import('./commands/export').then(({ runExport }) =>
          runExport(terminal, folder, { ...options, query: options.query ?? null }),
        ),
      ),
    )

  const annotations = program
    .command('annotations')
    .description('write what you wrote on articles to a file of W3C Web Annotations, and take such files in')
    .helpCommand(false)
  articleCommand('annotations export', 'write all annotations of a folder to one file', annotations)
    .requiredOption('--to <dir>', 'the folder for the file')
    .action((folder: string, options: Common & { to: string }) =>
      done(
        import('./commands/annotations').then(({ runAnnotationsExport }) =>
          runAnnotationsExport(terminal, folder, options),
        ),
      ),
    )
  articleCommand('annotations import', 'take annotations in: of another Lectern, or of other programs', annotations)
    .argument('<file>', 'W3C Web Annotations (JSON-LD), or what Hypothesis exports')
    .action((folder: string, file: string, options: Common) =>
      done(
        import('./commands/annotations').then(({ runAnnotationsImport }) =>
          runAnnotationsImport(terminal, folder, file, options),
        ),
      ),
    )

  command('doctor', 'look over what Lectern keeps about a folder, and repair it on demand')
    .argument('<folder>', 'the folder of articles')
    .option('--repair', 'mend what can be mended, after a copy of the whole notebook', false)
    .action((folder: string, options: { json: boolean; repair: boolean }) =>
      done(import('./commands/doctor').then(({ runDoctor }) => runDoctor(terminal, folder, options))),
    )

  command('serve', 'open Lectern in a browser on this machine')
    .argument('[folder...]', 'folders to open, beside those that were open last time')
    .option('--port <number>', 'the port to listen on; 0 is any free one', portNumber, 0)
    .addOption(
      new Option('--host <address>', 'listen on this address instead of 127.0.0.1; lets other machines in').argParser(
        hostAddress,
      ),
    )
    .option(
      '--root <dir>',
      'folders are picked below it, and exports go to “Lectern exports” in it (your home folder if left out)',
    )
    .action((folders: string[], options: { json: boolean; port: number; host?: string; root?: string }) =>
      done(
        import('./serve/serve').then(({ runServe }) =>
          runServe(terminal, folders, { ...options, version, host: options.host ?? null, root: options.root ?? null }),
        ),
      ),
    )

  return program
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It has to be a whole number, 0 or more.')
  return Number(value)
}

function hostAddress(value: string): string {
  // All networks at once have no name of their own, and a name to be checked is what keeps strangers' pages out.
  if (isIP(value) === 0 || /^[0.:]+$/.test(value))
    throw new InvalidArgumentError('It has to be one of this machine’s own addresses, such as 192.168.1.20.')
  return value
}

function portNumber(value: string): number {
  const port = wholeNumber(value)
  if (port > 65_535) throw new InvalidArgumentError('Ports go up to 65535.')
  return port
}
