import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { focusDesk } from '../ui/focus-desk'
import { useCommand } from './commands'
import { useDesk } from './desk-context'
import { type OpenPanes, type Pane, readOpenPanes } from './pane-sizes'

/** Wide enough for all four panes side by side; narrower, the outer two start closed and lie over the rest. */
const roomy = window.matchMedia('(min-width: 1200px)')
/** Not wide enough for list and reader side by side: the list lies over the reader too. As in `desk.module.css`. */
const cramped = window.matchMedia('(max-width: 760px)')

const storageKey = 'lectern.panes.open'

/** Which panes are open now. */
export interface Panes {
  readonly open: OpenPanes
  /** Nothing but the text is shown. */
  readonly focused: boolean
  toggle(pane: Pane): void
}

const fitting = (): OpenPanes =>
  roomy.matches ? readOpenPanes(localStorage.getItem(storageKey)) : { sidebar: false, list: true, margin: false }

/** Opens and closes the panes; what is open on a wide screen is remembered, narrow ones start with the list alone. */
export function usePanes(): Panes {
  const { state } = useDesk()
  const [open, setOpen] = useState(fitting)
  const [focused, setFocused] = useState(false)
  useEffect(() => {
    const fit = (): void => setOpen(fitting())
    roomy.addEventListener('change', fit)
    return () => roomy.removeEventListener('change', fit)
  }, [])
  const set = useCallback((change: Partial<OpenPanes>): void => {
    setOpen((now) => {
      const next = { ...now, ...change }
      if (roomy.matches) localStorage.setItem(storageKey, JSON.stringify(next))
      return next
    })
  }, [])
  const toggle = useCallback(
    (pane: Pane): void => {
      setFocused(false)
      set({ [pane]: focused || !open[pane] })
    },
    [set, focused, open],
  )
  // What lies over the text makes way as soon as the reader presses there: the focus goes into the article's frame.
  useEffect(() => {
    const giveWay = (): void => {
      if (roomy.matches || !document.hasFocus() || !(document.activeElement instanceof HTMLIFrameElement)) return
      setOpen((now) => ({ ...now, sidebar: false, margin: false }))
    }
    window.addEventListener('blur', giveWay)
    return () => window.removeEventListener('blur', giveWay)
  }, [])
  const turn = state.open?.turn ?? 0
  useEffect(() => {
    if (turn > 0 && cramped.matches) setOpen((now) => ({ ...now, list: false, sidebar: false }))
  }, [turn])
  const isOpen = state.open !== null
  useEffect(() => {
    if (!isOpen) setFocused(false)
  }, [isOpen])

  const shown = JSON.stringify([open, focused])
  const before = useRef(shown)
  // The focus never stays in what was just hidden.
  useLayoutEffect(() => {
    if (before.current === shown) return
    before.current = shown
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || (at !== document.body && at.checkVisibility())) return
    focusDesk()
  }, [shown])

  useCommand('toggle-sidebar', () => toggle('sidebar'))
  useCommand('toggle-list', () => toggle('list'))
  useCommand('toggle-margin', () => toggle('margin'))
  useCommand('focus-mode', () => {
    if (!isOpen) return false
    setFocused(!focused)
    return true
  })
  // What takes the focus has to be there first: these show its pane and hand on.
  const reveal = (pane: Pane | null) => (): boolean => {
    flushSync(() => {
      setFocused(false)
      if (pane !== null) set({ [pane]: true })
    })
    return false
  }
  useCommand('tag', reveal('margin'), true)
  useCommand('note', reveal('margin'), true)
  useCommand('search', reveal('list'), true)
  useCommand('show-all', reveal('list'), true)
  useCommand('show-inbox', reveal('list'), true)
  useCommand('show-later', reveal('list'), true)
  useCommand('show-archive', reveal('list'), true)
  useCommand('show-annotations', reveal('list'), true)
  useCommand('review', reveal('list'), true)
  useCommand('settings', reveal(null), true)
  useCommand('shortcuts', reveal(null), true)
  useCommand('escape', () => {
    if (focused) setFocused(false)
    else if (!roomy.matches && (open.sidebar || open.margin)) set({ sidebar: false, margin: false })
    else return false
    return true
  })
  return { open, focused, toggle }
}
