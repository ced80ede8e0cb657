/** Where logs of states can lie: in a notebook, or in the app's data as long as there is none. */
import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { libraryFileSchema } from '#core/notebook/format'
import { libraryFileVersion } from '#core/notebook/library-file'
import { isLink } from '../disk/files'
import { folderKey } from '../disk/folders'
import { ioError, isMissing } from '../disk/io-error'
import { readJson } from '../disk/json-file'

/** Where the states of a library without a notebook lie. */
export const statesFolder = (dataDir: string, realFolder: string): string =>
  join(dataDir, 'states', folderKey(realFolder))

/** Where states lie in a notebook. */
export const statesIn = (notebook: string): string => join(notebook, 'states')

/** The logs in a folder; none behind a link. Throws `LecternError` 'io'. */
export async function logsIn(folder: string): Promise<readonly string[]> {
  if ((await isLink(dirname(folder))) || (await isLink(folder))) return []
  const names = await readdir(folder).catch((error) =>
    isMissing(error) ? [] : Promise.reject(ioError('read', folder, error)),
  )
  return names.filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name))
}

/** A notebook that this version may write into. */
export async function isOurs(root: string): Promise<boolean> {
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder || (await isLink(root)) || (await isLink(statesIn(root)))) return false
  return (await readJson(join(root, 'library.json'), libraryFileSchema, libraryFileVersion)).kind !== 'newer'
}
