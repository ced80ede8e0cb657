/**
 * Which parts of a store are worth joining. Parts are sorted into levels by the bytes of what is alive in them, each level
 * eight times the one below; eight of one level make one of the next, so every article is joined a logarithmic number of times
 * and there are never more than about eight parts a level. At rest there is one base with what is small beside it.
 */

/** A part as the policy sees it. */
export interface SizedPart {
  readonly bytes: number
  readonly documents: number
  readonly living: number
}

/** Parts of one level that are joined into one of the next. */
const fanIn = 8
/** Parts joined at once at most: more cost more comparisons for every word. */
const mostInputs = 16
/** Bytes below which all parts are of the lowest level. Joining eight such takes a few milliseconds. */
const smallPart = 64 * 1024
/** A part is made anew when this share of its documents is dead. */
const mostDead = 1 / 3
/** At rest, all parts are joined once those beside the largest have this share of its size. */
const mostBeside = 1 / 8

const sizeOf = ({ bytes, documents, living }: SizedPart): number => (bytes * living) / Math.max(1, documents)

const levelOf = (part: SizedPart): number =>
  Math.max(0, Math.ceil(Math.log(sizeOf(part) / smallPart) / Math.log(fanIn)))

/** The parts (of those given) to be joined next, in their order; null: none. `atRest`: no more articles are about to come. */
export function choosePlan<P extends SizedPart>(parts: readonly P[], atRest: boolean): readonly P[] | null {
  if (atRest && isScattered(parts)) return [...parts]
  return crowdedLevel(parts) ?? mostlyDead(parts)
}

/** The small parts, where there are so many that they should be joined before others come. */
export function chooseSmall<P extends SizedPart>(parts: readonly P[]): readonly P[] | null {
  const small = parts.filter((part) => levelOf(part) === 0)
  return small.length >= fanIn ? small.slice(0, mostInputs) : null
}

/** The parts of the lowest level that has too many. */
function crowdedLevel<P extends SizedPart>(parts: readonly P[]): readonly P[] | null {
  const levels = parts.map(levelOf)
  for (const level of new Set(levels.toSorted((one, two) => one - two))) {
    const members = parts.filter((_, index) => levels[index] === level)
    if (members.length >= fanIn) return members.slice(0, mostInputs)
  }
  return null
}

function mostlyDead<P extends SizedPart>(parts: readonly P[]): readonly P[] | null {
  const part = parts.find(({ documents, living }) => documents - living > documents * mostDead)
  return part === undefined ? null : [part]
}

function isScattered(parts: readonly SizedPart[]): boolean {
  const sizes = parts.map(sizeOf)
  const largest = Math.max(0, ...sizes)
  return parts.length > 1 && sizes.reduce((sum, size) => sum + size, -largest) > largest * mostBeside
}
