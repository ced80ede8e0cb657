import { useEffect, useState } from 'react'
import type { FrameView, Selected } from './frame-view'

/** What the reader has selected in the article, once the mouse is up; null: nothing. */
export function useSelection(view: FrameView | null): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    if (view === null) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    let isPressed = false
    const take = (): void => {
      if (isPressed) return
      const now = view.selected()
      setSelected((known) => (isSame(known, now) ? known : now))
    }
    const press = (event: PointerEvent): void => {
      if (event.button === 0) isPressed = true
    }
    const release = (): void => {
      isPressed = false
      // A press on the selection takes it away only after the button is up.
      setTimeout(take)
    }
    view.page.addEventListener('selectionchange', take, options)
    view.page.addEventListener('pointerdown', press, options)
    view.page.addEventListener('pointerup', release, options)
    view.page.addEventListener('pointercancel', release, options)
    window.addEventListener('pointerup', release, options)
    return () => {
      stop.abort()
      setSelected(null)
    }
  }, [view])
  return selected
}

const isSame = (a: Selected | null, b: Selected | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.mark[0] === b.mark[0] && a.mark[1] === b.mark[1] && a.backward === b.backward)
