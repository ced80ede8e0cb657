/** Looks at single places that changed on disk, under the same rules as a whole scan. */

import { access, lstat } from 'node:fs/promises'
import type { PassedOver } from '#shared/library'
import { type FoundFile, fileState } from '../disk/file-state'
import { codeOf } from '../disk/io-error'
import { manifestName } from '../export/manifest'
import { besideName } from '../notebook/place'
import { absolute, foldersAbove, nameOf, parentOf } from '../paths'
import { type CompiledRules, foldersOfPage, judge } from './ignore-rules'
import { scan } from './scan'
import { kindOf, surroundingsOf } from './surroundings'

/** What was found at a set of places: below each of `scopes`, `files` and `passedOver` are all there is now. */
export interface Survey {
  readonly scopes: readonly string[]
  readonly files: readonly FoundFile[]
  readonly passedOver: readonly PassedOver[]
}

/** What changed places come to. `everything`: only a whole scan can tell. `notebooks`: folders whose `.lectern` was written to. */
type Changes =
  | { readonly is: 'everything' }
  | { readonly is: 'survey'; readonly survey: Survey; readonly notebooks: readonly string[] }

interface SurveyOptions {
  readonly root: string
  readonly rules: CompiledRules
  readonly signal: AbortSignal
}

/** Above this many places a whole scan is cheaper and surer. */
const manyPlaces = 2_000

/** Surveys the places at `paths` (relative to the library). Throws `LecternError` 'cancelled'. */
export async function surveyChanges(paths: readonly string[], options: SurveyOptions): Promise<Changes> {
  const places = new Set<string>()
  const notebooks = new Set<string>()
  for (const path of paths) {
    if (path === '') return { is: 'everything' }
    const owner = notebookOwner(path)
    if (owner !== null) {
      notebooks.add(owner)
      continue
    }
    const place = nameOf(path) === manifestName ? parentOf(path) : path
    if (place === '') return { is: 'everything' }
    places.add(place)
    // A saved page that comes or goes decides about the folder beside it.
    for (const folder of foldersOfPage(path)) if (await exists(absolute(options.root, folder))) places.add(folder)
  }
  if (places.size > manyPlaces) return { is: 'everything' }
  const scopes = [...places].filter((place) => !foldersAbove(place).some((folder) => places.has(folder)))
  const files: FoundFile[] = []
  const passedOver: PassedOver[] = []
  for (const scope of scopes) {
    const found = await lookAt(scope, options)
    if (found === 'everything') return { is: 'everything' }
    files.push(...found.files)
    passedOver.push(...found.passedOver)
  }
  return { is: 'survey', survey: { scopes, files, passedOver }, notebooks: [...notebooks] }
}

/** The folder in whose `.lectern` a path lies; null when it lies in none. */
function notebookOwner(path: string): string | null {
  const parts = path.split('/')
  const at = parts.indexOf(besideName)
  return at === -1 ? null : parts.slice(0, at).join('/')
}

type Found = Pick<Survey, 'files' | 'passedOver'>
const nothing: Found = { files: [], passedOver: [] }

async function lookAt(path: string, options: SurveyOptions): Promise<Found | 'everything'> {
  const { root, rules } = options
  // What lies in a folder that is passed over is not looked at; the folder itself is named by the last whole scan.
  for (const folder of foldersAbove(path)) if (!(await isWalkedInto(folder, options))) return nothing
  try {
    const stats = await lstat(absolute(root, path))
    const kind = kindOf(stats)
    // Links, and what they may list or cease to list elsewhere, take a walk of the whole.
    if (kind === 'link') return 'everything'
    const verdict = judge(path, kind, await surroundingsAt(root, path), rules)
    if ('reason' in verdict) return { files: [], passedOver: [{ path, kind: verdict.is, reason: verdict.reason }] }
    if (verdict.is === 'article') return { files: [fileState(path, stats)], passedOver: [] }
    return await scan({ ...options, below: path })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return nothing
    if (code === undefined) throw error
    return {
      files: [],
      passedOver: [{ path, kind: 'skipped', reason: `It could not be read: the system says ${code}.` }],
    }
  }
}

async function isWalkedInto(folder: string, { root, rules }: SurveyOptions): Promise<boolean> {
  const stats = await lstat(absolute(root, folder)).catch(() => null)
  if (stats === null || !stats.isDirectory()) return false
  return judge(folder, 'folder', await surroundingsAt(root, folder), rules).is === 'folder'
}

/** The surroundings of one path: only the names that can matter to it are looked for. */
async function surroundingsAt(root: string, path: string): ReturnType<typeof surroundingsOf> {
  const folder = absolute(root, parentOf(path))
  const name = nameOf(path)
  const stem = /^(.+)[_.]files$/.exec(name)?.[1]
  const pages = stem === undefined ? [] : [`${stem}.html`, `${stem}.htm`]
  const there = new Set<string>()
  for (const page of pages) if (await exists(absolute(folder, page))) there.add(page)
  return surroundingsOf(folder, (other) => there.has(other), await exists(absolute(folder, manifestName)))
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** A test for paths at or below one of the scopes. */
export function scopeTest(scopes: readonly string[]): (path: string) => boolean {
  const places = new Set(scopes)
  return (path) => places.has('') || places.has(path) || foldersAbove(path).some((folder) => places.has(folder))
}
