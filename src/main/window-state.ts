/** Where the window was, and where it can be now. */
import type { Settings } from '#shared/settings'

/** A rectangle of the desktop, device-independent pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The place for a new window; x and y undefined: let the system choose. */
interface WindowPlace {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

export const smallestWindow = { width: 640, height: 480 }
const firstWindow = { width: 1280, height: 840 }
/** So much of the title bar must lie on some display that it can be grabbed. */
const graspable = { width: 120, height: 24 }

/** Brings back the last place, unless that display is gone; never larger than the display it is on. */
export function placeWindow(saved: Settings['window'], workAreas: readonly Rectangle[]): WindowPlace {
  const { width, height, maximized } = saved ?? { ...firstWindow, maximized: false }
  const { x, y } = saved ?? { x: null, y: null }
  const display = x === null || y === null ? undefined : workAreas.find((area) => showsTitle(area, { x, y, width }))
  const within = display ?? workAreas[0]
  const size = {
    width: clamp(width, smallestWindow.width, within?.width),
    height: clamp(height, smallestWindow.height, within?.height),
    maximized,
  }
  return x === null || y === null || !display ? size : { x, y, ...size }
}

function showsTitle(
  area: Rectangle,
  window: { readonly x: number; readonly y: number; readonly width: number },
): boolean {
  const shownWidth = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  return shownWidth >= graspable.width && window.y >= area.y && window.y <= area.y + area.height - graspable.height
}

const clamp = (value: number, least: number, most = value): number => Math.max(least, Math.min(value, most))
