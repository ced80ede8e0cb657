/** Records as writers make them, for the laws of merging. */
import fc from 'fast-check'
import { type ArticleRecord, applyEdit, type Edit, mergeRecords, newRecord } from '#core/notebook/record'
import type { Seen } from '#core/notebook/revision'
import { correctableFields } from '#shared/highlight'

export const replicas = ['r1', 'r2', 'r3'] as const
const tag = fc.constantFrom('a', 'a/b', 'B', '__proto__')
const id = fc.constantFrom('h1', 'h2', '__proto__')
const text = fc.constantFrom('', 'one', 'two', 'two and more', 'three')
const colour = fc.constantFrom('yellow', 'green', null)
const anchor = fc.nat(50).map((start) => ({ exact: 'words', prefix: 'a ', suffix: ' b', start, end: start + 5 }))
/** One highlight is made once. */
const created = fc.constant('2024-01-04T10:15:00.000Z')
const other = fc.constantFrom(new Map(), new Map<string, unknown>([['creator', { name: 'x' }]]))
const target = fc.option(
  fc.record({
    source: fc.constant('https://example.org/'),
    selector: anchor.map(({ start }) => [{ exact: 'quoted' }, { start, end: start + 6 }]),
  }),
)
const content = fc.record({ target, colour, tags: fc.uniqueArray(tag), note: text, created, other })
const kind = <const K extends string>(name: K) => fc.constant(name)

/** An edit, still to be told what its writer had seen of a note. */
type BlindEdit = Edit extends infer E ? (E extends { readonly known: Seen } ? Omit<E, 'known'> : E) : never

const edits: fc.Arbitrary<BlindEdit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add-tag' as const, 'remove-tag' as const), tag }),
  fc.record({ kind: kind('set-note'), text }),
  fc.record({ kind: kind('add-highlight'), id, anchor, colour, created }),
  fc.record({ kind: kind('import-highlight'), id, content }),
  fc.record({ kind: kind('colour-highlight'), id, colour }),
  fc.record({ kind: kind('note-highlight'), id, text }),
  fc.record({ kind: fc.constantFrom('tag-highlight' as const, 'untag-highlight' as const), id, tag }),
  fc.record({ kind: kind('place-highlight'), id, anchor }),
  fc.record({ kind: kind('target-highlight'), id, target }),
  fc.record({
    kind: fc.constantFrom('keep-highlight' as const, 'remove-highlight' as const, 'restore-highlight' as const),
    id,
  }),
  fc.record({
    kind: kind('correct'),
    field: fc.constantFrom(...correctableFields),
    value: fc.option(text.filter(Boolean)),
  }),
  fc.record({ kind: kind('import-page'), id, other: fc.option(other) }),
  fc.record({
    kind: kind('follow'),
    article: fc.record({ path: fc.constantFrom('x', 'y'), hash: kind('h'), title: kind('T') }),
  }),
)

/** An edit by somebody who sees all of the record. */
export const edit: fc.Arbitrary<(record: ArticleRecord) => Edit> = edits.map((one) => (record) => {
  if (one.kind === 'set-note') return { ...one, known: record.note.seen }
  if (one.kind === 'note-highlight') return { ...one, known: record.highlights.get(one.id)?.note.seen ?? new Map() }
  return one
})

const at = fc.nat(replicas.length - 1)
const step = fc.record({ at, from: at, edit: fc.option(edit, { freq: 4 }) })

/** What each of three writers has after editing on its own and taking over from each other now and then. */
export const histories: fc.Arbitrary<readonly ArticleRecord[]> = fc.array(step, { maxLength: 30 }).map((steps) => {
  const records = replicas.map((replica, index) =>
    newRecord(`id${index}`, { path: 'x', hash: 'h', title: 'T' }, replica),
  )
  for (const { at, from, edit: change } of steps) {
    const [record, source, replica] = [records[at], records[from], replicas[at]]
    if (!record || !source || !replica) continue
    records[at] = change === null ? mergeRecords(record, source) : applyEdit(record, change(record), replica)
  }
  return records
})
