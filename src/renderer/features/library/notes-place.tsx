import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useTellLibrary } from '../../client/libraries'
import { Panel } from '../../ui/panel'
import { PlaceQuestion } from '../margin/place-question'

interface NotesPlaceProps {
  readonly library: LibraryInfo
  readonly onClose: () => void
}

/** Says where a library's notes are kept and moves them, or asks. */
export function NotesPlace({ library, onClose }: NotesPlaceProps): ReactNode {
  return (
    <Panel title={`Notes on ${library.name}`} onClose={onClose}>
      {library.notebookPlace === null ? (
        <PlaceQuestion library={library.id} what="Nothing has been written yet." onChosen={onClose} />
      ) : (
        <Move library={library} />
      )}
    </Panel>
  )
}

const words = {
  beside: {
    now: 'Tags, highlights and notes are kept beside the articles, in a folder named .lectern:',
    move: 'Move them into Lectern’s own data',
    effect:
      'They then stay on this computer: they no longer move or sync with the folder, and another computer does not see them. The articles’ folder is left without a trace of Lectern.',
  },
  app: {
    now: 'Tags, highlights and notes are kept in Lectern’s own data on this computer. The articles lie in:',
    move: 'Move them beside the articles',
    effect:
      'They then lie in a folder named .lectern among the articles, and move and sync with them. The articles themselves are not changed.',
  },
} as const

function Move({ library }: { readonly library: LibraryInfo }): ReactNode {
  const connection = useConnection()
  const told = useTellLibrary()
  const [moving, setMoving] = useState(false)
  const [outcome, setOutcome] = useState<{ readonly kind: 'done' | 'problem'; readonly text: string } | null>(null)
  const here = library.notebookPlace ?? 'app'
  const { now, move, effect } = words[here]
  const barred = here === 'app' && library.readOnly
  const run = (): void => {
    setMoving(true)
    setOutcome(null)
    connection
      .request('notebook.move', { library: library.id, place: here === 'beside' ? 'app' : 'beside' })
      .then(
        (moved) => {
          told(moved)
          setOutcome({ kind: 'done', text: 'Moved: everything you wrote is in its new place.' })
        },
        (thrown: unknown) => setOutcome({ kind: 'problem', text: toFailure(thrown).message }),
      )
      .finally(() => setMoving(false))
  }
  return (
    <>
      <p>{now}</p>
      <p>
        <bdi>{library.location}</bdi>
      </p>
      <h3>{move}</h3>
      <p>
        {barred
          ? 'Not possible: this folder cannot be written to.'
          : `${effect} Everything is copied and checked before the old place is cleared.`}
      </p>
      <div className="actions">
        <Button className="button" isDisabled={moving || barred} onPress={run}>
          {moving ? 'Moving…' : 'Move'}
        </Button>
      </div>
      <p aria-live="polite" className={outcome?.kind === 'problem' ? 'problem' : undefined}>
        {outcome?.text}
      </p>
    </>
  )
}
