/** Commands about the open article, given while it is still on its way. */
import { useContext, useEffect, useRef } from 'react'
import type { ArticleId } from '#shared/article'
import { useArticleList } from '../features/list/use-article-list'
import { type Command, CommandContext } from './commands'
import { useDesk } from './desk-context'
import { useNotices } from './notices'
import { useOpenArticle } from './open-article'

/** They lead to a field or a panel of the article: kept until it stands there. */
const leading = ['note', 'tag', 'find', 'correct', 'history'] as const satisfies readonly Command[]
/** They point at its text, which nobody has seen yet. */
const pointing = [
  'highlight',
  'next-highlight',
  'previous-highlight',
  'copy-quote',
] as const satisfies readonly Command[]

/** Keeps such a command for the article it was meant for, or says why it cannot: the article shown meanwhile is another one. */
export function useHeldCommands(): void {
  const bus = useContext(CommandContext)
  const { state } = useDesk()
  const { value, pending } = useOpenArticle()
  const { tell } = useNotices()
  const areMany = useArticleList().selection.chosen.size > 1
  const open = state.open?.id ?? null
  const arriving = pending ? open : null
  const shown = value?.id ?? null
  const held = useRef<{ readonly article: ArticleId; readonly command: Command } | null>(null)

  useEffect(() => {
    if (arriving === null) return
    const hold = (command: Command) => (): boolean => {
      // Many that are chosen are tagged together, whatever is open.
      if (command === 'tag' && areMany) return false
      held.current = { article: arriving, command }
      return true
    }
    const refuse = (): boolean => {
      tell('info', 'The article is still being opened. Press the key again when its text stands here.')
      return true
    }
    const stops = [
      ...leading.map((command) => bus.on(command, hold(command), true)),
      ...pointing.map((command) => bus.on(command, refuse, true)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [bus, arriving, areMany, tell])

  useEffect(() => {
    const kept = held.current
    if (kept === null || arriving !== null) return
    held.current = null
    // Its listeners show panes, which no effect may.
    if (kept.article === shown) queueMicrotask(() => bus.run(kept.command))
  }, [bus, arriving, shown])
}
