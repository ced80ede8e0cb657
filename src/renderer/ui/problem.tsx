import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Failure } from '#shared/result'

interface ProblemProps {
  readonly failure: Failure
  readonly onRetry: () => void
}

/** Stands where something could not be shown: why, and how to ask again. The line at the foot says when nobody answers at all. */
export function Problem({ failure, onRetry }: ProblemProps): ReactNode {
  if (failure.code === 'unavailable')
    return <p className="hint">This cannot be shown just now. It comes back by itself as soon as Lectern answers.</p>
  return (
    <div className="problem" role="alert">
      <p>{failure.message}</p>
      <Button className="button small" onPress={onRetry}>
        Try again
      </Button>
    </div>
  )
}
