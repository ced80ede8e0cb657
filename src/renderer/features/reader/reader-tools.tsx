import { List, Search, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { type Article, blockedKinds } from '#shared/article'
import { useKeyHint } from '../../desk/key-hints'
import { cx } from '../../ui/cx'
import { formatNumber } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { CopyLink } from './copy-link'
import styles from './reader.module.css'

interface ReaderToolsProps {
  readonly article: Article
  readonly onOutline: (start: number) => void
  readonly onFind: () => void
}

/** The quiet strip above an article: where it lies, its outline, find, and what was taken out of it. */
export function ReaderTools({ article, onOutline, onFind }: ReaderToolsProps): ReactNode {
  return (
    <div className={styles.tools}>
      <span className={styles.path} title={article.path}>
        {article.path}
      </span>
      <Blocked article={article} />
      {article.outline.length > 0 && (
        <MenuTrigger>
          <IconButton label="Outline">
            <List size={16} aria-hidden />
          </IconButton>
          <Popover className="popover" placement="bottom end">
            <Menu className={cx('menu', styles.outline)} aria-label="Outline">
              {article.outline.map((entry) => (
                <MenuItem
                  key={entry.start}
                  id={entry.start}
                  className="menu-item"
                  textValue={entry.title}
                  onAction={() => onOutline(entry.start)}
                >
                  <span data-level={entry.level} className={styles.outlineEntry}>
                    {entry.title}
                  </span>
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      <CopyLink article={article} />
      <IconButton label="Find in article" hint={useKeyHint('find')} onPress={onFind}>
        <Search size={16} aria-hidden />
      </IconButton>
    </div>
  )
}

function Blocked({ article }: { readonly article: Article }): ReactNode {
  const found = blockedKinds.flatMap((kind) => {
    const count = article.blocked[kind]
    return count === undefined ? [] : [`${formatNumber(count)} ${count === 1 ? singular(kind) : kind}`]
  })
  const [first] = found
  if (first === undefined) return null
  return (
    <DialogTrigger>
      <Button className={cx('button', 'quiet', styles.blocked)}>
        <ShieldCheck size={14} aria-hidden />
        blocked: {first}
        {found.length > 1 ? '…' : ''}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className={cx(styles.blockedMore)} aria-label="What was blocked">
          <p>Taken out of this article before it was shown:</p>
          <ul>
            {found.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>The file itself is as it was. Nothing was loaded from the network.</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const singular = (kind: string): string => (kind === 'media' ? kind : kind.replace(/s$/, ''))
