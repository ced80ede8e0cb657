import { memo, type ReactNode, useMemo, useState } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import type { TagCount } from '#shared/library'
import { formatNumber } from '../../ui/format'
import styles from './library.module.css'
import { TreeChevron } from './tree-chevron'
import { type Branch, tagTree } from './trees'

interface TagTreeProps {
  readonly tags: readonly TagCount[]
  /** Those the list is filtered by. */
  readonly chosen: readonly string[]
  readonly onToggle: (tag: string) => void
}

/** All tags, nested; pressing one filters the list by it, pressing it again no longer. */
export const TagTree = memo(function TagTree({ tags, chosen, onToggle }: TagTreeProps): ReactNode {
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
      selectedKeys={chosen}
      onSelectionChange={(keys) => {
        if (keys === 'all') return
        const now = [...keys].map(String)
        for (const tag of now) if (!chosen.includes(tag)) onToggle(tag)
        for (const tag of chosen) if (!now.includes(tag)) onToggle(tag)
      }}
      expandedKeys={expanded}
      onExpandedChange={setExpanded}
      dependencies={[expanded]}
    >
      {branches.map(row)}
    </Tree>
  )
})
