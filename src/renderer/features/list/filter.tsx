import { Check, ListFilter } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import type { Facets } from '#shared/contract'
import { useDesk } from '../../desk/desk-context'
import { cx } from '../../ui/cx'
import styles from '../../ui/facets.module.css'
import { formatNumber } from '../../ui/format'
import { Problem } from '../../ui/problem'
import { type FacetField, facetFields, facetRows } from './facets'
import local from './filter.module.css'
import { addFilter, clearFilters, filterValues, removeFilter } from './query-edit'
import { useArticleList } from './use-article-list'
import { useFacets } from './use-facets'

/** Values of a facet that are shown before the rest is asked for. */
const shownFirst = 6

/** Sources, tags, keywords, types and languages of what the list shows; what is chosen is written into the search. */
export const Filter = memo(function Filter(): ReactNode {
  const { state, dispatch } = useDesk()
  const fields = facetFields.map(({ field }) => field)
  const active = fields.reduce((sum, field) => sum + filterValues(state.text, field).length, 0)
  return (
    <DialogTrigger>
      <TooltipTrigger delay={600} closeDelay={0}>
        <Button
          className={cx('icon-button', local.button, active > 0 && styles.active)}
          aria-label={active > 0 ? `Filter, ${formatNumber(active)} chosen` : 'Filter'}
        >
          <ListFilter size={15} aria-hidden />
          {active > 0 && <span aria-hidden>{formatNumber(active)}</span>}
        </Button>
        <Tooltip className="tooltip" offset={6}>
          Filter by source, tag, keyword, type or language
        </Tooltip>
      </TooltipTrigger>
      <Popover className="popover" placement="bottom start">
        <Dialog className={styles.filter ?? ''} aria-label="Filter">
          <div className={cx(styles.facets, local.facets)}>
            <Groups />
          </div>
          <div className={styles.foot}>
            <Button
              className="button quiet"
              onPress={() => dispatch({ type: 'search', text: clearFilters(state.text, ...fields) })}
            >
              Clear filters
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
})

function Groups(): ReactNode {
  const { pager, list } = useArticleList()
  const { value, failure, reload } = useFacets(list.query, 'filter')
  if (list.query === null && list.failure !== null)
    return <Problem failure={list.failure} onRetry={() => pager.refresh()} />
  if (failure !== null && failure.code !== 'cancelled') return <Problem failure={failure} onRetry={reload} />
  if (value === null) return <p className="hint">Counting…</p>
  const groups = facetFields.map((facet) => <Group key={facet.field} facet={facet} narrowed={value} />)
  return groups
}

interface GroupProps {
  readonly facet: (typeof facetFields)[number]
  /** The facets of the whole search. */
  readonly narrowed: Facets
}

function Group({ facet: { field, name }, narrowed }: GroupProps): ReactNode {
  const { state, dispatch } = useDesk()
  const { list } = useArticleList()
  const [all, setAll] = useState(false)
  const chosen = filterValues(state.text, field)
  // With a value chosen, the others count as if none were: each could be added.
  const own = chosen.length > 0 && list.query !== null
  const free = useFacets(own ? { ...list.query, text: clearFilters(list.query.text, field) } : null, field)
  const rows = facetRows(field, own ? (free.value ?? narrowed) : narrowed, chosen)
  if (rows.length === 0) return null
  const shown = all ? rows : rows.filter((row, index) => index < shownFirst || row.chosen)
  return (
    <CheckboxGroup
      className={styles.group ?? ''}
      value={rows.filter((row) => row.chosen).map((row) => row.value)}
      onChange={(values) => dispatch({ type: 'search', text: withChosen(state.text, field, chosen, values) })}
    >
      <Label className="label">{name}</Label>
      {shown.map((row) => (
        <Checkbox key={row.value} value={row.value} className={styles.row ?? ''}>
          <span className={styles.box} aria-hidden>
            <Check size={11} strokeWidth={3} />
          </span>
          <bdi className="row-name">{row.name}</bdi>
          <span className="count">{row.count === null ? '' : formatNumber(row.count)}</span>
        </Checkbox>
      ))}
      {rows.length > shown.length && (
        <Button className={cx('button quiet small', local.more)} onPress={() => setAll(true)}>
          Show all {formatNumber(rows.length)}
        </Button>
      )}
    </CheckboxGroup>
  )
}

function withChosen(text: string, field: FacetField, before: readonly string[], after: readonly string[]): string {
  const lower = after.map((value) => value.toLowerCase())
  const kept = before
    .filter((value) => !lower.includes(value.toLowerCase()))
    .reduce((next, value) => removeFilter(next, field, value), text)
  return after.reduce((next, value) => addFilter(next, field, value), kept)
}
