/** Times and what follows from them. */

/** Milliseconds. */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly mean: number
  readonly most: number
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((one, two) => one - two)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
  return { count: times.length, p50: at(0.5), p95: at(0.95), mean, most: at(1) }
}

export function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}

export async function timedAsync<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now()
  const result = await work()
  return [result, performance.now() - start]
}

/** What this process holds after a collection, MiB, shared libraries and Node itself included. */
export function residentMiB(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.()
  return process.memoryUsage().rss / 2 ** 20
}

/** Milliseconds since this process was started. */
export const sinceStart = (): number => Date.now() - performance.timeOrigin
