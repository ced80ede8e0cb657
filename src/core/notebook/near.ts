/**
 * Which file an article may be now that was moved and edited while nobody looked: by the sketches of their texts. A wrong guess
 * would put one article's notes on another, so much has to agree before an article is followed; what is merely likely is only
 * told to the reader.
 */
import { likenessOf } from '../anchoring/sketch'
import { compareText } from './revision'

/** An article that is gone, as its record names it. */
interface GoneArticle {
  readonly path: string
  readonly title: string
  readonly sketch?: string | undefined
}

/** A file that may be an article which is gone. */
export interface NearFile {
  readonly title: string
  readonly sketch?: string | undefined
  /** It was not in the library before. */
  readonly isNew?: boolean
}

/** A file and how much its text shares with the article's, 0 to 1. */
interface Near {
  readonly path: string
  readonly likeness: number
}

/** An article is followed to a file that shares this much with it and has its name or its title, */
const followLikeness = 0.75
/** or shares this much; */
const sameLikeness = 0.9
/** and only if it shares this much more with it than with any other file, known or new: of look-alikes none is certain. */
const followMargin = 0.15
/** Below this, a text at the article's own path is another article. */
const otherLikeness = 0.15
/** A file is likely from here on. */
const leastLikely = 0.3
/** What the same name, and the same title, add to the likeness of what is shown to the reader. */
const nameWeight = 0.15
const titleWeight = 0.15
/** Files shown, at most. */
const mostShown = 5

/** The file that an article went to, if that is certain: one that is new, that no record has (`isFree`), and has no look-alike. The two nearest are those of `nearestFiles`. */
export function followNear(
  gone: GoneArticle,
  files: ReadonlyMap<string, NearFile>,
  [best, next]: readonly Near[],
  isFree: (path: string) => boolean,
): Near | null {
  const file = best === undefined ? undefined : files.get(best.path)
  if (best === undefined || file === undefined || file.isNew !== true || !isFree(best.path)) return null
  const isNamed = fileName(best.path) === fileName(gone.path) || file.title === gone.title
  if (best.likeness < (isNamed ? followLikeness : sameLikeness)) return null
  return best.likeness - (next?.likeness ?? 0) >= followMargin ? best : null
}

/** Whether a file at an article's own path plainly holds another text. */
export function isOther(gone: GoneArticle, file: NearFile): boolean {
  return gone.sketch !== undefined && file.sketch !== undefined && likenessOf(gone.sketch, file.sketch) < otherLikeness
}

/** The files that an article may be now, for the reader to choose from; the likeliest first. */
export function likelyFiles(
  gone: GoneArticle,
  files: ReadonlyMap<string, NearFile>,
  isFree: (path: string) => boolean,
): readonly Near[] {
  const likely: Near[] = []
  for (const [path, file] of files) {
    const named = fileName(path) === fileName(gone.path) ? nameWeight : 0
    const titled = file.title === gone.title ? titleWeight : 0
    const likeness = Math.min(1, likenessOf(gone.sketch, file.sketch) + named + titled)
    if (likeness >= leastLikely && isFree(path)) likely.push({ path, likeness })
  }
  return likely.sort(byLikeness).slice(0, mostShown)
}

/**
 * For each sketch of an article that is gone the two files whose texts share most with it, of those that share enough to decide
 * whether it is followed. Looks at each file once, and compares only what is alike in two neighbouring characters somewhere.
 */
export function nearestFiles(
  gone: readonly GoneArticle[],
  files: ReadonlyMap<string, NearFile>,
): ReadonlyMap<string, readonly Near[]> {
  const found = new Map<string, readonly Near[]>()
  const byPair = new Map<number, string[]>()
  for (const { sketch } of gone) {
    if (sketch === undefined || found.has(sketch)) continue
    found.set(sketch, [])
    for (const pair of pairsOf(sketch)) {
      const alike = byPair.get(pair)
      if (alike) alike.push(sketch)
      else byPair.set(pair, [sketch])
    }
  }
  if (found.size === 0) return found
  for (const [path, { sketch: of }] of files) {
    if (of === undefined) continue
    const alike = new Set(pairsOf(of).flatMap((pair) => byPair.get(pair) ?? []))
    for (const sketch of alike) {
      const likeness = likenessOf(sketch, of)
      if (likeness < followLikeness - followMargin) continue
      const [first, second] = found.get(sketch) ?? []
      if (second !== undefined && likeness <= second.likeness) continue
      const near = [first, second, { path, likeness }].filter((one) => one !== undefined)
      found.set(sketch, near.sort((a, b) => b.likeness - a.likeness).slice(0, 2))
    }
  }
  return found
}

/**
 * Pairs of neighbouring characters that are compared: of two sketches that share `followLikeness` less `followMargin`, at most 25 of
 * 64 characters differ, so that one pair of 26 is equal.
 */
const pairs = 26

const pairsOf = (sketch: string): readonly number[] =>
  Array.from(
    { length: pairs },
    (_, at) => (at << 14) | ((sketch.charCodeAt(2 * at) & 127) << 7) | (sketch.charCodeAt(2 * at + 1) & 127),
  )

const byLikeness = (a: Near, b: Near): number => b.likeness - a.likeness || compareText(a.path, b.path)

/** The last part of a path with `/`. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
