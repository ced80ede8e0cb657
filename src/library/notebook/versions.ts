/** Earlier states of a record, as its history keeps them. */
import { basename } from 'node:path'
import type { ArticleRecord } from '#core/notebook/record'
import { copyTime, type RecordFiles } from './record-files'

/** Versions read of one place: ten times what Lectern keeps, however many a synchroniser left. */
const mostRead = 200

/** An earlier state. */
export interface KeptVersion {
  /** Stays the same while its copy is kept. */
  readonly id: string
  /** When it was replaced, milliseconds since the epoch. */
  readonly at: number
  readonly record: ArticleRecord
}

/** The earlier states of a record in all places, newest first, of each place the newest 200; copies that cannot be read are passed over. */
export async function versionsOf(places: readonly RecordFiles[], record: string): Promise<readonly KeptVersion[]> {
  const versions: KeptVersion[] = []
  for (const [place, files] of places.entries()) {
    const copies = await files.history(record).catch(() => [])
    for (const path of copies.slice(-mostRead).toReversed()) {
      const reading = await files.read(path).catch(() => null)
      if (reading?.kind !== 'read') continue
      versions.push({ id: `${place}/${basename(path)}`, at: copyTime(path), record: reading.value })
    }
  }
  return versions.sort((a, b) => b.at - a.at)
}
