import { ChevronDown } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { TagCount } from '#shared/library'
import { ColourDot } from '../../ui/colours'
import { cx } from '../../ui/cx'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { Problem } from '../../ui/problem'
import { suggestTags } from '../margin/suggest-tags'
import { TagColourItems } from './tag-colour-menu'
import { useAllTags, useTagsAsked } from './tag-colours'
import { DeleteTag, RenameTag } from './tag-form'
import styles from './tags.module.css'
import { useTagChange } from './use-tag-change'

/** What is being done with a tag. */
interface TagDeed {
  readonly tag: string
  readonly change: 'rename' | 'delete'
}

interface TagManagerProps {
  readonly deed: TagDeed | null
  readonly onClose: () => void
}

/** Tags shown at once; the field above finds the others. */
const shown = 300

/** All tags, to be renamed, merged, coloured and deleted; each change says first what it would do. */
export function TagManager({ deed, onClose }: TagManagerProps): ReactNode {
  const all = useAllTags()
  const asked = useTagsAsked()
  const [words, setWords] = useState(deed?.tag ?? '')
  const [doing, setDoing] = useState(deed)
  const find = useRef<HTMLInputElement>(null)
  const turnTo = (tag: string, change: TagDeed['change'] | null): void => {
    setDoing(change === null ? null : { tag, change })
    if (change !== null) return
    // The row may be gone, and with it what had the focus.
    setWords('')
    find.current?.focus()
  }
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name))
  const tags = words.trim() === '' ? sorted.slice(0, shown) : suggestTags(sorted, [], words, shown)
  return (
    <Panel title="All tags" onClose={onClose}>
      {asked.failure !== null ? (
        <Problem failure={asked.failure} onRetry={asked.reload} />
      ) : asked.value === null ? (
        <p className="hint">Counting tags…</p>
      ) : all.length === 0 ? (
        <p>No article and no highlight carries a tag yet. Add one in the margin of an open article.</p>
      ) : (
        <>
          <input
            ref={find}
            type="search"
            className={cx('field', styles.find)}
            aria-label="Find a tag"
            placeholder="Find a tag"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <ul aria-label="Tags" className={styles.tags}>
            {tags.map((tag) => (
              <Row
                key={tag.name}
                tag={tag}
                change={doing?.tag === tag.name ? doing.change : null}
                onChange={(change) => turnTo(tag.name, change)}
              />
            ))}
          </ul>
          {tags.length === 0 && <p>No tag is called so.</p>}
          {words.trim() === '' && all.length > shown && (
            <p>
              {counted(shown, 'tag', 'tags')} of {counted(all.length, 'tag', 'tags')} are shown.
            </p>
          )}
        </>
      )}
    </Panel>
  )
}

interface RowProps {
  readonly tag: TagCount
  readonly change: TagDeed['change'] | null
  readonly onChange: (change: TagDeed['change'] | null) => void
}

function Row({ tag, change, onChange }: RowProps): ReactNode {
  const { recolour } = useTagChange()
  const { name, count, colour } = tag
  return (
    <li className={styles.row} data-doing={change === null ? undefined : ''}>
      <div className={styles.line}>
        <MenuTrigger>
          <Button className={styles.colour ?? ''} aria-label={`Colour of ${name}`}>
            <ColourDot colour={colour} />
            <ChevronDown size={11} aria-hidden />
          </Button>
          <Popover className="popover" placement="bottom start">
            <Menu className="menu" aria-label={`Colour of ${name}`}>
              <TagColourItems colour={colour} onColour={(next) => recolour(name, next)} />
            </Menu>
          </Popover>
        </MenuTrigger>
        <bdi className={styles.tagName}>{name}</bdi>
        <span className={cx('count', styles.count)}>{counted(count, 'article', 'articles')}</span>
        <Button
          className="button quiet small"
          aria-label={`Rename ${name}`}
          aria-expanded={change === 'rename'}
          onPress={() => onChange(change === 'rename' ? null : 'rename')}
        >
          Rename
        </Button>
        <Button
          className="button quiet small"
          aria-label={`Delete ${name}`}
          aria-expanded={change === 'delete'}
          onPress={() => onChange(change === 'delete' ? null : 'delete')}
        >
          Delete
        </Button>
      </div>
      {change === 'rename' && <RenameTag tag={name} onDone={() => onChange(null)} />}
      {change === 'delete' && <DeleteTag tag={name} onDone={() => onChange(null)} />}
    </li>
  )
}
