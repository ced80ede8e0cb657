/** A file system that fails, or loses its power, after a given number of steps. The files are real. */
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { type FileSystem, nodeFileSystem } from '#library/disk/file-system'

export interface FaultyFileSystem extends FileSystem {
  /** Steps taken so far. */
  readonly steps: number
  /** Whether the fault came. */
  readonly struck: boolean
  /** What a power cut leaves: content that was not synced is gone, and so are renames whose folder was not synced, if `undo`. */
  cutPower(undo: boolean): Promise<void>
}

/**
 * At step `at` (counted from 1) the operation fails with `code`; a write has written half by then. `once`: everything after it works again,
 * as on a disk with a fault that passes; else nothing does any more, as when the process ends there.
 */
export function faultyFileSystem(
  at: number,
  { once, code = 'EIO' }: { once: boolean; code?: string },
): FaultyFileSystem {
  let steps = 0
  let struck = false
  const unsynced = new Set<string>()
  let renames: { from: string; to: string; replaced: Uint8Array | null }[] = []
  const step = (): boolean => {
    steps++
    if (struck && !once) throw fault('ENODEV')
    if (steps !== at) return false
    struck = true
    return true
  }
  const failHere = (): void => {
    if (step()) throw fault(code)
  }
  return {
    get steps() {
      return steps
    },
    get struck() {
      return struck
    },
    async create(path) {
      failHere()
      const file = await nodeFileSystem.create(path)
      unsynced.add(path)
      return {
        async write(data) {
          const failing = step()
          await file.write(failing ? data.slice(0, data.length / 2) : data)
          if (failing) throw fault(code)
        },
        stamp: () => file.stamp(),
        async sync() {
          failHere()
          await file.sync()
          unsynced.delete(path)
        },
        async close() {
          // A descriptor is always given back: the system does it when a process ends.
          await file.close()
          failHere()
        },
      }
    },
    async rename(from, to) {
      failHere()
      const replaced = await readFile(to).catch(() => null)
      await nodeFileSystem.rename(from, to)
      if (unsynced.delete(from)) unsynced.add(to)
      renames.push({ from, to, replaced })
    },
    async link(from, to) {
      failHere()
      await nodeFileSystem.link(from, to)
    },
    async remove(path) {
      failHere()
      await nodeFileSystem.remove(path)
    },
    async removeFolder(path) {
      failHere()
      await nodeFileSystem.removeFolder(path)
    },
    async makeFolder(path) {
      failHere()
      return nodeFileSystem.makeFolder(path)
    },
    async syncFolder(path) {
      failHere()
      await nodeFileSystem.syncFolder(path)
      renames = renames.filter(({ to }) => dirname(to) !== path)
    },
    async cutPower(undo) {
      for (const path of unsynced) await truncate(path).catch(() => undefined)
      if (!undo) return
      for (const { from, to, replaced } of renames.reverse()) {
        await rename(to, from)
        if (replaced) await writeFile(to, replaced)
        else await rm(to, { force: true })
      }
    },
  }
}

function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code} by the test`), { code })
}

/** Whether a name is a leftover of a write that was cut off. */
export const isLeftover = (path: string): boolean => basename(path).endsWith('.tmp')
