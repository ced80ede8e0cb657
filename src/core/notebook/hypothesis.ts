/** Annotations as the service Hypothesis hands them out, turned into W3C Web Annotations: https://h.readthedocs.io/en/latest/api-reference/ */
import { isRecord, listOf } from './json'
import { commentBody } from './w3c-body'
import { terms } from './w3c-terms'

type Json = Readonly<Record<string, unknown>>

/** Whether an annotation is in the form of Hypothesis. */
export function isHypothesis(raw: Json): boolean {
  return typeof raw.uri === 'string' && raw.body === undefined && raw.type === undefined
}

/** The same annotation in the W3C form; what that has no name for stays beside it. */
export function fromHypothesis({ id, uri, text, tags, target, document, ...rest }: Json): Json {
  const [title] = isRecord(document) ? listOf(document.title) : []
  const source = typeof title === 'string' ? { id: uri, [terms.title]: title } : uri
  const [first, ...others] = listOf(target)
  const main = isRecord(first) ? { ...first, source } : { source }
  return {
    ...rest,
    ...(document !== undefined && { document }),
    ...(typeof id === 'string' && { id: `https://hypothes.is/a/${encodeURIComponent(id)}` }),
    type: 'Annotation',
    body: [
      ...(typeof text === 'string' && text.trim() !== '' ? [commentBody(text)] : []),
      ...listOf(tags).map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
    ],
    target: [main, ...others],
  }
}
