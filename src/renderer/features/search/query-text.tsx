import { memo, type ReactNode } from 'react'
import { lexQuery } from '#core/search/lex'
import styles from './query-text.module.css'
import { segmentsOf } from './token-segments'

/** A query as it is understood: each part in its colour, with a line or a weight beside the colour; as wide as the plain text. */
export const QueryText = memo(function QueryText({ text }: { readonly text: string }): ReactNode {
  return segmentsOf(text, lexQuery(text)).map((segment) => (
    <span key={segment.start} className={segment.kind === null ? undefined : styles[segment.kind]}>
      {segment.text}
    </span>
  ))
})
