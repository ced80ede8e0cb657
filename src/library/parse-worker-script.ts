/** Where the bundled parse worker lies. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { LecternError } from '#shared/result'

/** What the build calls it, and where it stands seen from a bundle: beside an entry, or above a shared chunk. */
const places = ['./parse-worker.js', '../parse-worker.js']

/** The worker's script: what LECTERN_PARSE_WORKER names (programs that run from sources), else the build's own. Throws `LecternError` 'internal'. */
export function parseWorkerScript(env: Readonly<Record<string, string | undefined>>): URL {
  if (env.LECTERN_PARSE_WORKER) return pathToFileURL(env.LECTERN_PARSE_WORKER)
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  if (found === undefined) throw new LecternError('internal', 'This build of Lectern lacks its parse worker.')
  return found
}
