/** What the process that writes and is killed says of it: the same for it and for the one that looks after it. */
import type { Triage } from '#shared/highlight'

/** What the child says. */
export type Writing =
  | { readonly is: 'highlight'; readonly path: string; readonly id: string }
  | { readonly is: 'highlight-note'; readonly path: string; readonly id: string; readonly number: number }
  | { readonly is: 'removing' | 'removed'; readonly id: string }
  | { readonly is: 'note'; readonly path: string; readonly number: number }
  | { readonly is: 'tag' | 'untagged'; readonly path: string; readonly tag: string }
  | { readonly is: 'untagging'; readonly tag: string }
  | { readonly is: 'stating' | 'state'; readonly path: string; readonly round: number }

/** How an article is sorted in a round; it is another from round to round. */
export function triageOf(round: number): Triage {
  return (['inbox', 'later', 'archived'] as const)[round % 3] ?? 'inbox'
}
