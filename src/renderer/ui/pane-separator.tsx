import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'

interface PaneSeparatorProps {
  readonly label: string
  readonly controls: string
  /** Width of the pane it resizes, CSS pixels. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly usual: number
  /** Whether the pane lies before the separator or after it. */
  readonly side: 'before' | 'after'
  readonly onChange: (value: number) => void
}

/** Pixels a key moves a separator. */
const keyStep = 16

/** Resizes a pane by pointer or keys; pressed twice, it goes back to its usual place. */
export function PaneSeparator(props: PaneSeparatorProps): ReactNode {
  const { label, controls, value, min, max, usual, side, onChange } = props
  const start = useRef<{ readonly x: number; readonly value: number } | null>(null)
  const sign = side === 'before' ? 1 : -1
  const set = (next: number): void => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = {
      ArrowLeft: value - sign * keyStep,
      ArrowRight: value + sign * keyStep,
      Home: min,
      End: max,
      Enter: usual,
    }[event.key]
    if (target === undefined) return
    event.preventDefault()
    set(target)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and moved
    <div
      role="separator"
      tabIndex={0}
      className="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onDoubleClick={() => set(usual)}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, value }
      }}
      onPointerMove={(event) => {
        if (start.current !== null) set(start.current.value + sign * (event.clientX - start.current.x))
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
    />
  )
}
