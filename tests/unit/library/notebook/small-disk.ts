/** A real disk that is soon full: a small tmpfs in a namespace of its own, where the system lets us make one. */
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'

/** Bytes of the disk. */
const size = 512 * 1024

export interface SmallDisk {
  /** Why there is none; null where there is. */
  readonly refused: string | null
  /** What a skipped test's name says of it. */
  readonly suffix: string
  /** A command, and the words before a program's own, that runs Node with the disk mounted at a folder. */
  mountedAt(folder: string): readonly [string, readonly string[]]
}

/** Tries it once. */
export function findSmallDisk(): SmallDisk {
  const mount = (folder: string, then: string): readonly string[] => [
    ...['-rm', 'sh', '-c', `mount -t tmpfs -o size=${size} tmpfs "$0" && ${then}`, folder],
  ]
  const tried = spawnSync('unshare', mount(tmpdir(), 'true'), { encoding: 'utf8' })
  const refused =
    tried.status === 0 ? null : (tried.error?.message ?? tried.stderr).trim().split('\n')[0] || `code ${tried.status}`
  return {
    refused,
    suffix: refused === null ? '' : ` (skipped: no small disk can be mounted here: ${refused})`,
    mountedAt: (folder) => ['unshare', [...mount(folder, 'exec "$@"'), process.execPath]],
  }
}
