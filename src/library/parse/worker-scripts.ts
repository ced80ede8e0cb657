/** Where the bundled worker threads lie. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { LecternError } from '#shared/result'

/** What the build calls them. */
type WorkerName = 'parse-worker' | 'merge-worker' | 'text-worker'

/**
 * A worker's script: the build's own, or the one beside the parse worker that LECTERN_PARSE_WORKER names (programs that run
 * from sources). Throws `LecternError` 'internal'.
 */
export function workerScript(name: WorkerName, env: Readonly<Record<string, string | undefined>>): URL {
  const named = env.LECTERN_PARSE_WORKER
  if (named) return name === 'parse-worker' ? pathToFileURL(named) : new URL(`./${name}.js`, pathToFileURL(named))
  // Seen from a bundle: beside an entry, or above a shared chunk.
  const places = [`./${name}.js`, `../${name}.js`].map((place) => new URL(place, import.meta.url))
  const found = places.find((url) => existsSync(url))
  if (found === undefined) throw new LecternError('internal', `This build of Lectern lacks its ${name}.`)
  return found
}
