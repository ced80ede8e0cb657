import type { TagCount } from '#shared/library'

/** Suggestions shown at once. */
const suggested = 12

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Tags that go with what was typed, best first: those that start with it, then those with a level that does, then those
 * that hold it; the most used first among equals. What the article carries already is left out.
 */
export function suggestTags(
  known: readonly TagCount[],
  carried: readonly string[],
  typed: string,
  most = suggested,
): readonly TagCount[] {
  const words = fold(typed.trim())
  const rank = (name: string): number => {
    const folded = fold(name)
    if (folded.startsWith(words)) return 0
    if (folded.split('/').some((level) => level.startsWith(words))) return 1
    return folded.includes(words) ? 2 : 3
  }
  return known
    .filter((tag) => !carried.includes(tag.name))
    .map((tag) => ({ tag, rank: rank(tag.name) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank || b.tag.count - a.tag.count || (a.tag.name < b.tag.name ? -1 : 1))
    .slice(0, most)
    .map((entry) => entry.tag)
}
