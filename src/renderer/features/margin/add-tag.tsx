import { type ReactNode, useRef } from 'react'
import type { ArticleId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { useCommand } from '../../desk/commands'
import { useOpenArticle } from '../../desk/open-article'
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
  const input = useRef<HTMLInputElement>(null)
  useCommand('tag', () => input.current?.focus())
  const add = async (tag: string): Promise<void> => {
    await connection.request('tags.add', { selection: { kind: 'articles', articles: [...articles] }, tag })
    reload()
  }
  return <TagField ref={input} label="Add tag" carried={carried} onAdd={add} />
}
