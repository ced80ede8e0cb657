/** Who a process is, so that a lock left behind by a dead one can be told from one that is held. */
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'

/** A process on a machine; `started` is null where the system does not tell. */
interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** Changes with every process that gets the same pid: the boot's id and the start time in clock ticks since. */
  readonly started: string | null
}

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, started: await startOf(process.pid) }
}

/** Whether the process still runs; `unknown` on another machine, or where a reused pid cannot be told apart. */
export async function processState(owner: ProcessIdentity): Promise<'running' | 'gone' | 'unknown'> {
  if (owner.host !== hostname()) return 'unknown'
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'gone'
  }
  const started = await startOf(owner.pid)
  if (owner.started === null || started === null) return 'unknown'
  return started === owner.started ? 'running' : 'gone'
}

/** From Linux' /proc; see proc_pid_stat(5): the 22nd field, counted after the name, which may hold blanks and brackets. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = afterName[22 - 3]
    return ticks ? `${boot.trim()}/${ticks}` : null
  } catch {
    return null
  }
}
