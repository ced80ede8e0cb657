/** Bodies of W3C Web Annotations: https://www.w3.org/TR/annotation-model/#bodies-and-targets */
import { isRecord, listOf } from './json'
import { compareText, stableJson } from './revision'
import { normaliseTag } from './tags'

/** What one body says. */
interface BodyMeaning {
  readonly says: 'comment' | 'tag' | 'colour'
  readonly value: string
}

/** What bodies say. */
interface Said {
  readonly comments: readonly string[]
  readonly tags: readonly string[]
  readonly colour: string | null
}

/** What bodies say, and those that say nothing that can be shown. */
interface ReadBodies extends Said {
  readonly rest: readonly unknown[]
}

const purposes: Readonly<Record<string, BodyMeaning['says']>> = {
  commenting: 'comment',
  describing: 'comment',
  replying: 'comment',
  tagging: 'tag',
  highlighting: 'colour',
}

/** What a body says; null where that cannot be shown, or is nothing. A mere string is a comment. */
function meaningOf(body: unknown): BodyMeaning | null {
  if (typeof body === 'string') return body.trim() === '' ? null : { says: 'comment', value: body }
  if (!isRecord(body) || typeof body.value !== 'string' || body.value.trim() === '') return null
  const [purpose = 'commenting'] = listOf(body.purpose)
  const says = typeof purpose === 'string' && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
  if (says === undefined) return null
  const value = says === 'tag' ? keptTag(body.value) : body.value
  return value === null ? null : { says, value }
}

function keptTag(written: string): string | null {
  try {
    return normaliseTag(written)
  } catch {
    return null
  }
}

/** Reads one body or a list of them. */
export function readBodies(body: unknown): ReadBodies {
  const bodies = listOf(body).map((raw) => ({ raw, meaning: meaningOf(raw) }))
  const values = (says: BodyMeaning['says']): readonly string[] =>
    bodies.flatMap(({ meaning }) => (meaning?.says === says ? [meaning.value] : []))
  return {
    comments: values('comment'),
    tags: values('tag'),
    colour: values('colour')[0] ?? null,
    rest: bodies.flatMap(({ raw, meaning }) => (meaning === null ? [raw] : [])),
  }
}

/** A comment as Lectern writes it: Markdown. */
export const commentBody = (value: string): unknown => ({
  ...{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value },
})
const tagBody = (value: string): unknown => ({ type: 'TextualBody', purpose: 'tagging', value })
const colourBody = (value: string): unknown => ({ type: 'TextualBody', purpose: 'highlighting', value })

/** Of bodies that another program wrote, those in which more stands than Lectern would write. */
export function peculiarBodies(bodies: readonly unknown[]): readonly unknown[] {
  const said = bodies.map((raw) => ({ raw, meaning: meaningOf(raw) }))
  const count = (says: BodyMeaning['says']): number => said.filter(({ meaning }) => meaning?.says === says).length
  return said
    .filter(({ raw, meaning }) => {
      if (meaning === null || (meaning.says !== 'tag' && count(meaning.says) > 1)) return true
      return stableJson(raw) !== stableJson(usual(meaning))
    })
    .map(({ raw }) => raw)
}

/**
 * The bodies of what is said now. A peculiar one stands for as long as it still says it; of those that say nothing that can be
 * shown all stand.
 */
export function bodiesOf(
  note: string,
  tags: readonly string[],
  colour: string | null,
  peculiar: unknown,
): readonly unknown[] {
  const kept = listOf(peculiar).map((raw) => ({ raw, meaning: meaningOf(raw) }))
  const of = (says: BodyMeaning['says'], value?: string): readonly unknown[] =>
    kept.flatMap(({ raw, meaning }) =>
      meaning?.says === says && (value === undefined || meaning.value === value) ? [raw] : [],
    )
  const old = readBodies(peculiar)
  const comments = old.comments.length > 0 && joined(old.comments) === note ? of('comment') : one(note, commentBody)
  const colours = old.colour !== null && old.colour === colour ? of('colour') : one(colour ?? '', colourBody)
  const tagged = tags.toSorted(compareText).flatMap((tag) => {
    const same = of('tag', tag)
    return same.length > 0 ? same : [tagBody(tag)]
  })
  return [...comments, ...tagged, ...colours, ...old.rest]
}

/** Comments as one note. */
export const joined = (comments: readonly string[]): string => comments.join('\n\n')

const one = (value: string, body: (value: string) => unknown): readonly unknown[] => (value === '' ? [] : [body(value)])

function usual({ says, value }: BodyMeaning): unknown {
  return says === 'comment' ? commentBody(value) : says === 'tag' ? tagBody(value) : colourBody(value)
}
