/** How well articles are found in saved web pages. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseFragment } from 'parse5'
import { tidyAuthor } from '#core/formats/page-author'
import { withoutSite } from '#core/formats/page-title'
import { parseArticle } from '#core/formats/registry'
import { sanitise } from '#core/formats/sanitise'
import { oneLine } from '#core/text/clean'
import { parseDate } from '#core/text/dates'

interface Expected {
  readonly title: string | null
  readonly byline: string | null
  readonly siteName: string | null
  readonly publishedTime: string | null
}

interface Field {
  readonly name: string
  equal: number
  equalTidied: number
  known: number
  /** Found where the expectation names nothing. */
  more: number
}

/** Precision and recall of one page's tokens. */
interface Overlap {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Scores all pages under `corpus` and reports as Markdown; with `misses`, each miss is named. */
export async function scoreSavedPages(corpus: string, misses: boolean): Promise<string> {
  const fields = ['title', 'author', 'date', 'source'].map((name) => ({
    name,
    equal: 0,
    equalTidied: 0,
    known: 0,
    more: 0,
  }))
  const overlaps: Overlap[] = []
  const told: string[] = []
  const pages = (await readdir(corpus, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const { name: page } of pages.sort((a, b) => a.name.localeCompare(b.name))) {
    const read = (name: string): Promise<Buffer> => readFile(join(corpus, page, name))
    const expected: Expected = JSON.parse((await read('expected-metadata.json')).toString())
    const article = await parseArticle({ path: `${page}.html`, bytes: new Uint8Array(await read('source.html')) })

    const compare = (
      name: string,
      wanted: string | null,
      found: string | null,
      tidy: (text: string) => string | null,
    ): void => {
      const field = fields.find((each) => each.name === name)
      if (!field) return
      if (!wanted?.trim()) {
        if (found) field.more++
        return
      }
      field.known++
      const isEqual = oneLine(wanted) === found
      const isEqualTidied = isEqual || tidy(wanted) === found
      if (isEqual) field.equal++
      if (isEqualTidied) field.equalTidied++
      else told.push(`${page}: ${name} is ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`)
    }
    compare('title', expected.title, article.title, (title) => withoutSite(oneLine(title), article.source))
    compare('author', expected.byline, article.author, tidyAuthor)
    compare('date', parseDate(expected.publishedTime).iso, article.date.iso, (date) => date)
    compare('source', expected.siteName, article.source, (site) => site)

    const root = parseFragment((await read('expected.html')).toString())
    const overlap = overlapOf(sanitise(root, { base: null, title: article.title }).text, article.text)
    overlaps.push(overlap)
    if (overlap.f1 < 0.99)
      told.push(`${page}: text precision ${overlap.precision.toFixed(3)}, recall ${overlap.recall.toFixed(3)}`)
  }
  return [table(fields), '', textTable(overlaps), ...(misses ? ['', ...told.map((line) => `- ${line}`)] : [])].join(
    '\n',
  )
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

function table(fields: readonly Field[]): string {
  const rows = fields.map(
    ({ name, equal, equalTidied, known, more }) =>
      `| ${name} | ${known} | ${percent(equal, known)} | ${percent(equalTidied, known)} | ${more} |`,
  )
  return [
    '| field | pages that have it | equal | equal once the expectation is tidied alike | found where none is expected |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n')
}

function textTable(overlaps: readonly Overlap[]): string {
  const mean = (key: keyof Overlap): string =>
    (overlaps.reduce((sum, overlap) => sum + overlap[key], 0) / overlaps.length).toFixed(4)
  const good = overlaps.filter(({ f1 }) => f1 >= 0.95).length
  return [
    '| text, by token | pages | mean precision | mean recall | mean F1 | pages with F1 ≥ 0.95 |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    `| | ${overlaps.length} | ${mean('precision')} | ${mean('recall')} | ${mean('f1')} | ${good} |`,
  ].join('\n')
}

/** Tokens are words, or single characters of scripts without spaces; each counts as often as it stands in both texts. */
function overlapOf(expected: string, found: string): Overlap {
  const [wanted, given] = [countTokens(expected), countTokens(found)]
  const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)
  let shared = 0
  for (const [token, count] of wanted) shared += Math.min(count, given.get(token) ?? 0)
  const precision = total(given) === 0 ? Number(total(wanted) === 0) : shared / total(given)
  const recall = total(wanted) === 0 ? 1 : shared / total(wanted)
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function countTokens(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [token] of text.toLowerCase().matchAll(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[\p{L}\p{M}\p{N}]+/gu))
    counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}
