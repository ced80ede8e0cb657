/** The title of a page, without the name of the site that pages put behind it. */
import { oneLine } from '../text/clean'

/** What parts a title from the site's name, as pages write it. */
const separator = /\s+[|\-–—·•»«:/\\]+\s+|\s+::\s+|\s*\|\s*/g

/** Words; in scripts written without spaces four characters count as one. */
const wordCount = (text: string): number =>
  text.split(/\s+/).length + Math.floor((text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu)?.length ?? 0) / 4)

/** Two texts are the same if their letters and digits are. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

/** Takes the site's name off the end or the start of a title, where something that names the article remains. */
export function withoutSite(title: string, site: string | null): string {
  if (site === null || lettersOf(site) === '') return title
  const name = lettersOf(site)
  const cuts = [...title.matchAll(separator)]
  const [first, last] = [cuts[0], cuts.at(-1)]
  if (last && isSite(lettersOf(title.slice(last.index + last[0].length)), name) && last.index > 0)
    return title.slice(0, last.index)
  if (first && first.index > 0 && lettersOf(title.slice(0, first.index)) === name)
    return title.slice(first.index + first[0].length)
  return title
}

/** `Salon.com` is Salon, `The Guardian` the Guardian. */
function isSite(letters: string, site: string): boolean {
  const bare = (name: string): string => name.replace(/^(?:www|the)|(?:com|org|net)$/g, '')
  return letters !== '' && bare(letters) === bare(site)
}

/**
 * The title that a `<title>` element holds: the part that a main heading repeats, else all but the last part, where that is
 * short enough to be the site's name and enough remains.
 */
export function titleOfPage(written: string, headings: readonly string[]): string {
  const title = oneLine(written)
  const cuts = [...title.matchAll(separator)]
  if (cuts.length === 0) return title
  const letters = lettersOf(title)
  const repeated = headings
    .map((heading) => oneLine(heading))
    .filter((heading) => wordCount(heading) >= 2)
    .find((heading) => letters.startsWith(lettersOf(heading)))
  if (repeated !== undefined) return repeated
  const last = cuts.at(-1)
  if (!last || /^\s+:+\s+$/.test(last[0])) return title
  const [front, back] = [title.slice(0, last.index), title.slice(last.index + last[0].length)]
  return wordCount(front) >= 3 && wordCount(back) <= 4 && back.length < front.length ? front : title
}
