import { FileText, Folder, Library, type LucideIcon, Search, SquareTerminal, Tag } from 'lucide-react'
import { type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { CommandContext, useCommand } from '../../desk/commands'
import { MarkedText } from '../../ui/marked-text'
import styles from './palette.module.css'
import { type Entry, type EntryKind, type Ranked, rank, readUsed, remember } from './rank'
import { useEntries } from './use-entries'
import { useGrowing } from './use-growing'

const storageKey = 'lectern.palette'

const icons: Readonly<Record<EntryKind, LucideIcon>> = {
  command: SquareTerminal,
  library: Library,
  folder: Folder,
  tag: Tag,
  search: Search,
  article: FileText,
}
const kinds: Readonly<Record<EntryKind, string>> = {
  command: 'command',
  library: 'library',
  folder: 'folder',
  tag: 'tag',
  search: 'saved search',
  article: 'article',
}

/** Every command, library, folder, tag, saved search and recent article, by a few letters of its name. */
export function Palette(): ReactNode {
  const bus = useContext(CommandContext)
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [used, setUsed] = useState(() => readUsed(localStorage.getItem(storageKey)))
  /** What had the focus, to have it back before the chosen entry does its work. */
  const before = useRef<Element | null>(null)
  const chosen = useRef<Entry | null>(null)
  const entries = useEntries(open)
  const ranked = open ? rank(entries, query, used) : []

  useCommand('palette', () => {
    if (!open) before.current = document.activeElement
    setQuery('')
    setOpen(!open)
  })
  useEffect(() => {
    bus.only = open ? 'palette' : null
  }, [bus, open])
  // After it is gone: what an entry focuses must not be taken back, and what it hides must be there to be hidden.
  useEffect(() => {
    if (open) return
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    before.current = null
    const entry = chosen.current
    chosen.current = null
    entry?.run()
  }, [open])

  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    const now = entry.kind === 'article' ? used : remember(used, entry.key)
    setUsed(now)
    localStorage.setItem(storageKey, JSON.stringify(now))
    chosen.current = entry
    setOpen(false)
  }
  return (
    <ModalOverlay className={styles.overlay ?? ''} isDismissable isOpen={open} onOpenChange={setOpen}>
      <Modal className={styles.palette ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="All commands">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <TextField
              aria-label="Command, library, folder, tag, search or article"
              autoFocus
              className={styles.field ?? ''}
            >
              <Search size={16} aria-hidden />
              <Input
                placeholder="What do you want to do, or where to go?"
                autoComplete="off"
                spellCheck={false}
                onKeyDown={(event) => {
                  const isPicked = event.currentTarget.getAttribute('aria-activedescendant')
                  if (event.key === 'Enter' && !event.nativeEvent.isComposing && !isPicked) choose(ranked[0]?.entry)
                }}
              />
            </TextField>
            <Entries ranked={ranked} query={query} onChoose={choose} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface EntriesProps {
  readonly ranked: readonly Ranked[]
  readonly query: string
  readonly onChoose: (entry: Entry) => void
}

/** What fits, best first: a screenful at once, the rest little by little. */
function Entries({ ranked, query, onChoose }: EntriesProps): ReactNode {
  const items = useMemo(() => ranked.map((one) => ({ ...one, id: one.entry.key })), [ranked])
  const shown = useGrowing(items.length, query)
  return (
    <ListBox
      className={styles.list ?? ''}
      aria-label="Commands and places"
      items={items.slice(0, shown)}
      renderEmptyState={() => <p className={styles.empty}>Nothing is called so. Fewer letters find more.</p>}
    >
      {(one) => <Item one={one} onChoose={onChoose} />}
    </ListBox>
  )
}

function Item({ one, onChoose }: { readonly one: Ranked; readonly onChoose: (entry: Entry) => void }): ReactNode {
  const { entry, marks } = one
  const Icon = icons[entry.kind]
  return (
    <ListBoxItem
      id={entry.key}
      textValue={`${entry.title}, ${kinds[entry.kind]}`}
      className={styles.item ?? ''}
      onAction={() => onChoose(entry)}
    >
      <Icon size={14} aria-label={kinds[entry.kind]} />
      <span className={styles.title} dir="auto">
        <MarkedText text={entry.title} marks={marks} />
      </span>
      <span className={styles.detail} dir="auto">
        {entry.detail}
      </span>
      {entry.hint !== '' && <kbd>{entry.hint}</kbd>}
    </ListBoxItem>
  )
}
