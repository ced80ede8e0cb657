/** The widths of the panes, as this screen's reader set them. */
import { useCallback, useState } from 'react'

/** CSS pixels. */
export const paneBounds = {
  sidebar: { min: 160, max: 400, usual: 212 },
  list: { min: 260, max: 620, usual: 332 },
  margin: { min: 200, max: 480, usual: 244 },
} as const
export type Pane = keyof typeof paneBounds
type PaneSizes = Readonly<Record<Pane, number>>

export type OpenPanes = Readonly<Record<Pane, boolean>>

/** Reads which panes were open; what is missing is open. */
export function readOpenPanes(stored: string | null): OpenPanes {
  const all = { sidebar: true, list: true, margin: true }
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return all
    const known = new Map<string, unknown>(Object.entries(parsed))
    const isOpen = (pane: Pane): boolean => known.get(pane) !== false
    return { sidebar: isOpen('sidebar'), list: isOpen('list'), margin: isOpen('margin') }
  } catch {
    return all
  }
}

const storageKey = 'lectern.panes'

/** Reads stored widths; what is missing or out of bounds takes the usual width. */
export function readPaneSizes(stored: string | null): PaneSizes {
  const usual = { sidebar: paneBounds.sidebar.usual, list: paneBounds.list.usual, margin: paneBounds.margin.usual }
  if (stored === null) return usual
  try {
    const parsed: unknown = JSON.parse(stored)
    if (typeof parsed !== 'object' || parsed === null) return usual
    const widths = new Map<string, unknown>(Object.entries(parsed))
    const width = (pane: Pane): number => {
      const value = widths.get(pane)
      const { min, max } = paneBounds[pane]
      return typeof value === 'number' && value >= min && value <= max ? value : paneBounds[pane].usual
    }
    return { sidebar: width('sidebar'), list: width('list'), margin: width('margin') }
  } catch {
    return usual
  }
}

/** The widths, and how to set one; kept for the next start. */
export function usePaneSizes(): readonly [PaneSizes, (pane: Pane, width: number) => void] {
  const [sizes, setSizes] = useState(() => readPaneSizes(localStorage.getItem(storageKey)))
  const resize = useCallback((pane: Pane, width: number) => {
    setSizes((now) => {
      const next = { ...now, [pane]: width }
      localStorage.setItem(storageKey, JSON.stringify(next))
      return next
    })
  }, [])
  return [sizes, resize]
}
