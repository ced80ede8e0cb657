import { X } from 'lucide-react'
import { memo, type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article } from '#shared/article'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useOpenArticle } from '../../desk/open-article'
import { useKeptFocus } from '../../ui/use-kept-focus'
import { TagDot } from '../tags/tag-colours'
import { useUndoToast } from '../undo/undo'
import { AddTag } from './add-tag'
import styles from './margin.module.css'

/** The tags of the open article. */
export const Tags = memo(function Tags({ article }: { readonly article: Article }): ReactNode {
  const connection = useConnection()
  const { reload } = useOpenArticle()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  const section = useRef<HTMLElement>(null)
  useKeptFocus(section, () => section.current?.querySelector<HTMLElement>('.chip-remove, input')?.focus())
  const remove = (tag: string): void => {
    setProblem(null)
    connection.request('tags.remove', { selection: { kind: 'articles', articles: [article.id] }, tag }).then(
      () => {
        reload()
        done(`Took “${tag}” off the article`)
      },
      (thrown: unknown) => setProblem(toFailure(thrown).message),
    )
  }
  return (
    <section ref={section} className={styles.part} aria-label="Tags">
      <h2 className="label">Tags</h2>
      {article.tags.length > 0 && (
        <ul className="chips">
          {article.tags.map((tag) => (
            <li key={tag} className="chip">
              <TagDot tag={tag} />
              <bdi>{tag}</bdi>
              <Button className="chip-remove" aria-label={`Remove tag ${tag}`} onPress={() => remove(tag)}>
                <X size={12} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddTag articles={[article.id]} carried={article.tags} />
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
})
