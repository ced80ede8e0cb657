import { type RefObject, useEffect, useRef } from 'react'

/** Calls `regain` when what had the focus inside a part of the page went away with it, so that the keyboard stays there. */
export function useKeptFocus(part: RefObject<HTMLElement | null>, regain: () => void): void {
  const latest = useRef(regain)
  useEffect(() => {
    latest.current = regain
  })
  useEffect(() => {
    const here = part.current
    if (here === null) return
    let last: Element | null = null
    const onFocusIn = (event: FocusEvent): void => {
      last = event.target as Element
    }
    const onFocusOut = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && !here.contains(event.relatedTarget)) last = null
    }
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected) return
      last = null
      if (document.activeElement === document.body) latest.current()
    })
    here.addEventListener('focusin', onFocusIn)
    here.addEventListener('focusout', onFocusOut)
    watch.observe(here, { childList: true, subtree: true })
    return () => {
      here.removeEventListener('focusin', onFocusIn)
      here.removeEventListener('focusout', onFocusOut)
      watch.disconnect()
    }
  }, [part])
}
