import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { focusDesk } from '../ui/focus-desk'
import { useCommand } from './commands'
import { useDesk } from './desk-context'
import { type OpenPanes, type Pane, readOpenPanes } from './pane-sizes'

/** Wide enough for all four panes side by side; narrower, the outer two start closed and the libraries lie over the rest. */
const roomy = window.matchMedia('(min-width: 1200px)')
/** Wide enough for list, text and margin side by side; narrower, the margin lies over the text. As in `desk.module.css`. */
const marginal = window.matchMedia('(min-width: 1000px)')
/** Not wide enough for list and reader side by side: the list lies over the reader too. As in `desk.module.css`. */
const cramped = window.matchMedia('(max-width: 760px)')

const storageKey = 'lectern.panes.open'

/** Which panes are open now. */
interface Panes {
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
  // What lies over something else makes way as soon as the reader presses beside it; what stands beside stays.
  useEffect(() => {
    const giveWay = (pressed: 'text' | 'beside'): void =>
      setOpen((now) => {
        const sidebar = now.sidebar && roomy.matches
        const margin = now.margin && (pressed === 'beside' || marginal.matches)
        return sidebar === now.sidebar && margin === now.margin ? now : { ...now, sidebar, margin }
      })
    const onPress = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element)) return
      if (target.closest('#pane-text')) giveWay('text')
      else if (target.closest('#pane-list, #pane-margin')) giveWay('beside')
    }
    // A press on the article itself is seen in its frame alone: what is seen here is that the focus goes there.
    const onBlur = (): void => {
      if (document.hasFocus() && document.activeElement instanceof HTMLIFrameElement) giveWay('text')
    }
    window.addEventListener('pointerdown', onPress)
    window.addEventListener('blur', onBlur)
    return () => {
      window.removeEventListener('pointerdown', onPress)
      window.removeEventListener('blur', onBlur)
    }
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
