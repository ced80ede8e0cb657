/** Which entries the palette shows, and in which order. Pure. */
import type { Mark } from '#shared/article'
import { fitName } from './fuzzy'

export type EntryKind = 'command' | 'library' | 'folder' | 'tag' | 'search' | 'article'

/** Something the palette can do or lead to. */
export interface Entry {
  /** Names it among all, and where it was used before; `command search`, `tag oil`. */
  readonly key: string
  readonly kind: EntryKind
  readonly title: string
  /** What it is or where it lies, beside the title. */
  readonly detail: string
  /** The key that does the same, as it is shown; empty where there is none. */
  readonly hint: string
  run(): void
}

/** An entry with the letters of its title that were met. */
export interface Ranked {
  readonly entry: Entry
  readonly marks: readonly Mark[]
}

/** What an entry's kind is worth beside how it fits: commands come before articles that fit as well. */
const worth: Readonly<Record<EntryKind, number>> = { command: 4, search: 3, tag: 2, library: 2, folder: 1, article: 0 }
/** What having been used last is worth; those used before it are worth less and less. */
const usedLast = 8
/** Entries shown at once. */
const mostShown = 50

/** The entries that fit, best first; without a query the ones used lately, newest first, then all commands. */
export function rank(entries: readonly Entry[], query: string, used: readonly string[]): readonly Ranked[] {
  const place = new Map(used.map((key, index) => [key, index]))
  if (query.trim() === '') {
    const before = entries
      .filter(({ key }) => place.has(key))
      .sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0))
    const rest = entries.filter(({ key, kind }) => !place.has(key) && kind === 'command')
    return [...before, ...rest].map((entry) => ({ entry, marks: [] }))
  }
  return entries
    .flatMap((entry) => {
      const found = fitName(query, entry.title)
      if (found === null) return []
      const recent = usedLast / (1 + (place.get(entry.key) ?? Number.POSITIVE_INFINITY))
      return [{ entry, marks: found.marks, score: found.score + worth[entry.kind] + recent }]
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostShown)
}

/** Entries remembered as used. */
const mostUsed = 30

/** What was used, with one more, newest first. */
export const remember = (used: readonly string[], key: string): readonly string[] =>
  [key, ...used.filter((known) => known !== key)].slice(0, mostUsed)

/** Reads what was stored; anything else than a list of names is none. */
export function readUsed(stored: string | null): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(parsed) ? parsed.filter((key) => typeof key === 'string').slice(0, mostUsed) : []
  } catch {
    return []
  }
}
