/** What narrows a list or a search: a folder, tags, and libraries that are open themselves. */
import { isWithinTag } from '#core/notebook/tags'
import type { ArticleQuery } from '#shared/article-query'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { inside, within } from '../paths'
import type { Sources } from './sources'

/** Whether an article of a library, by its path, is wanted. */
export type PathTest = (path: string) => boolean

/**
 * For each library of the scope the test its articles have to pass, or null where none is left out. An article of a library
 * inside another is shown once when both are asked: by the inner one, which owns it.
 */
export function narrow(
  { folder, tags }: Pick<ArticleQuery, 'folder' | 'tags'>,
  scope: readonly OpenLibrary[],
  sources: Sources,
): readonly PathTest[] | null {
  const tests = scope.map((library) => {
    const inner = scope.flatMap((other) => {
      const part = other === library ? null : inside(library.folder, other.folder)
      return part === null ? [] : [part]
    })
    const all: PathTest[] = []
    if (folder !== null && folder.path !== '') all.push((path) => within(folder.path, path))
    if (inner.length > 0) all.push((path) => !inner.some((part) => within(part, path)))
    if (tags.length > 0) all.push(tagTest(sources.annotated(library), tags))
    return all
  })
  if (tests.every((all) => all.length === 0)) return null
  return tests.map((all) => (path) => all.every((test) => test(path)))
}

/** All of the tags are carried; `politics` is carried by what carries `politics/us`. */
function tagTest(annotated: ReadonlyMap<string, Annotation>, tags: readonly string[]): PathTest {
  return (path) => {
    const carried = annotated.get(path)?.tags ?? []
    return tags.every((wanted) => carried.some((tag) => isWithinTag(tag, wanted)))
  }
}
