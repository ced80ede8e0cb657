/** A library's rows in the orders a list can have, kept up to date by merging, so that a page of a long list costs nothing. */

import { compare } from '../paths'
import type { CatalogRow } from './catalog'

export const orderNames = ['date-newest', 'date-oldest', 'title', 'path', 'added'] as const
export type OrderName = (typeof orderNames)[number]

/** A row with what it is ordered by. */
interface Keyed {
  readonly row: CatalogRow
  readonly key: string
}

/** Compares rows in an order (`added`: the latest first); never 0 for two rows of one library. The undated come last in both directions. */
export const compareBy: Readonly<Record<OrderName, (a: Keyed, b: Keyed) => number>> = {
  'date-newest': (a, b) => undatedLast(a, b) || compare(b.key, a.key) || byPath(a, b),
  'date-oldest': (a, b) => undatedLast(a, b) || compare(a.key, b.key) || byPath(a, b),
  title: (a, b) => compare(a.key, b.key) || byPath(a, b),
  path: byPath,
  added: (a, b) => b.row.added - a.row.added || byPath(a, b),
}

/** What a row is ordered by, where that has to be worked out of it. */
export function orderKey(order: OrderName, row: CatalogRow): string {
  switch (order) {
    case 'date-newest':
    case 'date-oldest':
      return row.date.iso ?? ''
    case 'title':
      return titleKey(row.title)
    case 'path':
    case 'added':
      return ''
  }
}

/** One order over changing rows. */
export class Order {
  #sorted: readonly Keyed[] = []
  readonly #gone = new Set<CatalogRow>()
  readonly #come = new Set<CatalogRow>()

  constructor(
    private readonly name: OrderName,
    rows: Iterable<CatalogRow>,
  ) {
    for (const row of rows) this.#come.add(row)
  }

  /** One row is replaced by another; either may be missing. */
  change(from: CatalogRow | undefined, to: CatalogRow | undefined): void {
    if (from !== undefined && !this.#come.delete(from)) this.#gone.add(from)
    if (to !== undefined) this.#come.add(to)
  }

  /** The rows in order. */
  rows(): readonly Keyed[] {
    if (this.#gone.size === 0 && this.#come.size === 0) return this.#sorted
    const by = compareBy[this.name]
    const come = Array.from(this.#come, (row) => ({ row, key: orderKey(this.name, row) })).sort(by)
    const stay = this.#gone.size === 0 ? this.#sorted : this.#sorted.filter(({ row }) => !this.#gone.has(row))
    this.#sorted = mergeSorted([stay, come], by)
    this.#gone.clear()
    this.#come.clear()
    return this.#sorted
  }
}

/** Merges sorted lists into one; of equals, the one from the earlier list comes first. */
export function mergeSorted<T>(lists: readonly (readonly T[])[], by: (a: T, b: T) => number): readonly T[] {
  return lists.filter((list) => list.length > 0).reduce<readonly T[]>((merged, next) => mergeTwo(merged, next, by), [])
}

function mergeTwo<T>(left: readonly T[], right: readonly T[], by: (a: T, b: T) => number): readonly T[] {
  if (left.length === 0) return right
  if (right.length === 0) return left
  const merged: T[] = []
  let at = 0
  for (const item of left) {
    for (let next = right[at]; next !== undefined && by(next, item) < 0; next = right[++at]) merged.push(next)
    merged.push(item)
  }
  for (; at < right.length; at++) {
    const item = right[at]
    if (item !== undefined) merged.push(item)
  }
  return merged
}

function undatedLast(a: Keyed, b: Keyed): number {
  return Number(a.key === '') - Number(b.key === '')
}

function byPath(a: Keyed, b: Keyed): number {
  return compare(a.row.path, b.row.path)
}

/** Letters without their marks and case, from the first letter or digit on: a quotation mark does not come before everything. */
const titleKey = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
