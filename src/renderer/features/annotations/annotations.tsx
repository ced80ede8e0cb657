import type { ReactNode } from 'react'
import type { AnnotationTab } from '../../desk/state'

/** All highlights and notes of the libraries, in the list's place. */
export function Annotations({ tab }: { readonly tab: AnnotationTab }): ReactNode {
  return <section aria-label="Highlights and notes" data-tab={tab} />
}
