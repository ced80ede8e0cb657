/** Made-up articles: the same number always gives the same one. */
import type { Article, ArticleDate, FormatId } from '#shared/article'
import type { CorrectableField, Highlight, Triage } from '#shared/highlight'
import type { TreeNode } from '#shared/tree'

/** The id of the one library they are in. */
export const madeUpLibrary = 'made-up'

const subjects = [
  'The harbour',
  'A small museum',
  'The grain market',
  'The northern line',
  'A quiet village',
  'The observatory',
  'The river authority',
  'The city orchestra',
]
const deeds = [
  'opens again after eleven years of repairs that were meant to take two',
  'raises its prices',
  'finds water where nobody had looked for it, under the old town and its cellars',
  'asks its neighbours for patience',
  'counts its losses after the storm',
  'answers its critics with a long list of figures and a short apology',
]
const places = ['Reuters', 'The Evening Post', 'Coastal Review', null]
const sentences = [
  'The report was read aloud in a hall that had been too small for years, and was too small again.',
  'Oil had reached $1,250 a barrel in the novel the minister was seen reading; outside, it stood at 71.',
  'Nobody could say who had first thought of it, though several people remembered having been against it.',
  'Production of grain rose by 16.6 million tonnes, the ministry said, and prices fell for the third month.',
  'It rained on the morning of the vote, which everyone agreed was good for turnout among the farmers.',
  'A ceiling on production, agreed in Vienna, will be reviewed before the end of the year.',
  'The engineers had drawn the bridge four times; the fourth drawing is the one that stands.',
]
const known = ['economy/oil', 'economy/grain', 'culture', 'politics/us', 'politics/europe', 'read again']

const pick = <T>(list: readonly T[], index: number): T => list[(index >>> 0) % list.length] as T
const hash = (index: number): number => Math.imul(index + 1, 2654435761) >>> 0

/** A made-up article. */
export interface Made {
  readonly id: string
  readonly index: number
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  readonly format: FormatId
  readonly language: string | null
  /** Milliseconds since the epoch. */
  readonly added: number
  readonly body: readonly string[]
  readonly path: string
  tags: string[]
  note: string
  highlights: readonly Highlight[]
  /** What the reader put right. */
  corrections: Partial<Record<CorrectableField, string | undefined>>
  triage: Triage | null
  unread: boolean
  position: number
}

/** The article of a number: always the same. */
export function makeArticle(index: number): Made {
  const h = hash(index)
  const year = 2024 - (index % 9)
  // Some months have more news than others.
  const month = 1 + (((h % 12) * (h % 7)) % 12)
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(1 + (h % 28)).padStart(2, '0')}`
  const body = Array.from({ length: 6 + (h % 14) }, (_, paragraph) =>
    Array.from({ length: 2 + ((h >> paragraph) % 4) }, (_, at) =>
      pick(sentences, (h >> 3) + paragraph * 3 + at * 5),
    ).join(' '),
  )
  const tags = h % 5 === 0 ? [pick(known, h >> 5), ...(h % 15 === 0 ? [pick(known, (h >> 7) + 1)] : [])] : []
  return {
    id: `a${index}`,
    index,
    title: `${pick(subjects, h >> 4)} ${pick(deeds, h >> 9)}`,
    date: index % 17 === 0 ? { iso: null, written: '03/04/2018' } : { iso, written: null },
    author: index % 3 === 0 ? 'From our correspondent' : null,
    source: pick(places, hash(index) >> 6),
    format: index % 3 === 0 ? 'html' : index % 7 === 0 ? 'markdown' : 'dated-text',
    language: index % 29 === 0 ? null : index % 11 === 0 ? 'fr' : 'en',
    added: Date.UTC(2024, 5, 1) + (hash(index) % 5000) * 3_600_000,
    body,
    path: `${year}/${iso.slice(5, 7)}/article-${String(index).padStart(5, '0')}.txt`,
    tags: [...new Set(tags)],
    note: h % 40 === 0 ? 'Ask the archive for the second report.' : '',
    highlights: [],
    corrections: {},
    triage: index < 40 ? 'inbox' : null,
    unread: h % 3 !== 0,
    position: 0,
  }
}

/** An article as the reader opens it: two in three are plain, the third has headings, a quotation and a link. */
export function openMade(one: Made): Article {
  let text = ''
  const leaf = (value: string): TreeNode => {
    if (text !== '') text += '\n\n'
    const start = text.length
    text += value
    return { start, value }
  }
  const rich = one.index % 3 === 0
  const outline: { level: number; title: string; start: number }[] = []
  const tree: TreeNode[] = []
  for (const [at, paragraph] of one.body.entries()) {
    if (rich && at % 4 === 3) {
      const title = ['What was said', 'What it costs', 'Who pays', 'What comes next'][(at / 4) | 0] ?? 'And then'
      const heading = leaf(title)
      outline.push({ level: 2, title, start: 'start' in heading ? heading.start : 0 })
      tree.push({ name: 'h2', children: [heading] })
    }
    tree.push({ name: rich && at === 5 ? 'blockquote' : 'p', children: [leaf(paragraph)] })
    if (rich && at === 1)
      tree.push({
        name: 'p',
        children: [
          leaf('More is to be found at '),
          {
            name: 'a',
            attributes: { href: 'https://example.org/reports/1987?page=2' },
            children: [leaf('the archive')],
          },
        ],
      })
  }
  return {
    id: one.id,
    library: madeUpLibrary,
    path: one.path,
    title: one.corrections.title ?? one.title,
    date: one.corrections.date === undefined ? one.date : { iso: one.corrections.date, written: null },
    source: one.corrections.source ?? one.source,
    format: one.format,
    url: rich ? 'https://example.org/news/1987/03/article' : null,
    author: one.corrections.author ?? one.author,
    language: one.language,
    encoding: 'utf-8',
    tree,
    text,
    outline,
    blocked: rich ? { scripts: 3, 'remote images': 1 } : {},
    tags: one.tags,
    note: one.note,
    noteSeen: '',
    highlights: one.highlights,
    triage: one.triage,
    unread: one.unread,
    added: one.added,
    asWritten: {
      ...(one.corrections.title !== undefined && { title: one.title }),
      ...(one.corrections.author !== undefined && { author: one.author }),
      ...(one.corrections.source !== undefined && { source: one.source }),
      ...(one.corrections.date !== undefined && { date: one.date.iso ?? one.date.written }),
    },
    copies: [],
    position: one.position,
  }
}
