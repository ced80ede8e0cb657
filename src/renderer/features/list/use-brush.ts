import { useEffect, useRef, useState } from 'react'
import { type BarRange, between, moveEnd } from './time-bars'

/** Milliseconds after a key until the search follows: held down, a key moves on without a search for each bar. */
const keyPause = 250

/** A range that is being chosen among bars. */
export interface Brush {
  /** What is chosen, or being chosen; null where nothing is. */
  readonly range: BarRange | null
  /** Whether it is still being chosen, and not yet what the search says. */
  readonly isDrawn: boolean
  /** The bar that is pointed at or that the keyboard moves; null where none is. */
  readonly pointed: number | null
  point(bar: number | null): void
  /** Begins a range at a bar, or takes an end of the one that is there. */
  begin(bar: number, end: 'from' | 'to' | null): void
  /** Draws the range to a bar while the pointer is down. */
  draw(bar: number): void
  /** The pointer is up: the search follows. False where nothing was begun. */
  finish(): boolean
  /** Moves one end by a key. */
  move(end: 'from' | 'to', bar: number): void
  clear(): void
}

/** Keeps a range while it is drawn, and tells when it is done. `written`: the range as the search has it. */
export function useBrush(bars: number, written: BarRange | null, choose: (range: BarRange | null) => void): Brush {
  const [draft, setDraft] = useState<BarRange | null>(null)
  const [pointed, point] = useState<number | null>(null)
  /** The bar that stays while the other end follows the pointer; null while the pointer is up. */
  const fixed = useRef<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(choose)
  useEffect(() => {
    latest.current = choose
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  // What is written now is what was drawn, or replaces it.
  const key = written === null ? '' : `${written.from} ${written.to}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the range
  useEffect(() => {
    if (fixed.current === null) setDraft(null)
  }, [key, bars])
  const range = draft ?? written

  const done = (chosen: BarRange | null): void => {
    clearTimeout(timer.current)
    // All of it is no restriction.
    latest.current(chosen !== null && chosen.from === 0 && chosen.to === bars - 1 ? null : chosen)
  }
  return {
    range,
    isDrawn: draft !== null,
    pointed,
    point,
    begin(bar, end) {
      fixed.current = end === null || range === null ? bar : end === 'from' ? range.to : range.from
      setDraft(between(fixed.current, bar))
      point(bar)
    },
    draw(bar) {
      point(bar)
      if (fixed.current !== null) setDraft(between(fixed.current, bar))
    },
    finish() {
      if (fixed.current === null) return false
      fixed.current = null
      done(range)
      return true
    },
    move(end, bar) {
      const moved = moveEnd(range ?? { from: 0, to: bars - 1 }, end, bar)
      setDraft(moved)
      point(end === 'from' ? moved.from : moved.to)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => done(moved), keyPause)
    },
    clear() {
      fixed.current = null
      setDraft(null)
      done(null)
    },
  }
}
