/** Records as writers make them, for the laws of merging. */
import fc from 'fast-check'
import { type ArticleRecord, applyEdit, mergeRecords, nameArticle, newRecord } from '#core/notebook/record'

const replicas = ['r1', 'r2', 'r3'] as const
type Step =
  | { readonly kind: 'add'; readonly at: number; readonly tag: string }
  | { readonly kind: 'remove'; readonly at: number; readonly tag: string }
  | { readonly kind: 'note'; readonly at: number; readonly text: string }
  | { readonly kind: 'name'; readonly at: number; readonly path: string }
  | { readonly kind: 'sync'; readonly at: number; readonly from: number }

const at = fc.nat(replicas.length - 1)
const tag = fc.constantFrom('a', 'a/b', 'B', '__proto__')
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), at, tag }),
    fc.record({ kind: fc.constant('remove' as const), at, tag }),
    fc.record({
      kind: fc.constant('note' as const),
      at,
      text: fc.constantFrom('', 'one', 'two', 'two and more', 'three'),
    }),
    fc.record({ kind: fc.constant('name' as const), at, path: fc.constantFrom('x', 'y') }),
    fc.record({ kind: fc.constant('sync' as const), at, from: at }),
  ),
  { maxLength: 20 },
)

/** What each of three writers has after editing on its own and taking over from each other now and then. */
export const histories: fc.Arbitrary<readonly ArticleRecord[]> = steps.map((all) => {
  const records = replicas.map((replica, index) =>
    newRecord(`id${index}`, { path: 'x', hash: 'h', title: 'T' }, replica),
  )
  for (const step of all) {
    const record = records[step.at]
    const replica = replicas[step.at]
    if (!record || !replica) continue
    records[step.at] = apply(record, replica, step, records)
  }
  return records
})

function apply(record: ArticleRecord, replica: string, step: Step, records: readonly ArticleRecord[]): ArticleRecord {
  if (step.kind === 'add') return applyEdit(record, { kind: 'add-tag', tag: step.tag }, replica)
  if (step.kind === 'remove') return applyEdit(record, { kind: 'remove-tag', tag: step.tag }, replica)
  if (step.kind === 'note') {
    return applyEdit(record, { kind: 'set-note', text: step.text, known: record.note.seen }, replica)
  }
  if (step.kind === 'name') return nameArticle(record, { path: step.path, hash: 'h', title: 'T' }, replica)
  return mergeRecords(record, records[step.from] ?? record)
}
