/** Read, merge, write: how entries get to the disk, under the lock. */
import { formatRecord } from '#core/notebook/format'
import { copyNeed, isCopyDue } from '#core/notebook/history'
import type { ArticleRecord } from '#core/notebook/record'
import { LecternError } from '#shared/result'
import { forEachLimited } from '../concurrency'
import { ioError } from '../disk/io-error'
import type { Entry, PendingEdit } from './entry'
import type { Intake } from './intake'
import { newerMessage } from './notices'
import type { RecordBook } from './record-book'
import type { Failures } from './saver'

/** Records written at a time. Their fsyncs run side by side, and a journalling file system answers several with one commit. */
const writersAtOnce = 16

interface Written {
  readonly item: Entry
  readonly entry: Entry
  readonly record: ArticleRecord
  readonly edits: readonly PendingEdit[]
}

interface WriterOptions {
  readonly book: RecordBook
  readonly replica: string
  readonly now: () => number
}

/** Saves entries into one place. The caller holds the lock; `intake` has seen the place's files. */
export async function writeEntries(
  items: readonly Entry[],
  intake: Intake,
  options: WriterOptions,
): Promise<Failures<Entry>> {
  const failures = new Map<Entry, LecternError>()
  const written: Written[] = []
  const entries = new Map(items.map((item) => [item.current, item]))
  await forEachLimited([...entries], writersAtOnce, async ([entry, item]) => {
    try {
      const edits = entry.edits
      const record = await writeEntry(entry, edits, intake, options)
      written.push({ item, entry, record, edits })
    } catch (error) {
      failures.set(item, error instanceof LecternError ? error : ioError('write', entry.base.article.path, error))
    }
  })
  try {
    if (written.length > 0) await intake.files.sync()
  } catch (error) {
    for (const { item } of written) failures.set(item, ioError('write', intake.files.articles, error))
  }
  for (const { item, entry, record, edits } of written) {
    // Even where the folder's fsync failed the file says this now; the edits stay pending until it is certain.
    await settleSources(entry, record, intake, options)
    if (!failures.has(item)) entry.settle(edits)
  }
  // Entries that were joined into another share its fate.
  for (const item of items) {
    const failure = failures.get(entries.get(item.current) ?? item)
    if (failure) failures.set(item, failure)
  }
  return failures
}

async function writeEntry(
  entry: Entry,
  edits: readonly PendingEdit[],
  intake: Intake,
  { book, replica, now }: WriterOptions,
): Promise<ArticleRecord> {
  const { files } = intake
  const damaged: string[] = []
  for (const [file, source] of [...entry.sources]) {
    if (!files.holds(file)) continue
    if (source.stamp !== null && source.stamp === (await files.stampOf(file))) continue
    const found = await intake.take(file)
    if (found === 'corrupt') damaged.push(file)
    // Gone by another hand, while we have something to say about it: what was in it is written again.
    if (found === 'missing' || found === 'corrupt') entry.sources.set(file, { stamp: null, record: source.record })
    if (found === 'unreadable')
      throw new LecternError('io', `“${file}” could not be read, so nothing was written to it.`)
    if (found === 'newer') {
      entry.settle(edits)
      throw new LecternError('newer-format', newerMessage(file))
    }
  }
  const base = entry.base
  const next = entry.apply(base, edits)
  const target = files.pathOf(next.id)
  const here = [...entry.sources.keys()].filter((file) => files.holds(file))
  const alone = here.length === 1 && entry.isWholeIn(target) && (await files.stampOf(target)) !== null
  if (next === base && alone && damaged.length === 0) return base
  for (const file of damaged) await intake.setAside(file, now())
  const need = copyNeed(base, next, replica)
  const time = now()
  if (need === 'always' || (need === 'in-time' && isCopyDue(await files.lastCopy(next.id), time))) {
    await files.keep(next.id, formatRecord(base), time)
  }
  const stamp = await files.write(next)
  book.absorb(target, stamp, next)
  return next
}

/** Leaves the record in one file: copies by a synchroniser, and records that were merged into this one, go to its history. */
async function settleSources(
  entry: Entry,
  record: ArticleRecord,
  { files }: Intake,
  { book, now }: WriterOptions,
): Promise<void> {
  const target = files.pathOf(record.id)
  for (const file of [...entry.sources.keys()]) {
    if (file === target || !files.holds(file)) continue
    try {
      if ((await files.stampOf(file)) !== null) await files.retire(file, record.id, now())
      book.forget(file)
    } catch {
      // It stays where it is, and is merged again next time: that changes nothing.
    }
  }
}
