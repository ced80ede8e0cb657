import { MoreHorizontal } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { formatNumber } from '../../ui/format'
import styles from './sidebar.module.css'
import { TreeChevron } from './tree-chevron'

interface SidebarRowProps {
  readonly id: string
  readonly name: string
  /** The row in words, where its name does not say all of it. */
  readonly spoken?: string
  /** Articles; null where none are counted. */
  readonly count: number | null
  readonly hasChildren?: boolean
  /** Shown as the one that the list shows, where the tree itself has no selection. */
  readonly current?: boolean
  /** Before the name. */
  readonly icon?: ReactNode
  /** Between name and count. */
  readonly extra?: ReactNode
  /** What can be done with it: menu items, behind a button and the right mouse button. */
  readonly menu?: ReactNode
  readonly onAction?: () => void
  /** Its rows, while it is expanded. */
  readonly children?: ReactNode
}

/** A row of the sidebar: a library, a folder, a tag or a saved search with its number of articles. */
export function SidebarRow(props: SidebarRowProps): ReactNode {
  const { id, name, spoken, count, hasChildren = false, current = false, icon, extra, menu, onAction, children } = props
  const [isMenuOpen, setMenuOpen] = useState(false)
  return (
    <TreeItem
      id={id}
      textValue={spoken ?? name}
      hasChildItems={hasChildren}
      className={styles.row ?? ''}
      {...(current && { 'data-current': '' })}
      {...(onAction !== undefined && { onAction })}
      onContextMenu={(event) => {
        if (menu === undefined) return
        event.preventDefault()
        // Not by a made-up press of the button: that passes for a screen reader's, whose focus comes late or not at all.
        setMenuOpen(true)
      }}
    >
      <TreeItemContent>
        <div className={styles.content}>
          {icon === undefined ? <TreeChevron shown={hasChildren} /> : <span className={styles.icon}>{icon}</span>}
          <span className="row-name" title={name}>
            <bdi>{name}</bdi>
          </span>
          {extra}
          <span className={styles.count}>{count === null ? '' : formatNumber(count)}</span>
          {menu !== undefined && (
            <MenuTrigger isOpen={isMenuOpen} onOpenChange={setMenuOpen}>
              <Button className={styles.more ?? ''} aria-label={`More for ${name}`}>
                <MoreHorizontal size={14} aria-hidden />
              </Button>
              <Popover className="popover" placement="bottom start">
                <Menu className="menu" aria-label={name}>
                  {menu}
                </Menu>
              </Popover>
            </MenuTrigger>
          )}
        </div>
      </TreeItemContent>
      {children}
    </TreeItem>
  )
}
