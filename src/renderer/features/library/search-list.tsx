import { type ReactNode, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Tree } from 'react-aria-components/Tree'
import { flushSync } from 'react-dom'
import type { SavedSearch } from '#shared/contract'
import { Waiting } from '../../ui/waiting'
import { badgeOf, describeSearch } from '../search/saved-search'
import { SearchNameForm } from '../search/search-name-form'
import { useSavedSearches } from '../search/use-saved-searches'
import styles from './sidebar.module.css'
import { SidebarRow } from './sidebar-row'

const keyOf = ({ library, id }: SavedSearch): string => `${library} ${id}`

/** The saved searches; pressing one shows what it finds now. */
export function SearchList(): ReactNode {
  const { searches, asked, shown, rename, remove, run } = useSavedSearches()
  /** The one that is renamed, and the how many-th time that is: the form of the last time may still be fading. */
  const [renaming, setRenaming] = useState<{ readonly search: SavedSearch; readonly turn: number } | null>(null)
  const [isAsking, setAsking] = useState(false)
  const tree = useRef<HTMLDivElement>(null)
  /** The row that is being renamed, for the form to stand at. */
  const row = useRef<HTMLElement>(null)
  const askName = (search: SavedSearch): void => {
    row.current = tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(keyOf(search))}"]`) ?? null
    setRenaming((last) => ({ search, turn: (last?.turn ?? 0) + 1 }))
    setAsking(true)
  }
  const finish = (): void => {
    flushSync(() => setAsking(false))
    row.current?.focus()
  }
  if (searches === null && asked.failure !== null) return <p className={styles.hint}>Not known just now.</p>
  if (searches === null)
    return (
      <div className={styles.hint}>
        <Waiting>Counting what they find…</Waiting>
      </div>
    )
  if (searches.length === 0)
    return (
      <p className={styles.hint}>
        A search saved with the star in the search box stays here, and says when something new fits it.
      </p>
    )
  return (
    <>
      <Tree ref={tree} aria-label="Saved searches" className={styles.tree ?? ''} dependencies={[searches, shown]}>
        {searches.map((search) => (
          <SidebarRow
            key={keyOf(search)}
            id={keyOf(search)}
            name={search.name}
            spoken={describeSearch(search)}
            count={search.total}
            current={search === shown}
            onAction={() => run(search)}
            extra={
              search.fresh > 0 && (
                <span className={styles.fresh} title={`${badgeOf(search)} since your last visit`}>
                  {badgeOf(search)}
                </span>
              )
            }
            menu={
              <>
                <MenuItem className="menu-item menu-note" isDisabled textValue={search.text}>
                  {search.text}
                </MenuItem>
                <MenuItem className="menu-item" onAction={() => askName(search)}>
                  Rename…
                </MenuItem>
                <MenuItem className="menu-item" onAction={() => remove(search)}>
                  Remove
                </MenuItem>
              </>
            }
          />
        ))}
      </Tree>
      <Popover className="popover" placement="bottom start" triggerRef={row} isOpen={isAsking} onOpenChange={finish}>
        <Dialog aria-label="Rename search">
          {renaming !== null && (
            <SearchNameForm
              key={renaming.turn}
              title="Rename this search"
              name={renaming.search.name}
              library={renaming.search.library}
              action="Rename"
              onSubmit={(name) => rename(renaming.search, name)}
              onDone={finish}
            />
          )}
        </Dialog>
      </Popover>
    </>
  )
}
