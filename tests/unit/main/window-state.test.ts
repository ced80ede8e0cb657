import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeWindow, type Rectangle, smallestWindow } from '../../../src/main/window-state'

const left: Rectangle = { x: 0, y: 30, width: 1920, height: 1050 }
const right: Rectangle = { x: 1920, y: 0, width: 1280, height: 1024 }
const saved = { x: 2000, y: 100, width: 1000, height: 700, maximized: false }

describe('the place of a new window', () => {
  it('is where it was last', () => {
    expect(placeWindow(saved, [left, right])).toEqual(saved)
  })

  it('is the system’s choice, in the same size, where that display is gone', () => {
    expect(placeWindow(saved, [left])).toEqual({ width: 1000, height: 700, maximized: false })
  })

  it('keeps a window that hangs over an edge but can still be grabbed', () => {
    expect(placeWindow({ ...saved, x: -800, y: 40 }, [left])).toMatchObject({ x: -800, y: 40 })
    expect(placeWindow({ ...saved, x: -950, y: 40 }, [left])).not.toHaveProperty('x')
    expect(placeWindow({ ...saved, x: 0, y: 0 }, [left])).not.toHaveProperty('x')
  })

  it('is the system’s choice at the first start', () => {
    expect(placeWindow(null, [left])).toEqual({ width: 1280, height: 840, maximized: false })
  })

  it('is never larger than the display, nor smaller than what the page needs', () => {
    const side = fc.integer({ min: -5000, max: 5000 })
    const window = fc.record({
      ...{ x: fc.option(side), y: fc.option(side), width: side, height: side },
      maximized: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.option(window), (last) => {
        const { width, height } = placeWindow(last, [left, right])
        expect(width).toBeGreaterThanOrEqual(smallestWindow.width)
        expect(height).toBeGreaterThanOrEqual(smallestWindow.height)
        expect(width).toBeLessThanOrEqual(left.width)
        expect(height).toBeLessThanOrEqual(left.height)
      }),
    )
  })
})
