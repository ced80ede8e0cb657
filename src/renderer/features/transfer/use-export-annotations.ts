import { useCallback } from 'react'
import type { LibraryId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { useNotices } from '../../desk/notices'
import { counted } from '../../ui/format'

/** Writes a library's highlights and notes to a file that other programs read, and says where it lies. */
export function useExportAnnotations(): (library: LibraryId) => void {
  const connection = useConnection()
  const { tell, fail } = useNotices()
  return useCallback(
    (library) => {
      connection.request('annotations.export', { library }).then((written) => {
        // Null: the reader closed the folder dialog. Nothing was written and there is nothing to say.
        if (written === null) return
        const { annotations, file } = written
        tell(
          'info',
          annotations === 0
            ? 'There is no highlight and no note to export yet.'
            : `${counted(annotations, 'annotation', 'annotations')} written to ${file}`,
        )
      }, fail)
    },
    [connection, tell, fail],
  )
}
