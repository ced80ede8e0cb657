import type { ReactNode } from 'react'
import type { Mark } from '#shared/article'
import { piecesOf } from './pieces'

/** A text whose marks are drawn as `<mark>`: text nodes only, whatever the text holds. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }): ReactNode {
  if (marks.length === 0) return text
  return piecesOf(text, marks).map((piece) =>
    piece.marked ? <mark key={piece.start}>{piece.text}</mark> : <span key={piece.start}>{piece.text}</span>,
  )
}
