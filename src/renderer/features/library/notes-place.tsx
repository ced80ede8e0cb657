import type { ReactNode } from 'react'
import type { LibraryInfo } from '#shared/library'
import { Panel } from '../../ui/panel'
import { PlaceQuestion } from '../margin/place-question'

/** Says where a library's notes are kept, or asks. */
export function NotesPlace({
  library,
  onClose,
}: {
  readonly library: LibraryInfo
  readonly onClose: () => void
}): ReactNode {
  return (
    <Panel title={`Notes on ${library.name}`} onClose={onClose}>
      {library.notebookPlace === null ? (
        <PlaceQuestion library={library.id} what="Nothing has been written yet." onChosen={onClose} />
      ) : (
        <>
          <p>
            {library.notebookPlace === 'beside'
              ? 'Tags and notes are kept beside the articles, in a folder named .lectern:'
              : 'Tags and notes are kept in Lectern’s own data on this computer. The articles lie in:'}
          </p>
          <p>
            <bdi>{library.location}</bdi>
          </p>
        </>
      )}
    </Panel>
  )
}
