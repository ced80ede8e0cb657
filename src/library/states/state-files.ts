/** The logs of states of one folder: one for each machine, each written by that machine alone, read by all. */
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  compactStates,
  formatStates,
  readStates,
  readStatesInSteps,
  type StatesLog,
  statesHeader,
} from '#core/notebook/states-file'
import { highestCounter } from '#core/notebook/wild-counters'
import { LecternError, toFailure } from '#shared/result'
import { inSteps } from '../concurrency'
import { setAside } from '../disk/aside'
import type { FileStamp } from '../disk/file-system'
import { ensureFolder, stampOf, syncFolder, writeFileAtomic } from '../disk/files'
import { folderKey } from '../disk/folders'
import { ioError, isMissing } from '../disk/io-error'
import { longestJson, readBounded } from '../disk/json-file'
import { writeAt } from '../disk/write-at'
import { besideName, isRefusal } from '../notebook/place'
import { isOurs, logsIn, statesFolder, statesIn } from './state-places'

/** A log that was not known as it is now. `broken`: the numbers of its lines, from 1, that could not be read. */
interface NewLog extends StatesLog {
  readonly file: string
  readonly broken: readonly number[]
}

/** What a look at the logs came to. `newer`: those of a newer format. `unreadable`: those that the system refuses, and why. */
export interface Look {
  readonly logs: readonly NewLog[]
  readonly newer: readonly string[]
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
}

interface StateFilesOptions {
  /** The library's real, absolute path. */
  readonly folder: string
  readonly dataDir: string
  /** This machine's name. */
  readonly machine: () => Promise<string>
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What is known of a log as it lies on the disk. */
interface Known {
  readonly stamp: FileStamp
  readonly kind: 'read' | 'newer'
  /** Bytes up to which it can be added to, and whether the last of them is a line break. */
  readonly sound: number
  readonly ended: boolean
}

/** A log of this machine that lies where it does not belong any more. */
interface Astray {
  readonly file: string
  readonly log: StatesLog & { readonly broken: readonly number[] }
}

/** A log is worth writing anew from this size on, in bytes, when that halves it. */
const worthCompacting = 4 * 1024 * 1024

export class StateFiles {
  readonly #notebooks: readonly string[]
  /** Where states are kept as long as there is no notebook. */
  readonly #own: string
  readonly #known = new Map<string, Known>()
  /** By file: the size from which on compacting is tried. */
  readonly #limits = new Map<string, number>()

  constructor(private readonly options: StateFilesOptions) {
    const { folder, dataDir } = options
    this.#notebooks = [join(folder, besideName), join(dataDir, 'notebooks', folderKey(folder))]
    this.#own = statesFolder(dataDir, folder)
  }

  /** Reads the logs that changed since the last look, of all machines and in all places. */
  async look(): Promise<Look> {
    const logs: NewLog[] = []
    const newer: string[] = []
    const unreadable: Look['unreadable'][number][] = []
    const cost = async <T>(file: string, work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work()
      } catch (error) {
        unreadable.push({ file, reason: toFailure(error).message })
        return null
      }
    }
    for (const place of [...this.#notebooks.map(statesIn), this.#own]) {
      for (const file of (await cost(place, () => logsIn(place))) ?? []) {
        const known = this.#known.get(file)
        const isKnown = known !== undefined && known.stamp === (await cost(file, () => stampOf(file)))
        const log = isKnown ? null : await cost(file, () => this.#read(file))
        if (log !== null) logs.push({ file, ...log })
        if (this.#known.get(file)?.kind === 'newer') newer.push(file)
      }
    }
    return { logs, newer, unreadable }
  }

  /**
   * Adds to this machine's log in the notebook, where there is one that can be written to, or else in the app's data; what was
   * kept there before goes along. The caller holds the lock and has looked. Throws `LecternError`: 'io', 'newer-format'.
   */
  async add(log: StatesLog): Promise<void> {
    const places = await this.#places()
    for (const [index, place] of places.entries()) {
      try {
        const astray = await this.#ownLogs(places.slice(index + 1))
        await this.#append(await this.#ownFile(place), [...astray.map(({ log }) => log), log])
        for (const { file, log } of astray) await this.#retire(file, log.broken.length > 0)
        return
      } catch (error) {
        if (index === places.length - 1 || !isRefusal(error)) throw error
      }
    }
  }

  /** The same, but into the app's data only: nothing is written into a library for what the reader did not do. */
  async addQuietly(log: StatesLog): Promise<void> {
    await this.#append(await this.#ownFile(this.#own), [log])
  }

  /** Writes this machine's logs anew where that halves them. The caller holds the lock and has looked. Throws `LecternError` 'io'. */
  async compact(): Promise<void> {
    for (const place of await this.#places()) {
      const file = await this.#ownFile(place)
      const known = this.#known.get(file)
      if (known?.kind !== 'read' || known.sound < (this.#limits.get(file) ?? worthCompacting)) continue
      const reading = await inSteps(readStatesInSteps(await readFile(file)))
      // A line that cannot be read may be mended by hand: it is not dropped.
      if (reading.kind === 'newer' || reading.broken.length > 0) continue
      const text = statesHeader + formatStates(compactStates(reading))
      const size = new TextEncoder().encode(text).length
      if (size * 2 < known.sound) {
        const stamp = await writeFileAtomic(file, text)
        this.#known.set(file, { stamp, kind: 'read', sound: size, ended: true })
      }
      this.#limits.set(file, Math.max(worthCompacting, size * 2))
    }
  }

  /** Where states may be written: the notebook that there is, and at last the app's data. */
  async #places(): Promise<readonly string[]> {
    const places: string[] = []
    for (const root of this.#notebooks) if (await isOurs(root)) places.push(statesIn(root))
    return [...places, this.#own]
  }

  async #ownFile(place: string): Promise<string> {
    return join(place, `${await this.options.machine()}.jsonl`)
  }

  async #ownLogs(places: readonly string[]): Promise<readonly Astray[]> {
    const logs: Astray[] = []
    for (const place of places) {
      const file = await this.#ownFile(place)
      const content = await readFile(file).catch((error) => (isMissing(error) ? null : Promise.reject(error)))
      const log = content === null ? null : readStates(content)
      if (log?.kind === 'read') logs.push({ file, log })
    }
    return logs
  }

  /** Takes away a log that was written elsewhere; what of it could not be read is kept. */
  async #retire(file: string, isBroken: boolean): Promise<void> {
    this.#known.delete(file)
    if (isBroken) {
      await setAside(file, this.options.now())
      return
    }
    await rm(file, { force: true }).catch((error) => Promise.reject(ioError('write', file, error)))
    await syncFolder(dirname(file))
  }

  async #read(file: string): Promise<(StatesLog & { readonly broken: readonly number[] }) | null> {
    // Whatever comes after the stamp is read again the next time.
    const stamp = await stampOf(file)
    if (stamp === null) return null
    const isOwn = basename(file) === `${await this.options.machine()}.jsonl`
    // Whatever a log from elsewhere says, there is room left to count on in one's own.
    const reading = await inSteps(readStatesInSteps(await readFile(file), isOwn ? undefined : highestCounter))
    if (reading.kind === 'newer') {
      this.#known.set(file, { stamp, kind: 'newer', sound: 0, ended: true })
      return null
    }
    const { changes, baseline, broken, sound, ended } = reading
    this.#known.set(file, { stamp, kind: 'read', sound, ended })
    return { changes, baseline, broken }
  }

  async #append(file: string, logs: readonly StatesLog[]): Promise<void> {
    await ensureFolder(dirname(file))
    if (!this.#known.has(file)) await this.#read(file)
    const known = this.#known.get(file) ?? { kind: 'read', sound: 0, ended: true }
    if (known.kind === 'newer') throw new LecternError('newer-format', newerStates(file))
    const { sound, ended } = known
    const text = `${sound === 0 ? statesHeader : ended ? '' : '\n'}${logs.map(formatStates).join('')}`
    const bytes = new TextEncoder().encode(text)
    if (sound + bytes.length > longestJson)
      throw new LecternError('io', `“${file}” is full: 64 MiB fit into it. What was sorted and read now is not saved.`)
    // Until it is certain, nothing is known of it.
    this.#known.delete(file)
    try {
      await writeAt(file, bytes, sound)
    } catch (error) {
      throw ioError('write', file, error)
    }
    if (sound === 0) await syncFolder(dirname(file))
    const stamp = await stampOf(file)
    if (stamp !== null) this.#known.set(file, { stamp, kind: 'read', sound: sound + bytes.length, ended: true })
  }
}

/** What the reader is told of a log of a newer format. */
export const newerStates = (file: string): string =>
  `“${file}” was written by a newer Lectern. It is left as it is; update Lectern to see and change what was sorted and read there.`

async function readFile(file: string): Promise<Uint8Array> {
  const content = await readBounded(file)
  if (typeof content === 'string') throw new LecternError('io', `“${file}” cannot be read: ${content}.`)
  return content
}
