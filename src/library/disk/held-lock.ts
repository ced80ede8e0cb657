/** A lock that is held from one moment to another, rather than around a piece of work. */
import { LecternError } from '#shared/result'
import { withLock } from './lock'

export interface HeldLock {
  release(): Promise<void>
}

/** Takes the lock at `path`, or returns null at once when another process has it. */
export async function holdLock(path: string): Promise<HeldLock | null> {
  const released = deferred()
  const held = deferred()
  const whole = withLock(
    path,
    async () => {
      held.resolve()
      await released.promise
    },
    { patience: 0 },
  )
  try {
    await Promise.race([held.promise, whole])
  } catch (error) {
    if (error instanceof LecternError && error.code === 'locked') return null
    throw error
  }
  return {
    async release() {
      released.resolve()
      await whole
    },
  }
}

function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
