import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import type { Facets } from '#shared/contract'
import { counted } from '../../ui/format'
import { countIn, describeBars, keyMove } from './time-bars'
import styles from './timeline.module.css'
import type { Brush } from './use-brush'

interface TimelinePlotProps {
  readonly dates: Facets['dates']
  readonly brush: Brush
}

/** The bars, and the two ends of the range between which they count: by pointer across them, by keys one bar at a time. */
export function TimelinePlot({ dates, brush }: TimelinePlotProps): ReactNode {
  const plot = useRef<HTMLDivElement>(null)
  const { bars, step } = dates
  const { range, pointed } = brush
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  const barAt = (event: PointerEvent): number => {
    const box = plot.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length)
    return Math.min(bars.length - 1, Math.max(0, at))
  }
  const ends = bars.length < 2 ? [] : (['from', 'to'] as const)
  return (
    <div
      ref={plot}
      className={styles.plot}
      data-dense={bars.length > 60 ? '' : undefined}
      role="presentation"
      onPointerDown={(event) => {
        if (event.button !== 0 || ends.length === 0) return
        const end = (event.target as Element).closest('[data-end]')?.getAttribute('data-end')
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        brush.begin(barAt(event), range !== null && (end === 'from' || end === 'to') ? end : null)
      }}
      onPointerMove={(event) => brush.draw(barAt(event))}
      onPointerLeave={() => brush.point(null)}
      onPointerUp={() => {
        // Where the keyboard goes on: the arrows move this end, Escape clears.
        if (brush.finish()) plot.current?.querySelector<HTMLElement>('[data-end="to"]')?.focus()
      }}
      onPointerCancel={() => brush.clear()}
    >
      {bars.map(({ from, count }, index) => (
        <span
          key={from}
          className={styles.bar}
          data-pointed={pointed === index ? '' : undefined}
          data-in={range === null ? undefined : index >= range.from && index <= range.to}
        >
          <span style={{ height: count === 0 ? 0 : `max(2px, ${(100 * count) / highest}%)` }} />
        </span>
      ))}
      {ends.map((end) => {
        const place = range === null ? (end === 'from' ? 0 : bars.length - 1) : range[end]
        const edge = (100 * (end === 'from' ? place : place + 1)) / bars.length
        const at = { from: place, to: place }
        return (
          <div
            key={end}
            role="slider"
            tabIndex={0}
            className={styles.end}
            data-end={end}
            data-set={range === null ? undefined : ''}
            style={{ left: `${edge}%` }}
            aria-label={end === 'from' ? 'From' : 'To'}
            aria-orientation="horizontal"
            aria-valuemin={0}
            aria-valuemax={bars.length - 1}
            aria-valuenow={place}
            aria-valuetext={`${describeBars(bars, at, step, 'long')}: ${counted(countIn(bars, at), 'article', 'articles')}`}
            onFocus={(event) => {
              if (event.currentTarget.matches(':focus-visible')) brush.point(place)
            }}
            onBlur={() => brush.point(null)}
            onKeyDown={(event) => onKey(event, brush, end, keyMove(event.key, place, bars.length))}
          />
        )
      })}
    </div>
  )
}

function onKey(event: KeyboardEvent, brush: Brush, end: 'from' | 'to', place: number | null): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key === 'Escape' && brush.range !== null) {
    event.preventDefault()
    brush.clear()
  } else if (place !== null) {
    event.preventDefault()
    brush.move(end, place)
  }
}
