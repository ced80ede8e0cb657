/** Where words stand in a text, and which of those places stand together as a phrase or NEAR asks. */

/** A word at its place: `[start, end)` in UTF-16 code units, and its position among the words (`tokenise`). */
export interface Place {
  readonly start: number
  readonly end: number
  readonly position: number
}

/** A word of a phrase: its places, by position, and where it has to stand, in positions from the phrase's first word. */
interface PlacedWord {
  readonly places: readonly Place[]
  readonly position: number
}

/** Every time all words stand at their positions: a place of each, in their order. */
export function sideBySide(words: readonly PlacedWord[]): readonly (readonly Place[])[] {
  const [rarest] = [...words].sort((one, two) => one.places.length - two.places.length)
  if (rarest === undefined) return []
  const found: Place[][] = []
  let last = -1
  for (const { position } of rarest.places) {
    if (position === last) continue
    last = position
    const begin = position - rarest.position
    const places = words.flatMap((word) => placeAt(word.places, begin + word.position) ?? [])
    if (places.length === words.length) found.push(places)
  }
  return found
}

/** The longest of the places at a position. */
function placeAt(places: readonly Place[], position: number): Place | undefined {
  let from = 0
  let to = places.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((places[middle]?.position ?? 0) < position) from = middle + 1
    else to = middle
  }
  let longest: Place | undefined
  for (let place = places[from]; place?.position === position; place = places[++from])
    if (longest === undefined || place.end - place.start > longest.end - longest.start) longest = place
  return longest
}

/** A place of one of some words. */
export interface NumberedPlace extends Place {
  readonly number: number
}

/**
 * The places that lie in a range of at most `within` positions from the first to the last, in which there are as many of
 * each number as `times` says. `places`: by position.
 */
export function nearEachOther(
  places: readonly NumberedPlace[],
  times: ReadonlyMap<number, number>,
  within: number,
): readonly NumberedPlace[] {
  const counts = new Map<number, number>()
  const count = (number: number, change: number): void => {
    counts.set(number, (counts.get(number) ?? 0) + change)
  }
  const found: NumberedPlace[] = []
  let first = 0
  let taken = 0
  places.forEach((place, last) => {
    count(place.number, 1)
    for (let left = places[first]; left !== undefined && place.position - left.position > within; ) {
      count(left.number, -1)
      first += 1
      left = places[first]
    }
    for (const [number, least] of times) if ((counts.get(number) ?? 0) < least) return
    for (taken = Math.max(taken, first); taken <= last; taken++) found.push(places[taken] ?? place)
  })
  return found
}
