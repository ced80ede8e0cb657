import { Check, ListFilter, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { colours } from '#shared/highlight'
import { Choice } from '../../ui/choice'
import { ColourDot, colourNames } from '../../ui/colours'
import { cx } from '../../ui/cx'
import facets from '../../ui/facets.module.css'
import { formatNumber } from '../../ui/format'
import { countNarrowing, everything, type Narrowing, toggleColour } from './filter'
import styles from './filter-bar.module.css'
import type { ItemSnapshot } from './item-pages'

interface FilterBarProps {
  readonly narrowing: Narrowing
  readonly onNarrow: (narrowing: Narrowing) => void
  readonly found: ItemSnapshot
  /** The arrow key leaves the words for what they found. */
  readonly onDown: () => void
}

const sorts = [
  { id: 'newest', name: 'Newest first' },
  { id: 'oldest', name: 'Oldest first' },
  { id: 'article', name: 'By article' },
] as const
const kinds = [
  { id: 'both', name: 'Highlights and notes' },
  { id: 'highlight', name: 'Highlights' },
  { id: 'note', name: 'Notes' },
] as const
/** Tags offered; rarer ones are found by typing them as words. */
const tagsOffered = 30

/** Narrows the view by words, colours, kind, days and tags, and sorts it. */
export function FilterBar({ narrowing, onNarrow, found, onDown }: FilterBarProps): ReactNode {
  const change = (part: Partial<Narrowing>): void => onNarrow({ ...narrowing, ...part })
  const countOf = (colour: string): number => found.colours.find(({ value }) => value === colour)?.count ?? 0
  const [kind] = narrowing.kinds
  return (
    <>
      <div className={styles.words}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          className={cx('field', styles.text)}
          aria-label="Words in highlights and notes"
          placeholder="Words in quotes, notes, tags, titles"
          value={narrowing.text}
          maxLength={1000}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') onDown()
            else if (event.key === 'Escape' && narrowing.text !== '') change({ text: '' })
            else return
            event.preventDefault()
          }}
        />
      </div>
      <div className={styles.bar}>
        {colours.map((colour) => (
          <ToggleButton
            key={colour}
            className={styles.swatch ?? ''}
            aria-label={`${colourNames[colour]}, ${formatNumber(countOf(colour))}`}
            isSelected={narrowing.colours.includes(colour)}
            onChange={() => onNarrow(toggleColour(narrowing, colour))}
          >
            <ColourDot colour={colour} />
          </ToggleButton>
        ))}
        <More narrowing={narrowing} onNarrow={onNarrow} found={found} />
        <span className={styles.space} />
        <Choice label="Sort by" value={narrowing.sort} options={sorts} onChange={(sort) => change({ sort })} />
      </div>
      <p className="spoken" aria-live="polite">
        {kind === undefined ? '' : kinds.find(({ id }) => id === kind)?.name}
      </p>
    </>
  )
}

function More({ narrowing, onNarrow, found }: Omit<FilterBarProps, 'onDown'>): ReactNode {
  const change = (part: Partial<Narrowing>): void => onNarrow({ ...narrowing, ...part })
  const active = countNarrowing(narrowing) - narrowing.colours.length
  const tags = [
    ...found.tags.slice(0, tagsOffered),
    ...narrowing.tags
      .filter((tag) => !found.tags.slice(0, tagsOffered).some(({ value }) => value === tag))
      .map((value) => ({ value, count: 0 })),
  ]
  return (
    <DialogTrigger>
      <Button
        className={cx('button quiet small', styles.more, active > 0 && facets.active)}
        aria-label={active > 0 ? `Filter, ${formatNumber(active)} chosen` : 'Filter'}
      >
        <ListFilter size={14} aria-hidden />
        <span className={styles.moreName}>Filter</span>
        {active > 0 && <span aria-hidden>{formatNumber(active)}</span>}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className={facets.filter ?? ''} aria-label="Filter highlights and notes">
          <div className={facets.facets}>
            <div className={styles.line}>
              <span className="label">Show</span>
              <Choice
                label="Show"
                value={narrowing.kinds[0] ?? 'both'}
                options={kinds}
                onChange={(kind) => change({ kinds: kind === 'both' ? [] : [kind] })}
              />
            </div>
            <Day label="Made from" value={narrowing.from} onChange={(from) => change({ from })} />
            <Day label="Made until" value={narrowing.to} onChange={(to) => change({ to })} />
            {tags.length > 0 && (
              <CheckboxGroup
                className={facets.group ?? ''}
                value={[...narrowing.tags]}
                onChange={(chosen) => change({ tags: chosen })}
              >
                <Label className="label">Tags, all of</Label>
                {tags.map(({ value, count }) => (
                  <Checkbox key={value} value={value} className={facets.row ?? ''}>
                    <span className={facets.box} aria-hidden>
                      <Check size={11} strokeWidth={3} />
                    </span>
                    <bdi className="row-name">{value}</bdi>
                    <span className="count">{count === 0 ? '' : formatNumber(count)}</span>
                  </Checkbox>
                ))}
              </CheckboxGroup>
            )}
          </div>
          <div className={facets.foot}>
            <Button className="button quiet" onPress={() => onNarrow({ ...everything, sort: narrowing.sort })}>
              Clear filters
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function Day({ label, value, onChange }: DayProps): ReactNode {
  return (
    <label className={styles.line}>
      <span className="label">{label}</span>
      <input
        type="date"
        className={cx('field', styles.day)}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      />
    </label>
  )
}
