/** The two pipes a shell and its library process talk through, as `Port`: Electron's utility process, and a plain child process. */
import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'
import type { Port } from '#shared/rpc'
import { type HostStart, hostStartSchema } from '../host/host-contract'

/** The first message a library process gets; everything after it is a request of `hostChannels`. */
const startMessageSchema = hostStartSchema.extend({ kind: z.literal('start') })

/** Wraps what the library process needs to know as its first message. */
export const startMessage = (start: HostStart): z.infer<typeof startMessageSchema> => ({ kind: 'start', ...start })

/** Reads the first message, or returns null where it is something else. */
export function readStartMessage(message: unknown): HostStart | null {
  const parsed = startMessageSchema.safeParse(message)
  return parsed.success ? { dataDir: parsed.data.dataDir, cacheDir: parsed.data.cacheDir } : null
}

/** The shell's end of a utility process: the part of Electron's `UtilityProcess` that is used, so that no Electron is imported here. */
interface UtilityChild {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  off(event: 'message', listener: (message: unknown) => void): unknown
  off(event: 'exit', listener: () => void): unknown
  once(event: 'exit', listener: () => void): unknown
}

/** The shell's end of a utility process. */
export function utilityChildPort(child: UtilityChild): Port {
  return {
    post: (message) => child.postMessage(message),
    onMessage(listener) {
      child.on('message', listener)
      return () => void child.off('message', listener)
    },
    onClose(listener) {
      child.once('exit', listener)
      return () => void child.off('exit', listener)
    },
  }
}

/** The shell's end of a child process, forked with `serialization: 'advanced'` (bytes of images travel as they are). */
export function childProcessPort(child: ChildProcess): Port {
  return {
    // The callback takes a failed send: the process is going, and `disconnect` says so to everyone who waits.
    post: (message) => void (child.connected && child.send(message as object, () => undefined)),
    onMessage(listener) {
      child.on('message', listener)
      return () => void child.off('message', listener)
    },
    onClose(listener) {
      // A process that never started has no channel to lose, so `exit` and `error` count as well; the first one tells.
      let told = false
      const tell = (): void => {
        if (!told) listener()
        told = true
      }
      for (const event of ['disconnect', 'exit', 'error'] as const) child.on(event, tell)
      return () => {
        for (const event of ['disconnect', 'exit', 'error'] as const) child.off(event, tell)
      }
    },
  }
}

/** Electron's port to the parent, on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  off(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
}

/** The library process's own end, in either kind of process; null where nothing started it as a child. */
export function parentPort(): Port | null {
  const utility = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort
  if (utility) return utilityParentPort(utility)
  return process.send === undefined ? null : forkParentPort()
}

function utilityParentPort(parent: ParentPort): Port {
  return {
    post: (message) => parent.postMessage(message),
    onMessage(listener) {
      const unwrap = (event: { readonly data: unknown }): void => listener(event.data)
      parent.on('message', unwrap)
      return () => void parent.off('message', unwrap)
    },
    // Electron ends a utility process together with its parent: there is no moment in which to notice.
    onClose: () => () => undefined,
  }
}

function forkParentPort(): Port {
  return {
    post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
    onMessage(listener) {
      process.on('message', listener)
      return () => void process.off('message', listener)
    },
    onClose(listener) {
      process.once('disconnect', listener)
      return () => void process.off('disconnect', listener)
    },
  }
}
