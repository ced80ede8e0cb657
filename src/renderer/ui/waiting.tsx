import type { ReactNode } from 'react'
import { useLate } from './use-late'

/** Milliseconds that may pass without a word. */
const patience = 300

/** Says what is waited for, where it takes longer than a moment. */
export function Waiting({ children }: { readonly children: ReactNode }): ReactNode {
  if (!useLate(patience)) return null
  return (
    <p className="hint" aria-live="polite">
      {children}
    </p>
  )
}
