import { type ReactNode, useMemo, useState } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import type { TagCount } from '#shared/library'
import { useDesk } from '../../desk/desk-context'
import { formatNumber } from '../../ui/format'
import styles from './library.module.css'
import { TreeChevron } from './tree-chevron'
import { type Branch, tagTree } from './trees'

/** All tags, nested; pressing one filters the list by it, pressing it again no longer. */
export function TagTree({ tags }: { readonly tags: readonly TagCount[] }): ReactNode {
  const { state, dispatch } = useDesk()
  const [expanded, setExpanded] = useState<ReadonlySet<string | number>>(new Set())
  const branches = useMemo(() => tagTree(tags), [tags])
  const row = (branch: Branch): ReactNode => (
    <TreeItem
      id={branch.path}
      key={branch.path}
      textValue={branch.name}
      hasChildItems={branch.children.length > 0}
      className={styles.row ?? ''}
    >
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className={styles.rowContent}>
            <TreeChevron shown={hasChildItems} />
            <span className={styles.name}>
              <bdi>{branch.name}</bdi>
            </span>
            <span className={styles.count}>{branch.count === null ? '' : formatNumber(branch.count)}</span>
          </div>
        )}
      </TreeItemContent>
      {expanded.has(branch.path) && <Collection items={branch.children}>{row}</Collection>}
    </TreeItem>
  )
  return (
    <Tree
      aria-label="Tags"
      className={styles.tree ?? ''}
      selectionMode="multiple"
      selectionBehavior="toggle"
      selectedKeys={state.tags}
      onSelectionChange={(keys) => {
        const chosen = keys === 'all' ? state.tags : [...keys].map(String)
        const turned = [
          ...chosen.filter((tag) => !state.tags.includes(tag)),
          ...state.tags.filter((tag) => !chosen.includes(tag)),
        ]
        for (const tag of turned) dispatch({ type: 'toggle-tag', tag })
      }}
      expandedKeys={expanded}
      onExpandedChange={setExpanded}
      dependencies={[expanded]}
    >
      {branches.map(row)}
    </Tree>
  )
}
