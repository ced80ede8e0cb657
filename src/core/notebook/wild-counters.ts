/** Revisions that leave no room to count on, as a damaged or a hostile file may have them. */
import { isRecord } from './json'

/** The highest counter that is taken as it is: above it there is room for more edits than anybody makes. */
export const highestCounter = 2 ** 50

/**
 * A file's JSON with its counters numbered anew from 1, in their order, where one of them is above `highestCounter`; else the
 * value itself. The same file is numbered the same everywhere, and what is written upon it comes later, as always.
 */
export function tameCounters(raw: unknown): unknown {
  const counters = new Set<number>()
  eachCounter(raw, (counter) => {
    counters.add(counter)
    return counter
  })
  if (![...counters].some((counter) => counter > highestCounter)) return raw
  const numbers = new Map([...counters].sort((a, b) => a - b).map((counter, place) => [counter, place + 1]))
  return eachCounter(raw, (counter) => numbers.get(counter) ?? counter)
}

/** The value with another number for each counter in a revision, a `seen` or a `removed`. */
function eachCounter(value: unknown, number: (counter: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => eachCounter(item, number))
  if (!isRecord(value)) return value
  const isRevision = typeof value.replica === 'string'
  return mapped(value, (key, item) => {
    if (key === 'counter' && isRevision && isCounter(item)) return number(item)
    if ((key !== 'seen' && key !== 'removed') || !isRecord(item)) return eachCounter(item, number)
    return mapped(item, (_, counter) => (isCounter(counter) ? number(counter) : counter))
  })
}

// fromEntries defines properties, so that a key called `__proto__` stays an ordinary key.
function mapped(value: object, to: (key: string, item: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, to(key, item)]))
}

const isCounter = (value: unknown): value is number => typeof value === 'number' && value >= 0
