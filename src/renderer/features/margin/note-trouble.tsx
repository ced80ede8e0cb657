import type { ReactNode } from 'react'
import type { LibraryId } from '#shared/article'
import type { NoteState } from './note-keeper'
import { PlaceQuestion } from './place-question'

interface NoteTroubleProps {
  readonly library: LibraryId
  readonly state: NoteState
}

/** What keeps a note from the disk, and what the reader can do about it; nothing while all goes well. */
export function NoteTrouble({ library, state }: NoteTroubleProps): ReactNode {
  if (state.kind === 'place-needed')
    return (
      <PlaceQuestion library={library} what="Your note is saved as soon as you choose; until then it waits here." />
    )
  if (state.kind === 'waiting')
    return (
      <p className="problem" role="alert">
        {state.failure.message} What you typed is kept here and is tried again.
      </p>
    )
  return null
}
