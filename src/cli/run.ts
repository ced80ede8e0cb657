/** Runs one command, from its words to its exit code. */
import { CommanderError } from 'commander'
import { describeFailure, wrongUse } from './errors'
import { commandNames } from './examples'
import { createProgram } from './program'
import type { ExitCode, Terminal } from './terminal'

/** Of commands with two words the first. */
const firstWords = new Set(commandNames.map((name) => name.replace(/ .*/, '')))
const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Runs `lectern` with the words after its name. Never rejects: every failure is a line on standard error and an exit code. */
export async function run(terminal: Terminal, args: readonly string[], version: string): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const program = createProgram(terminal, args, version, async (running) => {
    exitCode = await running
  })
  try {
    if (args.length === 0) throw wrongUse(`Say what to do: ${anyOf.format(firstWords)} (see lectern --help).`)
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    // Help and version end the same way as mistakes do, but with nothing wrong.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0
    const failure = describeFailure(thrown instanceof CommanderError ? misuse(thrown, args) : thrown)
    terminal.stderr.write(failure.line)
    return failure.exitCode
  }
}

/** What the argument parser found wrong, in one sentence. */
function misuse({ code, message }: CommanderError, [command]: readonly string[]): Error {
  const knowsCommand = code !== 'commander.unknownCommand' && command !== undefined && !command.startsWith('-')
  const dashed = code === 'commander.unknownOption' ? '; write -- before words that begin with a dash' : ''
  const what = message.replace(/^error: /, '').replace(/\.$/, '')
  return wrongUse(`${what}${dashed} (see lectern ${knowsCommand ? `${command} ` : ''}--help).`)
}
