import { memo, type ReactNode, useMemo, useState } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { Tree } from 'react-aria-components/Tree'
import type { TagCount } from '#shared/library'
import { TagDot } from '../tags/tag-colours'
import { TagMenu } from '../tags/tag-menu'
import styles from './sidebar.module.css'
import { SidebarRow } from './sidebar-row'
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
    <SidebarRow
      id={branch.path}
      key={branch.path}
      name={branch.name}
      count={branch.count}
      hasChildren={branch.children.length > 0}
      extra={<TagDot tag={branch.path} />}
      menu={<TagMenu tag={branch.path} />}
    >
      {expanded.has(branch.path) && <Collection items={branch.children}>{row}</Collection>}
    </SidebarRow>
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
