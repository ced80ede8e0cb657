import { useEffect } from 'react'
import { focusDesk } from '../ui/focus-desk'
import { useDesk } from './desk-context'
import { useOpenArticle } from './open-article'

/** Gives the focus a place again when what had it went with the article or the list it belonged to. */
export function useFocusFallback(): void {
  const { state } = useDesk()
  const shown = useOpenArticle().value?.id
  const turn = state.open?.turn
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is shown
  useEffect(() => {
    // Before anything was done, nothing has the focus, and nothing is lost.
    if (turn === undefined && state.back.length + state.forward.length === 0) return
    // What comes in its place, and takes the focus itself, may have to be drawn first.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body && document.hasFocus()) focusDesk()
    })
    return () => cancelAnimationFrame(frame)
  }, [turn, shown, state.back, state.forward])
}
