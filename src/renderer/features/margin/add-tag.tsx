import { type ReactNode, useRef } from 'react'
import type { ArticleId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { useCommand } from '../../desk/commands'
import { useOpenArticle } from '../../desk/open-article'
import { counted } from '../../ui/format'
import { useUndoToast } from '../undo/undo'
import { TagField } from './tag-field'

interface AddTagProps {
  readonly articles: readonly ArticleId[]
  /** Tags they have already: not suggested. */
  readonly carried: readonly string[]
}

/** Adds a tag to one article or many. */
export function AddTag({ articles, carried }: AddTagProps): ReactNode {
  const connection = useConnection()
  const { reload } = useOpenArticle()
  const done = useUndoToast()
  const input = useRef<HTMLInputElement>(null)
  useCommand('tag', () => input.current?.focus())
  const add = async (tag: string): Promise<void> => {
    const { changed } = await connection.request('tags.add', {
      selection: { kind: 'articles', articles: [...articles] },
      tag,
    })
    reload()
    if (articles.length > 1 && changed > 0) done(`Tagged ${counted(changed, 'article', 'articles')} “${tag}”`)
  }
  return <TagField ref={input} label="Add tag" carried={carried} onAdd={add} />
}
