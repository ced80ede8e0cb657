import { X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Facets } from '#shared/contract'
import { useDesk } from '../../desk/desk-context'
import { counted, formatNumber, localDay } from '../../ui/format'
import { clearFilters, filterValues, setFilter } from './query-edit'
import { barsOf, countIn, dateValue, describeBars, describeValue } from './time-bars'
import styles from './timeline.module.css'
import { TimelinePlot } from './timeline-plot'
import { useArticleList } from './use-article-list'
import { type Brush, useBrush } from './use-brush'
import { useFacets } from './use-facets'

type Dates = Facets['dates']

/** When the articles of the list were written; a range brushed here is written into the search. */
export const Timeline = memo(function Timeline(): ReactNode {
  const { state, dispatch } = useDesk()
  const { list } = useArticleList()
  // Without its own filter: the range stands in the whole.
  const query = list.query === null ? null : { ...list.query, text: clearFilters(list.query.text, 'date') }
  const { value: facets, failure } = useFacets(query, 'timeline')
  const [written] = filterValues(state.text, 'date')
  const dates = facets?.dates ?? null
  const bars = dates?.bars ?? []
  const today = localDay(new Date())
  const brush = useBrush(bars.length, written === undefined ? null : barsOf(written, bars, today), (range) => {
    const [first, last] = [bars[range?.from ?? 0], bars[range?.to ?? 0]]
    const text =
      range === null || first === undefined || last === undefined
        ? clearFilters(state.text, 'date')
        : setFilter(state.text, 'date', dateValue(first.from, last.to))
    if (text !== state.text) dispatch({ type: 'search', text })
  })
  return (
    <section className={styles.timeline} aria-label="Timeline" data-empty={dates !== null && bars.length === 0}>
      {failure !== null && failure.code !== 'cancelled' && (
        <p className={styles.unknown}>When these articles were written is not known just now.</p>
      )}
      {dates !== null && (
        <>
          {bars.length > 0 && <TimelinePlot dates={dates} brush={brush} />}
          <Caption
            dates={dates}
            total={facets?.total ?? 0}
            brush={brush}
            written={(form) => (written === undefined ? '' : describeValue(written, today, form))}
          />
        </>
      )}
    </section>
  )
})

interface CaptionProps {
  readonly dates: Dates
  readonly total: number
  readonly brush: Brush
  /** The range in words, as the search has it. */
  written(form: 'short' | 'long'): string
}

/** Under the bars: where they begin and end; what one of them holds while it is pointed at; the range while there is one. */
function Caption({ dates, total, brush, written }: CaptionProps): ReactNode {
  const { bars, step, undated } = dates
  const { range, pointed } = brush
  if (total === 0) return null
  const last = bars.length - 1
  if (last < 0) return <p className={styles.caption}>No article here has a date</p>
  if (pointed !== null) {
    const at = { from: pointed, to: pointed }
    return (
      <p className={styles.caption} data-pointed="">
        {describeBars(bars, at, step, 'long')}: {counted(countIn(bars, at), 'article', 'articles')}
      </p>
    )
  }
  if (range !== null) {
    const words = (form: 'short' | 'long'): string =>
      brush.isDrawn ? describeBars(bars, range, step, form) : written(form)
    return (
      <p className={styles.caption}>
        <Button className="chip removable" aria-label={`Remove dates ${words('long')}`} onPress={() => brush.clear()}>
          {words('short')}
          <X size={12} aria-hidden />
        </Button>
        {brush.isDrawn && <span>{counted(countIn(bars, range), 'article', 'articles')}</span>}
      </p>
    )
  }
  return (
    <p className={styles.caption}>
      {last === 0 ? (
        <span>All from {describeBars(bars, { from: 0, to: 0 }, step, 'long')}</span>
      ) : (
        <span>{describeBars(bars, { from: 0, to: 0 }, step, 'short')}</span>
      )}
      {undated > 0 && <span>{formatNumber(undated)} undated</span>}
      {last > 0 && <span>{describeBars(bars, { from: last, to: last }, step, 'short')}</span>}
    </p>
  )
}
