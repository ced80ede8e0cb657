/** Which of the things in a folder are articles, which are walked into, and which are passed over, with the reason in plain words. */
import picomatch from 'picomatch'
import { articleExtensions } from '#core/formats/known'
import type { PassedOver } from '#shared/library'
import { besideName } from '../notebook/place'
import { endingOf, foldersAbove, nameOf } from '../paths'

/** The reader's own rules of a library: glob patterns against the path in the library, or, without a `/`, against any name. */
export interface Rules {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** Rules, ready to be asked. A pattern that names a folder stands for everything below it. */
export interface CompiledRules {
  excluded(path: string): boolean
  /** True for everything where no pattern says what to include. */
  included(path: string): boolean
}

/** What a folder entry is. `link` is a symbolic link, `other` a pipe, a socket or a device. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/** The folder an entry stands in: the names beside it, and those of them that an export of ours wrote. */
export interface Surroundings {
  has(name: string): boolean
  exported(name: string): boolean
}

/** What becomes of an entry. */
type Verdict =
  | { readonly is: 'article' | 'folder' | 'link' }
  | { readonly is: PassedOver['kind']; readonly reason: string }

/** Prepares a library's rules. Never throws: a pattern that is none matches nothing. */
export function compileRules(rules: Rules): CompiledRules {
  const exclude = rules.exclude.flatMap(compilePattern)
  const include = rules.include.flatMap(compilePattern)
  const anyMatch = (patterns: readonly ((path: string) => boolean)[], path: string): boolean =>
    patterns.some((matches) => matches(path) || foldersAbove(path).some(matches))
  return {
    excluded: (path) => exclude.length > 0 && anyMatch(exclude, path),
    included: (path) => include.length === 0 || anyMatch(include, path),
  }
}

function compilePattern(written: string): ((path: string) => boolean)[] {
  const pattern = written
    .trim()
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '')
  if (pattern === '') return []
  try {
    const matches = picomatch(pattern, { dot: true, strictSlashes: false })
    return [pattern.includes('/') ? matches : (path) => matches(nameOf(path))]
  } catch {
    return []
  }
}

/** Endings of documents that readers keep as articles and Lectern cannot read: left out aloud, not in silence. */
const unreadDocuments: ReadonlyMap<string, string> = new Map([
  ['pdf', 'A PDF document'],
  ['epub', 'An EPUB book'],
  ['doc', 'A Word document'],
  ['docx', 'A Word document'],
  ['odt', 'An OpenDocument text'],
  ['rtf', 'A rich text document'],
  ['mht', 'A web archive'],
  ['mhtml', 'A web archive'],
  ['webarchive', 'A web archive'],
])

/** Decides about one entry; `path` is its path in the library, `name` the last part of it. */
export function judge(path: string, kind: EntryKind, surroundings: Surroundings, rules: CompiledRules): Verdict {
  const name = nameOf(path)
  if (name === besideName) return ignored('Holds Lectern’s notes on these articles.')
  if (name.startsWith('.')) return ignored('Hidden: its name starts with a dot.')
  if (kind === 'folder' || kind === 'link') {
    if (name === 'node_modules') return ignored('Holds program packages.')
    const page = pageOfFolder(name, surroundings)
    if (page !== null) return ignored(`Belongs to the saved page “${page}”.`)
  }
  if (rules.excluded(path)) return ignored('Left out by this library’s rules.')
  if (kind === 'folder' || kind === 'link') return { is: kind }
  if (surroundings.exported(name)) return ignored('Written by an export of Lectern.')
  const unread = unreadDocuments.get(endingOf(name))
  if (unread === undefined && !articleExtensions.has(endingOf(name))) return ignored('Not a format that Lectern reads.')
  if (!rules.included(path)) return ignored('Not among what this library’s rules include.')
  if (unread !== undefined && kind === 'file')
    return { is: 'skipped', reason: `${unread}: Lectern reads text, Markdown and saved web pages.` }
  return kind === 'file'
    ? { is: 'article' }
    : { is: 'skipped', reason: 'Not a regular file, but a pipe, a socket or a device.' }
}

/** The folders that belong to a saved page, by the page's name: `x.html` keeps its images in `x_files` or `x.files`. */
export function foldersOfPage(path: string): string[] {
  const stem = /^(.*)\.html?$/i.exec(path)?.[1]
  return stem === undefined || nameOf(stem) === '' ? [] : [`${stem}_files`, `${stem}.files`]
}

function pageOfFolder(name: string, surroundings: Surroundings): string | null {
  const stem = /^(.+)[_.]files$/.exec(name)?.[1]
  if (stem === undefined) return null
  return [`${stem}.html`, `${stem}.htm`].find((page) => surroundings.has(page)) ?? null
}

const ignored = (reason: string): Verdict => ({ is: 'ignored', reason })
