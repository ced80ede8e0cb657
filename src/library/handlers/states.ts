/** How the reader sorted articles, and which were read. */
import type { HandlersOf } from '#shared/contract'
import { englishNumber } from '#shared/english-number'
import type { notebookChannels } from '#shared/notebook-channels'
import { assertNever } from '#shared/result'
import { allOf } from '../concurrency'
import { isRefused, isUnsaved } from '../editing/outcome'
import type { Turned, UndoStep } from '../editing/undo-stack'
import type { OpenLibrary } from '../open-library'
import type { StateStep } from '../states/library-states'
import { StateCounter } from '../states/state-counts'
import type { StateWish } from '../states/state-edits'
import type { HandlerContext } from './context'

type Channel = 'states.set' | 'states.counts'

/** Makes the handlers. */
export function createStatesHandlers(context: HandlerContext): Pick<HandlersOf<typeof notebookChannels>, Channel> {
  const counter = new StateCounter(context.sources)
  return {
    'states.set': async ({ selection, triage, read }) => {
      const wish = { ...(triage !== undefined && { triage }), ...(read !== undefined && { read }) }
      const groups = [...(await context.select(selection))]
      const steps = groups.map(([library, rows]) => ({ library, step: library.states.prepare(rows, wish) }))
      const changed = steps.reduce((sum, { step }) => sum + step.articles.length, 0)
      if (changed === 0) return { changed }
      const saved = allOf(steps.map(({ step }) => step.apply()))
      const done = stepOf(steps, wish)
      if (done !== null) context.editor.push(done)
      await saved
      return { changed }
    },
    'states.counts': async ({ scope }) => counter.of(context.inScope(scope)),
  }
}

interface Part {
  readonly library: OpenLibrary
  readonly step: StateStep
}

/** What was done in some libraries as one step; null where that is nothing. */
function stepOf(parts: readonly Part[], wish: StateWish): UndoStep | null {
  const changed = parts.reduce((sum, { step }) => sum + step.articles.length, 0)
  if (changed === 0) return null
  const first = parts.find(({ step }) => step.articles.length > 0)
  const path = first?.step.articles[0]?.path
  const turn = async (way: 'undo' | 'apply'): Promise<Turned> => {
    const outcomes = await Promise.allSettled(parts.map(({ step }) => step[way]()))
    const problems = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : null))
    const hindrance = problems.find((problem) => problem !== null && !isUnsaved(problem) && !isRefused(problem))
    if (hindrance !== undefined) throw hindrance
    const turned = parts.filter((_, at) => !isRefused(problems[at]))
    const problem = problems.find(isRefused) ?? problems.find(isUnsaved) ?? null
    return { step: stepOf(turned, wish), left: null, problem }
  }
  return {
    label: labelOf(wish, changed),
    article: changed === 1 && path !== undefined ? (first?.library.articleAt(path) ?? null) : null,
    key: null,
    undo: () => turn('undo'),
    redo: () => turn('apply'),
  }
}

/** What was done, as the menu says it: “Archive 12 articles”, “Mark as read”. */
function labelOf({ triage, read }: StateWish, changed: number): string {
  const articles = changed === 1 ? null : `${englishNumber(changed)} articles`
  if (triage === undefined) {
    const what = read === true ? 'as read' : 'as unread'
    return articles === null ? `Mark ${what}` : `Mark ${articles} ${what}`
  }
  switch (triage) {
    case 'archived':
      return articles === null ? 'Archive' : `Archive ${articles}`
    case 'later':
      return articles === null ? 'Put by for later' : `Put ${articles} by for later`
    case 'inbox':
      return articles === null ? 'Put into the inbox' : `Put ${articles} into the inbox`
    case null:
      return articles === null ? 'Take back the sorting' : `Take back the sorting of ${articles}`
    default:
      return assertNever(triage)
  }
}
