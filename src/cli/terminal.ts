/** What the commands know of the world around them: handed in whole, so that tests can be that world. */
import type { Environment } from '#library/disk/folders'

/** A stream that text is written to. */
export interface TextOutput {
  /** A person looks at it: progress, bold hits. */
  readonly isTerminal: boolean
  write(text: string): void
}

/** The process around a command. */
export interface Terminal {
  /** Absolute; relative folders are taken from here. */
  readonly cwd: string
  readonly env: Environment
  readonly platform: NodeJS.Platform
  /** The reader's home folder. */
  readonly home: string
  /** Where the built program lies (`out/main`), with the library process and the parse worker. */
  readonly programFolder: string
  readonly stdin: { readonly isTerminal: boolean; read(): Promise<Uint8Array> }
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls the listener when the program is asked to stop (a signal, a lost parent); returns what stops that. */
  onStop(listener: () => void): () => void
}

/** What a command ends with: 0 done, 1 nothing found or findings, 2 wrong use, 3 could not. */
export type ExitCode = 0 | 1 | 2 | 3
