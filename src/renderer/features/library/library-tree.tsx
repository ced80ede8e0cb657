import { memo, type ReactNode, useMemo, useState } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { Tree } from 'react-aria-components/Tree'
import type { FolderCount, LibraryInfo } from '#shared/library'
import type { Scope } from '../../desk/state'
import { cx } from '../../ui/cx'
import { LibraryMenu } from './library-menu'
import { describeLibrary, isWorking, shareDone } from './progress'
import styles from './sidebar.module.css'
import { SidebarRow } from './sidebar-row'
import { type Branch, folderTree } from './trees'

interface LibraryTreeProps {
  readonly libraries: readonly LibraryInfo[]
  readonly folders: readonly FolderCount[]
  /** Null while the list shows something else than all articles of a scope. */
  readonly scope: Scope | null
  readonly onScope: (scope: Scope) => void
}

/** A row of the tree and the scope it stands for. */
interface Entry {
  readonly key: string
  readonly name: string
  readonly count: number | null
  readonly scope: Scope
  readonly library: LibraryInfo | null
  readonly children: readonly Entry[]
}

function keyOf(scope: Scope): string {
  if (scope.kind === 'all') return 'all'
  return scope.kind === 'library' ? `library ${scope.library}` : `folder ${scope.library} ${scope.path}`
}

function folderEntry(library: string, branch: Branch): Entry {
  const scope: Scope = { kind: 'folder', library, path: branch.path }
  return {
    key: keyOf(scope),
    name: branch.name,
    count: branch.count,
    scope,
    library: null,
    children: branch.children.map((child) => folderEntry(library, child)),
  }
}

/** The open libraries and their folders; choosing one narrows the list to it. */
export const LibraryTree = memo(function LibraryTree({
  libraries,
  folders,
  scope,
  onScope,
}: LibraryTreeProps): ReactNode {
  const [expanded, setExpanded] = useState<ReadonlySet<string | number>>(new Set())
  const trees = useMemo(() => {
    const ids = new Set(folders.map((folder) => folder.library))
    return new Map([...ids].map((id) => [id, folderTree(folders, id).map((branch) => folderEntry(id, branch))]))
  }, [folders])
  const entries: Entry[] = libraries.map((library) => {
    const scope: Scope = { kind: 'library', library: library.id }
    const { name, articles, phase } = library
    const count = phase === 'failed' && articles === 0 ? null : articles
    return { key: keyOf(scope), name, count, scope, library, children: trees.get(library.id) ?? [] }
  })
  const all: Entry = {
    key: 'all',
    name: 'All articles',
    count: libraries.reduce((sum, library) => sum + library.articles, 0),
    scope: { kind: 'all' },
    library: null,
    children: [],
  }
  const scopes = new Map<string, Scope>()
  const remember = (entry: Entry): void => {
    scopes.set(entry.key, entry.scope)
    for (const child of entry.children) remember(child)
  }
  for (const entry of [all, ...entries]) remember(entry)

  const row = (entry: Entry): ReactNode => (
    <SidebarRow
      id={entry.key}
      key={entry.key}
      name={entry.name}
      count={entry.count}
      hasChildren={entry.children.length > 0}
      extra={entry.library !== null && <State library={entry.library} />}
      menu={entry.library === null ? undefined : <LibraryMenu library={entry.library} />}
    >
      {expanded.has(entry.key) && <Collection items={entry.children}>{row}</Collection>}
    </SidebarRow>
  )
  return (
    <Tree
      aria-label="Libraries"
      className={styles.tree ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={scope === null ? [] : [keyOf(scope)]}
      onSelectionChange={(keys) => {
        const chosen = keys === 'all' ? undefined : scopes.get(String([...keys][0]))
        if (chosen !== undefined) onScope(chosen)
      }}
      expandedKeys={expanded}
      onExpandedChange={setExpanded}
      dependencies={[libraries, trees, expanded]}
    >
      {row(all)}
      {entries.map(row)}
    </Tree>
  )
})

/** What a library is doing, or why it cannot. */
function State({ library }: { readonly library: LibraryInfo }): ReactNode {
  if (library.phase === 'failed') return <span className={styles.failed}>not readable</span>
  if (!isWorking(library)) return null
  const share = shareDone(library)
  return (
    <progress
      className={cx('progress', styles.progress)}
      aria-label={`${library.name}: ${describeLibrary(library)}`}
      max={1}
      {...(share === null ? {} : { value: share })}
    />
  )
}
