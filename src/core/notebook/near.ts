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

/** The file that an article went to, if that is certain: one that is new, that no record has (`isFree`), and has no look-alike. */
export function followNear(
  gone: GoneArticle,
  files: ReadonlyMap<string, NearFile>,
  isFree: (path: string) => boolean,
): Near | null {
  if (gone.sketch === undefined) return null
  const [best, next] = nearest(gone, files)
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

/** The two files whose texts share most with an article's. */
function nearest({ sketch }: GoneArticle, files: ReadonlyMap<string, NearFile>): readonly Near[] {
  let first: Near | undefined
  let second: Near | undefined
  for (const [path, file] of files) {
    const likeness = likenessOf(sketch, file.sketch)
    if (first === undefined || likeness > first.likeness) [first, second] = [{ path, likeness }, first]
    else if (second === undefined || likeness > second.likeness) second = { path, likeness }
  }
  return [first, second].filter((near) => near !== undefined)
}

const byLikeness = (a: Near, b: Near): number => b.likeness - a.likeness || compareText(a.path, b.path)

/** The last part of a path with `/`. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
