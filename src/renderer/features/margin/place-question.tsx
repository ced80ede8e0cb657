import { Folder, HardDrive } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryId } from '#shared/article'
import type { NotebookPlace } from '#shared/library'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useLibraries, useTellLibrary } from '../../client/libraries'
import { useHighlights } from '../highlights/use-highlights'
import styles from './margin.module.css'
import { useNotes } from './use-notes'

interface PlaceQuestionProps {
  readonly library: LibraryId
  /** What waits for the answer, in plain words. */
  readonly what: string
  readonly onChosen?: () => void
}

/** Asks, before the first thing is written, where it shall be kept. What was typed waits and is not lost. */
export function PlaceQuestion({ library: id, what, onChosen }: PlaceQuestionProps): ReactNode {
  const connection = useConnection()
  const { keeper } = useNotes()
  const { keeper: highlights } = useHighlights()
  const told = useTellLibrary()
  const library = (useLibraries() ?? []).find((known) => known.id === id)
  const [problem, setProblem] = useState<string | null>(null)
  // The answer may also be given elsewhere: beside another waiting note, or in another window.
  const chosen = library !== undefined && library.notebookPlace !== null
  const go = useRef(onChosen)
  useEffect(() => {
    go.current = onChosen
  })
  useEffect(() => {
    if (!chosen) return
    keeper.flush()
    highlights.flush()
    go.current?.()
  }, [chosen, keeper, highlights])
  const choose = (place: NotebookPlace): void => {
    setProblem(null)
    connection
      .request('libraries.choosePlace', { library: id, place })
      .then(told, (thrown: unknown) => setProblem(toFailure(thrown).message))
  }
  return (
    <section className={styles.place} aria-label="Where notes are kept">
      <h3>Where should Lectern keep your notes for {library?.name ?? 'this library'}?</h3>
      <p>{what} The articles themselves are never changed.</p>
      <Button
        className={styles.placeChoice ?? ''}
        isDisabled={library?.readOnly === true}
        onPress={() => choose('beside')}
      >
        <Folder size={16} aria-hidden />
        <span>
          <strong>Beside the articles</strong>
          <small>
            {library?.readOnly
              ? 'Not possible: this folder cannot be written to.'
              : 'In a folder named .lectern, which moves and syncs with them.'}
          </small>
        </span>
      </Button>
      <Button className={styles.placeChoice ?? ''} onPress={() => choose('app')}>
        <HardDrive size={16} aria-hidden />
        <span>
          <strong>In Lectern’s own data</strong>
          <small>On this computer; the folder stays exactly as it is.</small>
        </span>
      </Button>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
