import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { ArticleRow, LibraryId } from '#shared/article'
import { useQuery } from '../../client/hooks'
import { formatDate } from '../../ui/format'
import styles from './annotations.module.css'

interface ArticlePickerProps {
  readonly library: LibraryId
  readonly label: string
  readonly onPick: (article: ArticleRow) => void
}

/** Articles offered at once. */
const offered = 12

/** Finds one article of a library by its words. */
export function ArticlePicker({ library, label, onPick }: ArticlePickerProps): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="button quiet small">{label}</Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className={styles.picker ?? ''} aria-label="Choose an article">
          <Found
            library={library}
            onPick={(article) => {
              setOpen(false)
              onPick(article)
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Found({ library, onPick }: Omit<ArticlePickerProps, 'label'>): ReactNode {
  const [text, setText] = useState('')
  const query = { text, scope: [library], folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { value, failure } = useQuery('articles.query', { query, offset: 0, limit: offered, asker: 'article-picker' })
  return (
    <>
      <input
        type="search"
        className="field"
        aria-label="Words of the article"
        placeholder="Words of its title or text"
        // biome-ignore lint/a11y/noAutofocus: the popover opens to be typed into
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {failure !== null && failure.code !== 'cancelled' && <p role="alert">{failure.message}</p>}
      <ul className={styles.picked} aria-label="Articles found">
        {value?.rows.map((row) => (
          <li key={row.id}>
            <Button className={styles.pick ?? ''} onPress={() => onPick(row)}>
              <bdi>{row.title}</bdi>
              <small>{[row.source, formatDate(row.date, 'short'), row.path].filter(Boolean).join(' · ')}</small>
            </Button>
          </li>
        ))}
      </ul>
      {value?.rows.length === 0 && <p className={styles.none}>No article was found.</p>}
    </>
  )
}
