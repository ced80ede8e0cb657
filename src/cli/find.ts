/** From what the reader typed to a folder or an article. */
import { realpath, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { Library } from '#library/library'
import type { ArticleId } from '#shared/article'
import { LecternError } from '#shared/result'
import type { Terminal } from './terminal'

/** Finds an article by its path in the library, or by the path a shell would complete; throws `not-found`, or `io` where it could not be read. */
export async function findArticle(
  { cwd }: Pick<Terminal, 'cwd'>,
  library: Library,
  path: string,
): Promise<{ readonly id: ArticleId; readonly path: string }> {
  const inside = path.replace(/^(\.\/)+/, '')
  const file = await realpath(resolve(cwd, path)).catch(() => null)
  const completed = file?.startsWith(library.folder + sep)
    ? relative(library.folder, file).split(sep).join('/')
    : inside
  for (const candidate of [inside, completed]) {
    const id = library.articleAt(candidate)
    if (id !== null) return { id, path: candidate }
  }
  const skipped = library.passedOver('skipped').find((file) => file.path === inside)
  if (skipped !== undefined) throw new LecternError('io', `${path} could not be read: ${skipped.reason}`)
  const ignored = library.passedOver('ignored').find((file) => file.path === inside)
  const why = ignored === undefined ? '.' : `: it is left out (${ignored.reason}).`
  throw new LecternError('not-found', `There is no article ${path} in ${library.folder}${why}`)
}

/** The absolute path of a folder; throws `io` where there is none. */
export async function findFolder({ cwd }: Pick<Terminal, 'cwd'>, named: string): Promise<string> {
  const folder = resolve(cwd, named)
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    const missing = found.code === 'ENOENT' || found.code === 'ENOTDIR'
    throw new LecternError(
      'io',
      missing ? `There is no folder ${folder}.` : `The folder ${folder} could not be opened: ${found.message}.`,
    )
  }
  if (!found.isDirectory()) throw new LecternError('io', `${folder} is a file; name the folder it lies in.`)
  return folder
}
