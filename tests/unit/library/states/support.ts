/** States over a temporary folder, opened by as many machines and processes as a test has. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '#library/notebook/types'
import { openStates, type States, type StatesOptions } from '#library/states/states'
import { tempFolder } from '../../../support/temp-library'

export interface TestStates {
  readonly path: string
  readonly folder: string
  readonly notices: readonly Notice[]
  /** Paths that changed, call by call. */
  readonly changes: readonly (readonly string[])[]
  /** Where a machine keeps its things. */
  dataOf(machine: string): string
  open(machine?: string, options?: Partial<StatesOptions>): Promise<States>
  /** Closes what is open, and deletes everything. */
  remove(): Promise<void>
}

/** Makes an empty library folder; `withNotebook`: with `.lectern` in it. */
export async function testStates(withNotebook: boolean): Promise<TestStates> {
  const temp = tempFolder('states')
  const folder = join(temp.path, 'library')
  await mkdir(withNotebook ? join(folder, '.lectern') : folder, { recursive: true })
  const notices: Notice[] = []
  const changes: (readonly string[])[] = []
  const opened: States[] = []
  const dataOf = (machine: string): string => join(temp.path, machine)
  let ids = 0
  return {
    ...{ path: temp.path, folder, notices, changes, dataOf },
    async open(machine = 'desk', options = {}) {
      const states = await openStates({
        ...{ folder, dataDir: dataOf(machine), now: () => 1_000, newId: () => `${machine}-${++ids}` },
        notify: (notice) => notices.push(notice),
        onChange: (paths) => changes.push(paths),
        ...options,
      })
      opened.push(states)
      return states
    },
    async remove() {
      await Promise.allSettled(opened.map((states) => states.close()))
      temp.remove()
    },
  }
}

/** The logs below a folder, by path relative to it, as lines. */
export async function logsBelow(folder: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const names = await readdir(folder, { recursive: true })
  const logs = names.filter((name) => name.endsWith('.jsonl')).sort()
  const lines = async (name: string): Promise<readonly string[]> =>
    (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => line !== '')
  return Object.fromEntries(await Promise.all(logs.map(async (name) => [name, await lines(name)] as const)))
}

/** So many articles. */
export const manyArticles = (count: number): readonly { readonly path: string; readonly hash: string }[] =>
  Array.from({ length: count }, (_, number) => ({
    path: `1991-${String((number % 12) + 1).padStart(2, '0')}/${number}.txt`,
    hash: number.toString(16).padStart(64, '0'),
  }))
