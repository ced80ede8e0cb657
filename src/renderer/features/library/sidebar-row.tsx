import type { ReactNode } from 'react'
import { TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { formatNumber } from '../../ui/format'
import { RowMenu } from './row-menu'
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
  /** What can be done with it: menu items. */
  readonly menu?: ReactNode
  readonly onAction?: () => void
  /** Its rows, while it is expanded. */
  readonly children?: ReactNode
}

/** A row of the sidebar: a library, a folder, a tag or a saved search with its number of articles. */
export function SidebarRow(props: SidebarRowProps): ReactNode {
  const { id, name, spoken, count, hasChildren = false, current = false, icon, extra, menu, onAction, children } = props
  return (
    <TreeItem
      id={id}
      textValue={spoken ?? name}
      hasChildItems={hasChildren}
      className={styles.row ?? ''}
      {...(current && { 'data-current': '' })}
      {...(onAction !== undefined && { onAction })}
    >
      <TreeItemContent>
        <div className={styles.content}>
          {icon === undefined ? <TreeChevron shown={hasChildren} /> : <span className={styles.icon}>{icon}</span>}
          <span className="row-name" title={name}>
            <bdi>{name}</bdi>
          </span>
          {extra}
          <span className={styles.count}>{count === null ? '' : formatNumber(count)}</span>
          {menu !== undefined && <RowMenu name={name}>{menu}</RowMenu>}
        </div>
      </TreeItemContent>
      {children}
    </TreeItem>
  )
}
