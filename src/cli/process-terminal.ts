/** This very process as a `Terminal`. */
import { homedir } from 'node:os'
import type { Terminal, TextOutput } from './terminal'

/** Milliseconds between two looks at whether the program that started this one is still there. */
const parentCheck = 250

/** Wraps the process; `programFolder` is where the built program lies. */
export function processTerminal(programFolder: string): Terminal {
  return {
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    home: homedir(),
    programFolder,
    stdin: { isTerminal: process.stdin.isTTY === true, read: readStdin },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    now: () => Date.now(),
    onStop(listener) {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
      for (const signal of signals) process.on(signal, listener)
      // Started by another program over a channel, it ends with that program.
      process.on('disconnect', listener)
      const stopWatching = watchParent(listener)
      return () => {
        stopWatching()
        for (const signal of signals) process.off(signal, listener)
        process.off('disconnect', listener)
      }
    },
  }
}

/**
 * npm runs a script through a shell, which dies of a signal without passing it on. Then only the change of parents tells. Without
 * npm that change means nothing: a reader may start this in the background and close the shell.
 */
function watchParent(listener: () => void): () => void {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) listener()
  }, parentCheck)
  timer.unref()
  return () => clearInterval(timer)
}

function output(stream: NodeJS.WriteStream): TextOutput {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe may have seen enough (`lectern search … | head`): then there is nobody left to write to.
    if (error.code !== 'EPIPE') process.exit(3)
  })
  return {
    isTerminal: stream.isTTY === true && process.env.TERM !== 'dumb',
    write: (text) => void stream.write(text),
  }
}

async function readStdin(): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
