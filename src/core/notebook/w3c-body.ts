/** Bodies of W3C Web Annotations: https://www.w3.org/TR/annotation-model/#bodies-and-targets */
import { isRecord, listOf } from './json'

/** What bodies say. */
export interface ReadBodies {
  readonly comments: readonly string[]
  readonly tags: readonly string[]
  readonly colour: string | null
  /** Those that say nothing that can be shown. */
  readonly rest: readonly unknown[]
}

/** What one body says. */
export interface BodyMeaning {
  readonly says: 'comment' | 'tag' | 'colour'
  readonly value: string
}

const purposes: Readonly<Record<string, BodyMeaning['says']>> = {
  commenting: 'comment',
  describing: 'comment',
  replying: 'comment',
  tagging: 'tag',
  highlighting: 'colour',
}

/** What a body says; null where that cannot be shown, or is nothing. A mere string is a comment. */
export function meaningOf(body: unknown): BodyMeaning | null {
  if (typeof body === 'string') return body.trim() === '' ? null : { says: 'comment', value: body }
  if (!isRecord(body) || typeof body.value !== 'string' || body.value.trim() === '') return null
  const [purpose = 'commenting'] = listOf(body.purpose)
  const says = typeof purpose === 'string' && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
  return says === undefined ? null : { says, value: body.value }
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
