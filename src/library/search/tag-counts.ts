/** How many articles `tag:` and `keyword:` find for each tag of the reader and each keyword of the articles. */
import { plainTag } from '#core/search/facts'
import { fold } from '#core/search/fold'
import { foldersAbove } from '../paths'

/** A value of a field, and the articles that have it. */
export interface Counted {
  readonly value: string
  readonly count: number
}

/** A tag or a keyword, in the form in which it is compared and as it is written. */
interface Level {
  readonly folded: string
  readonly written: string
}

type Counts = Map<string, number>

export class TagCounts {
  /** Articles by what they carry, whoever gave it to them. */
  readonly #carried: Counts = new Map()
  readonly #ofKeywords: Counts = new Map()
  /** As they are written. */
  readonly #tags = new Map<string, string>()
  readonly #keywords = new Map<string, string>()
  /** Remembered: few tags are on many articles. */
  readonly #levels = new Map<string, readonly Level[]>()

  /** Counts an article. Each level of a tag counts once: `politics/us` and `politics/eu` are one `politics`. */
  add(tags: readonly string[], keywords: readonly string[]): void {
    if (tags.length + keywords.length === 0) return
    const carried = new Set<string>()
    for (const keyword of keywords) {
      const levels = this.#levelsOf(keyword)
      for (const { folded } of levels) carried.add(folded)
      const whole = levels.at(-1)
      if (whole !== undefined && !this.#keywords.has(whole.folded)) this.#keywords.set(whole.folded, whole.written)
    }
    for (const folded of carried) increase(this.#ofKeywords, folded)
    for (const tag of tags) {
      for (const { folded, written } of this.#levelsOf(tag)) {
        carried.add(folded)
        if (!this.#tags.has(folded)) this.#tags.set(folded, written)
      }
    }
    for (const folded of carried) increase(this.#carried, folded)
  }

  /** The reader's tags, with those above them, and how many articles `tag:` finds. */
  tags(): readonly Counted[] {
    return counted(this.#tags, this.#carried)
  }

  /** The articles' keywords, and how many `keyword:` finds. */
  keywords(): readonly Counted[] {
    return counted(this.#keywords, this.#ofKeywords)
  }

  /** The keywords that are no tags of the reader, and how many `tag:` finds. */
  otherKeywords(): readonly Counted[] {
    const others = [...this.#keywords].filter(([folded]) => !this.#tags.has(folded))
    return counted(others, this.#carried)
  }

  #levelsOf(tag: string): readonly Level[] {
    const known = this.#levels.get(tag)
    if (known !== undefined) return known
    const plain = plainTag(tag)
    const levels = [...foldersAbove(plain), plain].map((written) => ({ folded: fold(written), written }))
    this.#levels.set(tag, levels)
    return levels
  }
}

function increase(counts: Counts, folded: string): void {
  counts.set(folded, (counts.get(folded) ?? 0) + 1)
}

const counted = (
  written: Iterable<readonly [folded: string, written: string]>,
  counts: ReadonlyMap<string, number>,
): readonly Counted[] => Array.from(written, ([folded, value]) => ({ value, count: counts.get(folded) ?? 0 }))
