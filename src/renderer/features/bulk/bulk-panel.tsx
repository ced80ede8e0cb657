import { Archive, BookOpenCheck, Clock, Inbox, type LucideIcon, MailOpen, X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ArticleId } from '#shared/article'
import type { Request } from '#shared/contract'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { focusDesk } from '../../ui/focus-desk'
import { counted } from '../../ui/format'
import { isWriting } from '../../ui/is-writing'
import { chooseOne, noSelection } from '../list/selection'
import { useArticleList } from '../list/use-article-list'
import { AddTag } from '../margin/add-tag'
import { TagDot } from '../tags/tag-colours'
import { useUndoToast } from '../undo/undo'
import styles from './bulk.module.css'
import { tagsAmong } from './tags-among'

type Deed = Pick<Request<'states.set'>, 'triage' | 'read'>

const deeds: readonly {
  readonly name: string
  readonly did: string
  readonly icon: LucideIcon
  readonly deed: Deed
}[] = [
  { name: 'Archive', did: 'Archived', icon: Archive, deed: { triage: 'archived' } },
  { name: 'Read later', did: 'Put by', icon: Clock, deed: { triage: 'later' } },
  { name: 'To the inbox', did: 'Back in the inbox:', icon: Inbox, deed: { triage: 'inbox' } },
  { name: 'Mark as read', did: 'Marked as read:', icon: BookOpenCheck, deed: { read: true } },
  { name: 'Mark as unread', did: 'Marked as unread:', icon: MailOpen, deed: { read: false } },
]

/** What can be done with several articles at once. */
export function BulkPanel({ articles }: { readonly articles: readonly ArticleId[] }): ReactNode {
  const connection = useConnection()
  const { state } = useDesk()
  const { pager, list, selection: rows, select } = useArticleList()
  const done = useUndoToast()
  const { tell } = useNotices()
  const [problem, setProblem] = useState<string | null>(null)
  const panel = useRef<HTMLElement>(null)
  const fail = (thrown: unknown): void => setProblem(toFailure(thrown).message)
  const selection = { kind: 'articles' as const, articles: [...articles] }
  const known = pager.rowsAmong(new Set(articles))
  const carried = tagsAmong(known.map(({ tags }) => tags))
  /** Of those that were not in view yet, the tags are not known: a number would be too small. */
  const isCounted = known.length === articles.length
  const leave = (): void => {
    const row = list.rowAt(rows.cursor)
    select(row === null ? noSelection : chooseOne(rows.cursor, row.id))
    if (panel.current?.contains(document.activeElement)) focusDesk()
  }
  useCommand('escape', () => {
    if (state.panel !== null || isWriting()) return false
    leave()
    return true
  })
  /** Says what was done with how many; where nothing changed, there is nothing to undo either. */
  const say = (changed: number, did: (articles: string) => string): void => {
    if (changed === 0) tell('info', 'All of them were so already.')
    else done(did(counted(changed, 'article', 'articles')))
  }
  const sort = (deed: Deed, did: string): void => {
    setProblem(null)
    connection
      .request('states.set', { selection, ...deed })
      .then(({ changed }) => say(changed, (many) => `${did} ${many}`), fail)
  }
  const untag = (tag: string): void => {
    setProblem(null)
    connection
      .request('tags.remove', { selection, tag })
      .then(({ changed }) => say(changed, (many) => `Took “${tag}” off ${many}`), fail)
  }
  return (
    <section
      ref={panel}
      className={styles.bulk}
      aria-label={`${counted(articles.length, 'article', 'articles')} chosen`}
    >
      <h2 className="label">{counted(articles.length, 'article', 'articles')} chosen</h2>
      <div className={styles.deeds}>
        {deeds.map(({ name, did, icon: Icon, deed }) => (
          <Button key={name} className="button quiet" onPress={() => sort(deed, did)}>
            <Icon size={15} aria-hidden />
            {name}
          </Button>
        ))}
        <Button className="button quiet" onPress={leave}>
          <X size={15} aria-hidden />
          Back to one article <kbd>Esc</kbd>
        </Button>
      </div>
      <h2 className="label">Tags</h2>
      {carried.length > 0 && (
        <ul className="chips">
          {carried.map(({ tag, count }) => (
            <li key={tag} className="chip">
              <TagDot tag={tag} />
              <bdi>{tag}</bdi>
              {isCounted && count < articles.length && <span className={styles.count}>{count}</span>}
              <Button
                className="chip-remove"
                aria-label={`Remove tag ${tag} from ${isCounted ? counted(count, 'article', 'articles') : 'all that are chosen'}`}
                onPress={() => untag(tag)}
              >
                <X size={12} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddTag articles={articles} carried={[]} />
      <p className="hint">A tag you add goes on all of them.</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
