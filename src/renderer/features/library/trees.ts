/** Flat lists of folders and tags as trees for the sidebar. */
import type { FolderCount, TagCount } from '#shared/library'

/** A folder or a tag with what lies under it. */
export interface Branch {
  /** The whole path: `1987/03`, `politics/us`. */
  readonly path: string
  /** Its last part. */
  readonly name: string
  /** Articles, or null where only something under it was counted. */
  readonly count: number | null
  readonly children: readonly Branch[]
}

interface Growing {
  path: string
  name: string
  count: number | null
  children: Map<string, Growing>
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function growTree(entries: Iterable<{ readonly path: string; readonly count: number }>): readonly Branch[] {
  const root: Growing = { path: '', name: '', count: null, children: new Map() }
  for (const { path, count } of entries) {
    let at = root
    for (const name of path.split('/')) {
      const child = at.children.get(name) ?? {
        path: at.path === '' ? name : `${at.path}/${name}`,
        name,
        count: null,
        children: new Map(),
      }
      at.children.set(name, child)
      at = child
    }
    at.count = count
  }
  return settle(root)
}

const settle = (growing: Growing): readonly Branch[] =>
  [...growing.children.values()]
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ path, name, count, children }) => ({
      path,
      name,
      count,
      children: settle({ path, name, count, children }),
    }))

/** The folders of one library under its top. */
export const folderTree = (folders: readonly FolderCount[], library: string): readonly Branch[] =>
  growTree(folders.filter((folder) => folder.library === library && folder.path !== ''))

/** The tags, nested at `/`. */
export const tagTree = (tags: readonly TagCount[]): readonly Branch[] =>
  growTree(tags.map(({ name, count }) => ({ path: name, count })))
