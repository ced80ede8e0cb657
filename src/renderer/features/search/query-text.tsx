import { memo, type ReactNode } from 'react'
import { lexQuery, type TokenKind } from '#core/search/lex'
import styles from './query-text.module.css'
import { segmentsOf } from './token-segments'

interface QueryTextProps {
  readonly text: string
  /** What the text is, where it is one part of a query and not a whole one. */
  readonly kind?: TokenKind
}

/** A query as it is understood: each part in its colour, with a line or a weight beside the colour; as wide as the plain text. */
export const QueryText = memo(function QueryText({ text, kind }: QueryTextProps): ReactNode {
  const tokens = kind === undefined ? lexQuery(text) : [{ kind, start: 0, end: text.length }]
  return segmentsOf(text, tokens).map((segment) => (
    <span key={segment.start} className={segment.kind === null ? undefined : styles[segment.kind]}>
      {segment.text}
    </span>
  ))
})
