/** Keywords that an article carries itself. */
import { fieldOrNull } from '../text/clean'

/** As many of an article are kept; more are a list for machines. */
const most = 50

/** Lists with commas or semicolons to keywords, each once; a `#` in front is how some write tags. */
export function keywordsIn(written: readonly string[]): readonly string[] {
  const words = written.flatMap((list) => list.slice(0, 10_000).split(/[,;、]/))
  const clean = words.flatMap((word) => fieldOrNull(word.trim().replace(/^#+/, ''), 100) ?? [])
  return [...new Set(clean)].slice(0, most)
}
