/** Small tools for work that overlaps. */

/** Runs `work` on every item, at most `limit` at a time; rejects with the first failure. */
export async function forEachLimited<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of rest) await work(item)
  })
  await Promise.all(lanes)
}

/** Waits for all, whatever becomes of the others; rejects with the first failure. */
export async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason
}

/** Gives a function that runs what it is given one after the other; a failure goes to its caller only. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Runs work that pauses, and lets others have their turn at each pause. */
export async function inSteps<T>(work: Generator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
