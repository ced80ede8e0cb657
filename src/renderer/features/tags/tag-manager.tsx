import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { TagCount } from '#shared/library'
import { ColourDot } from '../../ui/colours'
import { cx } from '../../ui/cx'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { Problem } from '../../ui/problem'
import { keyTarget } from '../list/selection'
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
  const list = useRef<HTMLUListElement>(null)
  // Whoever came for one tag is led to its form.
  useEffect(() => {
    if (deed === null) find.current?.focus()
  }, [deed])
  /** The row of a tag that was changed may be gone, and with it what had the focus. */
  const finish = (): void => {
    setDoing(null)
    setWords('')
    find.current?.focus()
  }
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name))
  const tags = words.trim() === '' ? sorted.slice(0, shown) : suggestTags(sorted, [], words, shown)
  return (
    <Panel title="All tags" onClose={onClose}>
      {asked.failure !== null && <Problem failure={asked.failure} onRetry={asked.reload} />}
      {asked.failure === null && asked.last === null && <p className="hint">Counting tags…</p>}
      {asked.last?.length === 0 && (
        <p>No article and no highlight carries a tag yet. Add one in the margin of an open article.</p>
      )}
      {all.length > 0 && (
        <>
          <input
            ref={find}
            type="search"
            className={cx('field', styles.find)}
            aria-label="Find a tag"
            placeholder="Find a tag"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && words !== '') setWords('')
              else if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('button')?.focus()
              else return
              event.preventDefault()
            }}
          />
          <ul ref={list} aria-label="Tags" className={styles.tags} onKeyDown={goByRow}>
            {tags.map((tag) => (
              <Row
                key={tag.name}
                tag={tag}
                change={doing?.tag === tag.name ? doing.change : null}
                onChange={(change) => setDoing(change === null ? null : { tag: tag.name, change })}
                onDone={finish}
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
  /** The tag was changed. */
  readonly onDone: () => void
}

function Row({ tag, change, onChange, onDone }: RowProps): ReactNode {
  const { recolour } = useTagChange()
  const { name, count, colour } = tag
  const buttons = { rename: useRef<HTMLButtonElement>(null), delete: useRef<HTMLButtonElement>(null) }
  const cancel = (): void => {
    if (change !== null) buttons[change].current?.focus()
    onChange(null)
  }
  return (
    <li
      className={styles.row}
      data-doing={change === null ? undefined : ''}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || change === null) return
        // It leaves the form, not the panel.
        event.preventDefault()
        cancel()
      }}
    >
      <div className={styles.line} data-line="">
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
          ref={buttons.rename}
          className="button quiet small"
          aria-label={`Rename ${name}`}
          aria-expanded={change === 'rename'}
          onPress={() => onChange(change === 'rename' ? null : 'rename')}
        >
          Rename
        </Button>
        <Button
          ref={buttons.delete}
          className="button quiet small"
          aria-label={`Delete ${name}`}
          aria-expanded={change === 'delete'}
          onPress={() => onChange(change === 'delete' ? null : 'delete')}
        >
          Delete
        </Button>
      </div>
      {change === 'rename' && <RenameTag tag={name} onDone={onDone} onCancel={cancel} />}
      {change === 'delete' && <DeleteTag tag={name} onDone={onDone} onCancel={cancel} />}
    </li>
  )
}

/** Arrow keys, Home and End go from a row's button to the same button of another row. */
function goByRow(event: KeyboardEvent<HTMLElement>): void {
  const button = (event.target as Element).closest('button')
  const line = button?.closest('[data-line]')
  if (!button || !line) return
  const lines = [...event.currentTarget.querySelectorAll('[data-line]')]
  const target = keyTarget(event.key, lines.indexOf(line), lines.length, 10)
  if (target === null) return
  event.preventDefault()
  const column = [...line.querySelectorAll('button')].indexOf(button)
  lines[target]?.querySelectorAll('button')[column]?.focus()
}
