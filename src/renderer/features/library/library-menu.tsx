import { MoreHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import type { LibraryInfo } from '#shared/library'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { formatNumber } from '../../ui/format'
import styles from './library.module.css'
import { isWorking } from './progress'

/** What can be done with an open library. */
export function LibraryMenu({ library }: { readonly library: LibraryInfo }): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const { tell } = useNotices()
  const ask = (channel: 'libraries.rescan' | 'libraries.cancel' | 'libraries.close'): void => {
    if (channel === 'libraries.close') dispatch({ type: 'library-gone', library: library.id })
    connection
      .request(channel, { library: library.id })
      .catch((thrown: unknown) => tell('error', toFailure(thrown).message))
  }
  const show = (files: 'skipped' | 'ignored'): void =>
    dispatch({ type: 'panel', panel: { kind: 'passed-over', library: library.id, files } })
  return (
    <MenuTrigger>
      <Button className={styles.more ?? ''} aria-label={`More for ${library.name}`}>
        <MoreHorizontal size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label={library.name}>
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
          <Separator className="menu-line" />
          <MenuItem className="menu-item" onAction={() => ask('libraries.close')}>
            Close library
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
