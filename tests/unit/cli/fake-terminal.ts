/** A terminal made of strings. */
import { join } from 'node:path'
import type { Terminal } from '../../../src/cli/terminal'

export interface FakeTerminal extends Terminal {
  /** What was written so far. */
  out(): string
  err(): string
  /** As a signal would. */
  stop(): void
}

/** Makes one; `folder` holds its home, its working directory and all that Lectern keeps. */
export function fakeTerminal(
  folder: string,
  {
    input = '',
    isTerminal = false,
    env = {},
    now = () => Date.now(),
  }: {
    input?: string | Uint8Array
    isTerminal?: boolean
    env?: Readonly<Record<string, string>>
    now?: () => number
  } = {},
): FakeTerminal {
  let out = ''
  let err = ''
  const stops = new Set<() => void>()
  return {
    cwd: folder,
    env: { ...env, LECTERN_DATA_DIR: join(folder, 'data'), LECTERN_CACHE_DIR: join(folder, 'cache') },
    platform: process.platform,
    home: folder,
    programFolder: join(import.meta.dirname, '../../../out/main'),
    stdin: {
      isTerminal: false,
      read: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    },
    stdout: {
      isTerminal,
      write: (text) => {
        out += text
      },
    },
    stderr: {
      isTerminal,
      write: (text) => {
        err += text
      },
    },
    now,
    onStop(listener) {
      stops.add(listener)
      return () => stops.delete(listener)
    },
    out: () => out,
    err: () => err,
    stop: () => {
      for (const listener of stops) listener()
    },
  }
}
