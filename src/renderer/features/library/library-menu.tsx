import type { ReactNode } from 'react'
import { MenuItem } from 'react-aria-components/Menu'
import { Separator } from 'react-aria-components/Separator'
import type { LibraryInfo } from '#shared/library'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { formatNumber } from '../../ui/format'
import { useExportAnnotations } from '../transfer/use-export-annotations'
import { isWorking } from './progress'

/** What can be done with an open library. */
export function LibraryMenu({ library }: { readonly library: LibraryInfo }): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const { fail } = useNotices()
  const exportAnnotations = useExportAnnotations()
  const ask = (channel: 'libraries.rescan' | 'libraries.cancel' | 'libraries.close'): void => {
    if (channel === 'libraries.close') dispatch({ type: 'library-gone', library: library.id })
    connection.request(channel, { library: library.id }).catch(fail)
  }
  const show = (files: 'skipped' | 'ignored'): void =>
    dispatch({ type: 'panel', panel: { kind: 'passed-over', library: library.id, files } })
  return (
    <>
      <MenuItem className="menu-item menu-note" isDisabled textValue={library.location}>
        {library.location}
      </MenuItem>
      {isWorking(library) ? (
        <MenuItem className="menu-item" onAction={() => ask('libraries.cancel')}>
          Cancel
        </MenuItem>
      ) : (
        <MenuItem className="menu-item" onAction={() => ask('libraries.rescan')}>
          Scan again
        </MenuItem>
      )}
      <MenuItem className="menu-item" textValue="Skipped files" onAction={() => show('skipped')}>
        Skipped files… <span className="menu-count">{formatNumber(library.skipped)}</span>
      </MenuItem>
      <MenuItem className="menu-item" textValue="Ignored files" onAction={() => show('ignored')}>
        Ignored files… <span className="menu-count">{formatNumber(library.ignored)}</span>
      </MenuItem>
      <MenuItem
        className="menu-item"
        onAction={() => dispatch({ type: 'panel', panel: { kind: 'rules', library: library.id } })}
      >
        Include and exclude…
      </MenuItem>
      <MenuItem
        className="menu-item"
        onAction={() => dispatch({ type: 'panel', panel: { kind: 'place', library: library.id } })}
      >
        Where notes are kept…
      </MenuItem>
      <MenuItem
        className="menu-item"
        onAction={() => dispatch({ type: 'panel', panel: { kind: 'notebook-check', library: library.id } })}
      >
        Check notes and highlights…
      </MenuItem>
      <MenuItem
        className="menu-item"
        onAction={() => dispatch({ type: 'panel', panel: { kind: 'import-annotations', library: library.id } })}
      >
        Import annotations…
      </MenuItem>
      <MenuItem className="menu-item" onAction={() => exportAnnotations(library.id)}>
        Export annotations…
      </MenuItem>
      <Separator className="menu-line" />
      <MenuItem className="menu-item" onAction={() => ask('libraries.close')}>
        Close library
      </MenuItem>
    </>
  )
}
