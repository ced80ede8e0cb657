import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A generated article in the dated form, before it is a file. */
interface GeneratedArticle {
  /** `1991-03/17/00042.txt`: month, day, number. */
  readonly path: string
  /** `1991-03-17` */
  readonly date: string
  readonly title: string
  /** The whole file. */
  readonly text: string
}

interface GeneratorOptions {
  readonly count: number
  /** The same seed gives the same articles on every machine. */
  readonly seed?: number
}

/** A word that no other generated word contains; it stands in every `needleEvery`th article, once, starting with the first. */
export const needle = 'quicksilver'
export const needleEvery = 500

const vocabularySize = 40_000
const years = { first: 1986, count: 12 }

/** Numbers in [0, 1) from a seed: mulberry32, small and good enough for text. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Makes articles one after another: words drawn by Zipf's law (rank r has weight 1/(r + 2.7), Mandelbrot's form), lengths
 * log-normal about a median of 95 words as in wire news, dates spread over twelve years and rising with the number.
 */
export function* generateArticles({ count, seed = 1 }: GeneratorOptions): Generator<GeneratedArticle> {
  const random = randomFrom(seed)
  const words = vocabulary(random)
  const draw = zipf(words, random)
  const day = 86_400_000
  const start = Date.UTC(years.first, 0, 1)
  const span = Math.floor(years.count * 365.25)
  for (let index = 0; index < count; index++) {
    const date = new Date(start + Math.floor((index / count) * span) * day).toISOString().slice(0, 10)
    const title = sentence(draw, random, 6 + Math.floor(random() * 6)).slice(0, -1)
    const length = Math.min(3000, Math.max(12, Math.round(95 * Math.exp(0.8 * normal(random)))))
    const body = paragraphs(draw, random, length)
    if (index % needleEvery === 0) body.push(`Traders spoke of ${needle}.`)
    const path = `${date.slice(0, 7)}/${date.slice(8)}/${String(index).padStart(5, '0')}.txt`
    yield { path, date, title, text: ` date ${date} ${title}\n\n${body.join('\n\n')}\n` }
  }
}

/** Writes generated articles into `folder`; returns each path with its date, as the app must show it. */
export function writeArticles(folder: string, options: GeneratorOptions): ReadonlyMap<string, string> {
  const dates = new Map<string, string>()
  const made = new Set<string>()
  for (const { path, date, text } of generateArticles(options)) {
    const target = join(folder, path)
    if (!made.has(dirname(target))) {
      mkdirSync(dirname(target), { recursive: true })
      made.add(dirname(target))
    }
    writeFileSync(target, text)
    dates.set(path, date)
  }
  return dates
}

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'dr',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'j',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
].concat(['sh', 'st', 't', 'tr', 'v', 'w', 'z', ''])
const nuclei = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou', 'y']
const codas = ['', '', '', 'n', 'r', 's', 't', 'l', 'nd', 'm', 'ck', 'x']
const common =
  'the of to in said and a mln for it on is that its from at by with be was year as pct has would not an which'

/** Distinct words, the most frequent first; frequent words are short. */
function vocabulary(random: () => number): readonly string[] {
  const words = new Set(common.split(' '))
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  while (words.size < vocabularySize) {
    const syllables = 1 + Math.floor(random() * Math.min(4, 1.5 + words.size / 4000))
    let word = ''
    for (let i = 0; i < syllables; i++) word += pick(onsets) + pick(nuclei) + pick(codas)
    if (word.length > 2 && !word.includes(needle)) words.add(word)
  }
  return [...words]
}

/** Draws words by rank, by bisection of the summed weights; a few draws give a number or a possessive instead. */
function zipf(words: readonly string[], random: () => number): () => string {
  const sums = new Float64Array(words.length)
  let sum = 0
  for (let rank = 0; rank < words.length; rank++) sums[rank] = sum += 1 / (rank + 2.7)
  return () => {
    const kind = random()
    if (kind < 0.02) return Math.floor(random() * 100_000).toLocaleString('en-US')
    const target = random() * sum
    let low = 0
    let high = words.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < target) low = middle + 1
      else high = middle
    }
    const word = words[low] ?? 'the'
    return kind < 0.04 ? `${word}'s` : word
  }
}

function sentence(draw: () => string, random: () => number, length: number): string {
  const words = Array.from({ length }, draw)
  const first = words[0] ?? ''
  words[0] = first.charAt(0).toUpperCase() + first.slice(1)
  if (length > 12) words[Math.floor(length * (0.3 + 0.4 * random()))] += ','
  return `${words.join(' ')}.`
}

function paragraphs(draw: () => string, random: () => number, length: number): string[] {
  const made: string[] = []
  for (let left = length; left > 0; ) {
    const sentences: string[] = []
    for (let i = 0, many = 1 + Math.floor(random() * 2); i < many && left > 0; i++) {
      const size = Math.min(left, 8 + Math.floor(random() * 20))
      sentences.push(sentence(draw, random, size))
      left -= size
    }
    made.push(sentences.join(' '))
  }
  return made
}

/** A standard normal number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
