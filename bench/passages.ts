/** Highlights passages of real texts, edits the texts as people and programs do, and counts what is found again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { groundOf, makeAnchor, placeAnchor } from '#core/anchoring/index'
import { parseArticle } from '#core/formats/registry'

/** A character and where it stood before the edits; null for one that was added. */
interface Unit {
  readonly character: string
  readonly origin: number | null
}
type Text = readonly Unit[]
/** Draws a number in [0, 1). */
type Draw = () => number

/** Mulberry32: small, seeded, good enough to choose places. */
function generator(seed: number): Draw {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const unitsOf = (text: string): Text =>
  Array.from({ length: text.length }, (_, at) => ({ character: text[at] ?? '', origin: at }))
const added = (text: string): Text => [...text].map((character) => ({ character, origin: null }))
const textOf = (units: Text): string => units.map(({ character }) => character).join('')
const below = (draw: Draw, limit: number): number => Math.floor(draw() * limit)

/** Ranges of paragraphs, without the blank lines between them. */
function paragraphs(units: Text): (readonly [number, number])[] {
  const text = textOf(units)
  return [...text.matchAll(/[^\n]+(?:\n(?!\n)[^\n]+)*/g)].map((match) => [match.index, match.index + match[0].length])
}

interface Range {
  readonly start: number
  readonly end: number
}
type Edit = (units: Text, passage: Range, draw: Draw) => Text

const letters = 'abcdefghijklmnopqrstuvwxyz'
const sentences = [
  'Readers with an account can save this page for later.',
  'The figures were revised after publication.',
  'More on this subject can be found in the archive of the newspaper.',
  'Officials declined to comment on the report.',
  'The company said it would publish its results next month.',
]

/** One letter in about a hundred is mistyped, doubled or lost, anywhere. */
const fixTypos: Edit = (units, _, draw) =>
  units.flatMap((unit) => {
    if (!/[a-z]/i.test(unit.character) || draw() > 0.01) return [unit]
    const kind = below(draw, 3)
    if (kind === 0) return [{ ...unit, character: letters[below(draw, 26)] ?? 'e' }]
    return kind === 1 ? [unit, { character: unit.character, origin: null }] : []
  })

/** Where a sentence or a paragraph begins. */
const beginnings = (units: Text): number[] =>
  [...textOf(units).matchAll(/(?<=[.!?]["”’)]*\s+|\n\s*|^)\S/g)].map(({ index }) => index)

/** A sentence is written in before and after the passage, and everything behind moves. */
const editElsewhere: Edit = (units, { start, end }, draw) => {
  const places = beginnings(units)
  const oneOf = (some: readonly number[], other: number): number => some[below(draw, some.length)] ?? other
  const before = oneOf(
    places.filter((at) => at <= start),
    0,
  )
  const after = oneOf(
    places.filter((at) => at >= end),
    units.length,
  )
  const insert = (): Text => added(`${sentences[below(draw, sentences.length)]} `)
  return [...units.slice(0, before), ...insert(), ...units.slice(before, after), ...insert(), ...units.slice(after)]
}

/** The passage's paragraph goes to another place; with it the next ones, where the passage reaches into them. */
const moveParagraph: Edit = (units, { start, end }, draw) => {
  const all = paragraphs(units)
  const pieces = all.map(([from, to]) => units.slice(from, to))
  const first = all.findIndex(([, to]) => start < to)
  const moved = pieces.splice(first, all.filter(([from, to]) => from < end && start < to).length)
  pieces.splice(below(draw, pieces.length + 1), 0, ...moved)
  return pieces.flatMap((piece, index) => (index === 0 ? piece : [...added('\n\n'), ...piece]))
}

/** Every other word of the passage and of the words around it is another word. */
const rewriteSentence: Edit = (units, { start, end }, draw) => {
  let word = 0
  let drop = false
  return units.flatMap((unit, at) => {
    if (at < start || at >= end) return [unit]
    const isStart = /\w/.test(unit.character) && !/\w/.test(units[at - 1]?.character ?? ' ')
    if (isStart) drop = ++word % 2 === 0
    if (!drop || !/\w/.test(unit.character)) return [unit]
    return [{ character: letters[below(draw, 26)] ?? 'e', origin: null }]
  })
}

/** Other navigation, other notices, other dates around and between, and for `inside` in the middle of the passage too. */
const resave =
  (inside: boolean): Edit =>
  (units, { start, end }, draw) => {
    const head = added('Home · News · Archive · Sign in\n\nUpdated 14:02, 3 May 2021\n\n')
    const foot = added('\n\nShare this article\n\nMore from this section\n\nAll rights reserved. Imprint. Privacy.')
    const mayStandAt = (at: number): boolean => inside || at <= start || at >= end
    const between = (at: number): Text => added(draw() < 0.3 && mayStandAt(at) ? '\n\nAdvertisement\n\n' : '\n\n')
    const body = paragraphs(units).flatMap(([from, to], index) => [
      ...(index === 0 ? [] : between(from)),
      ...units.slice(from, to),
    ])
    return [...head, ...body, ...foot]
  }

/** Quotation marks, dashes, spaces and accents in their other forms; lines wrapped elsewhere. */
const reencode: Edit = (units, _, draw) =>
  units.flatMap(({ character, origin }) => {
    const other: Readonly<Record<string, string>> = {
      '"': '”',
      "'": '’',
      '-': '–',
      '“': '"',
      '”': '"',
      '’': "'",
      '–': '-',
      '—': '--',
    }
    if (character === ' ' && draw() < 0.1) return [{ character: '\u00a0', origin }]
    if (character === '\n') return [{ character, origin }]
    const written = (other[character] ?? character).normalize('NFD')
    return [...written].map((part, index) => ({ character: part, origin: index === 0 ? origin : null }))
  })

/** The passage is taken out: nothing is to be found. */
const remove: Edit = (units, { start, end }) => units.filter((_, at) => at < start || at >= end)

const edits: readonly (readonly [name: string, edit: Edit, harms: boolean])[] = [
  ['nothing changed', (units) => units, false],
  ['sentences added before and after', editElsewhere, false],
  ['its paragraph moved', moveParagraph, false],
  ['page saved again with other boilerplate', resave(false), false],
  ['the same, advertisements inside it too', resave(true), true],
  ['file re-encoded', reencode, false],
  ['typos fixed, one letter in a hundred', fixTypos, true],
  ['every other word of it rewritten', rewriteSentence, true],
  ['taken out', remove, true],
]

/** A passage as readers mark them: some words, a sentence, a paragraph, more than one. */
function choosePassage(text: string, draw: Draw): Range | null {
  const words = [...text.matchAll(/\S+/g)]
  if (words.length < 30) return null
  const kind = draw()
  const length =
    kind < 0.1
      ? 1 + below(draw, 3)
      : kind < 0.4
        ? 4 + below(draw, 9)
        : kind < 0.8
          ? 12 + below(draw, 25)
          : 40 + below(draw, 80)
  const first = below(draw, Math.max(1, words.length - length))
  const last = words[Math.min(words.length - 1, first + length - 1)]
  const start = words[first]?.index ?? 0
  return last === undefined ? null : { start, end: last.index + last[0].length }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:txt|md|html?)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** The share of `[start, end)` that is the passage, by the origins of its letters, over all that either has. */
function agreement(edited: Text, found: Range, passage: Range): number {
  const wanted = (unit: Unit): boolean =>
    unit.origin !== null && unit.origin >= passage.start && unit.origin < passage.end
  const all = edited.filter(wanted).length
  const inside = edited.slice(found.start, found.end)
  const right = inside.filter(wanted).length
  return right / (all + inside.filter((unit) => unit.origin !== null && !wanted(unit)).length)
}

/** Whether a passage was found in letter for letter the surroundings it stood in: nobody can tell that it is another one. */
function isSameToReaders(before: string, passage: Range, after: string, found: Range): boolean {
  const around = (text: string, { start, end }: Range): string => text.slice(Math.max(0, start - 1000), end + 1000)
  return around(before, passage) === around(after, found)
}

/** What became of the passages after one kind of edit. */
export interface AnchoringRow {
  readonly name: string
  readonly harms: boolean
  readonly right: number
  readonly wrong: number
  readonly review: number
  /** Milliseconds for one passage. */
  readonly each: number
}

/** What the measurement came to. */
export interface AnchoringCounts {
  readonly passages: number
  readonly articles: number
  readonly rows: readonly AnchoringRow[]
}

/** Highlights so many passages of the articles in folders, and counts for each kind of edit what becomes of them. */
export async function countAnchoring(
  folders: readonly string[],
  passages: number,
  seed: number,
): Promise<AnchoringCounts> {
  const draw = generator(seed)
  const files = folders.flatMap(filesIn)
  const chosen: { readonly text: string; readonly passage: Range }[] = []
  while (chosen.length < passages) {
    const path = files[below(draw, files.length)] ?? ''
    const { text } = await parseArticle({ path, bytes: readFileSync(path) }).catch(() => ({ text: '' }))
    const passage = text.length > 100_000 ? null : choosePassage(text, draw)
    if (passage !== null) chosen.push({ text, passage })
  }
  const rows = edits.map(([name, edit, harms]): AnchoringRow => {
    const counts = { right: 0, wrong: 0, review: 0 }
    let spent = 0
    for (const { text, passage } of chosen) {
      const anchor = makeAnchor(text, passage.start, passage.end)
      const edited = edit(unitsOf(text), passage, draw)
      const ground = textOf(edited)
      const start = performance.now()
      const placed = placeAnchor(anchor, groundOf(ground))
      spent += performance.now() - start
      if (placed.kind === 'unsure') counts.review += 1
      else if (agreement(edited, placed, passage) >= 0.5 || isSameToReaders(text, passage, ground, placed))
        counts.right += 1
      else {
        counts.wrong += 1
        if (process.env.ANCHORING_SHOW !== undefined)
          console.error(JSON.stringify({ name, anchor, found: ground.slice(placed.start, placed.end), placed }))
      }
    }
    return { name, harms, ...counts, each: spent / chosen.length }
  })
  return { passages, articles: new Set(chosen.map(({ text }) => text)).size, rows }
}

/** Runs the measurement and returns it as Markdown. */
export async function measureAnchoring(folders: readonly string[], passages: number, seed: number): Promise<string> {
  const { articles, rows } = await countAnchoring(folders, passages, seed)
  const lines = rows.map(({ name, harms, right, wrong, review, each }) => {
    const share = `${((100 * review) / passages).toFixed(1)} %`
    return `| ${name} | ${harms ? 'harmed' : 'unharmed'} | ${right} | ${wrong} | ${review} (${share}) | ${each.toFixed(2)} ms |`
  })
  return [
    `${passages} passages of ${articles} articles, seed ${seed}`,
    '',
    '| edit | passage | right | wrong | left to the reader | each |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n')
}
