import { useCallback } from 'react'
import type { Response } from '#shared/contract'
import type { Colour } from '#shared/highlight'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { colourNames } from '../../ui/colours'
import { useUndoToast } from '../undo/undo'
import { isMerge } from './preview'

interface TagChange {
  /** Renames or merges as previewed; `to` null deletes. Rejects with `LecternError`. */
  apply(tag: string, to: string | null, preview: Response<'tags.preview'>): Promise<void>
  recolour(tag: string, colour: Colour | null): void
}

/** Changes a tag everywhere, says so with a way back, and keeps the list's filter on what the tag has become. */
export function useTagChange(): TagChange {
  const connection = useConnection()
  const { state, dispatch } = useDesk()
  const { fail } = useNotices()
  const done = useUndoToast()
  const { tags } = state
  const apply = useCallback<TagChange['apply']>(
    async (tag, to, preview) => {
      if (to === null) await connection.request('tags.delete', { tag })
      else await connection.request('tags.rename', { tag, to })
      for (const change of preview.tags) {
        if (!tags.includes(change.from)) continue
        dispatch({ type: 'toggle-tag', tag: change.from })
        if (change.to !== null && !tags.includes(change.to)) dispatch({ type: 'toggle-tag', tag: change.to })
      }
      if (to === null) done(`Deleted the tag “${tag}”`)
      else done(isMerge(preview) ? `Merged “${tag}” into “${to}”` : `Renamed “${tag}” to “${to}”`)
    },
    [connection, tags, dispatch, done],
  )
  const recolour = useCallback<TagChange['recolour']>(
    (tag, colour) => {
      connection
        .request('tags.recolour', { tag, colour })
        .then(
          () =>
            done(
              colour === null
                ? `Took the colour off “${tag}”`
                : `Coloured “${tag}” ${colourNames[colour].toLowerCase()}`,
            ),
          fail,
        )
    },
    [connection, done, fail],
  )
  return { apply, recolour }
}
