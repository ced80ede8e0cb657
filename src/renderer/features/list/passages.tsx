import type { ReactNode } from 'react'
import type { Passage } from '#shared/contract'
import { counted } from '../../ui/format'
import { MarkedText } from '../../ui/marked-text'
import styles from './list.module.css'
import { trimSnippet } from './trim-snippet'
import type { Passages as Found } from './use-passages'

/** Under a row: the pieces of its article that show the search, each a way into the text. */
export function Passages({ found, title }: { readonly found: Found; readonly title: string }): ReactNode {
  const { answer, failure } = found
  if (failure !== null) return <p className={styles.passagesNote}>{failure.message}</p>
  if (answer === null) return null
  const { total, passages } = answer
  const more = total - passages.length
  return (
    <>
      <ul aria-label={`Passages of ${title}`}>
        {passages.map((passage, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: passages have no other name, and one answer's never move
          <li key={index}>
            <button type="button" className={styles.passage} data-passage={index} tabIndex={-1}>
              <span dir="auto">
                <Where passage={passage} />
                <Snippet passage={passage} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {(more > 0 || total === 0) && (
        <p className={styles.passagesNote}>
          {total === 0
            ? 'No passage of the text shows it.'
            : `${counted(more, 'further passage', 'further passages')} in the article`}
        </p>
      )}
    </>
  )
}

function Snippet({ passage }: { readonly passage: Passage }): ReactNode {
  const { text, marks } = trimSnippet(passage.snippet)
  return <MarkedText text={text} marks={marks} />
}

function Where({ passage }: { readonly passage: Passage }): ReactNode {
  if (passage.within === 'body') return null
  return <span className={styles.where}>{passage.within === 'note' ? 'in your note' : 'in a highlight'}</span>
}
