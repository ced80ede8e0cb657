/** A library of a few files in a temporary folder, and notebooks opened on it. */
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openNotebook } from '#library/notebook/notebook'
import type { ArticleRef, Notebook, NotebookOptions, Notice } from '#library/notebook/types'

export interface TestLibrary {
  readonly root: string
  readonly folder: string
  readonly dataDir: string
  readonly notices: Notice[]
  /** The clock; tests set it. */
  time: number
  open(options?: Partial<NotebookOptions>): Promise<Notebook>
  put(path: string, text: string): Promise<ArticleRef>
  /** All files below a folder, relative, in order. */
  tree(folder?: string): Promise<readonly string[]>
  /** The parsed records beside the articles. */
  records(): Promise<readonly Record<string, unknown>[]>
  /** Another one with the same articles and, beside them, the same notebook; its ids go on where these are. */
  copy(): Promise<TestLibrary>
  remove(): Promise<void>
}

/** The reference of an article with this text. */
export function refOf(path: string, text: string): ArticleRef {
  return { path, hash: createHash('sha256').update(text).digest('hex'), title: text.split('\n')[0] ?? '' }
}

export function makeLibrary(): Promise<TestLibrary> {
  return libraryFrom(null, 0)
}

async function libraryFrom(original: string | null, firstId: number): Promise<TestLibrary> {
  const root = await mkdtemp(join(tmpdir(), 'lectern-notebook-'))
  const folder = join(root, 'articles')
  const dataDir = join(root, 'data')
  if (original === null) await mkdir(folder)
  else await cp(original, folder, { recursive: true })
  let ids = firstId
  const notices: Notice[] = []
  const library: TestLibrary = {
    root,
    folder,
    dataDir,
    notices,
    time: Date.UTC(2024, 0, 4, 10, 0, 0),
    open: (options = {}) =>
      openNotebook({
        folder,
        dataDir,
        defaultPlace: 'beside',
        now: () => library.time,
        newId: () => `id${String(++ids).padStart(6, '0')}`,
        notify: (notice) => notices.push(notice),
        ...options,
      }),
    async put(path, text) {
      const file = join(folder, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
      return refOf(path, text)
    },
    async tree(below = folder) {
      const entries = await readdir(below, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1))
        .sort()
    },
    async records() {
      const records = join(folder, '.lectern', 'articles')
      const names = (await readdir(records)).filter((name) => name.endsWith('.json')).sort()
      return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(records, name), 'utf8'))))
    },
    copy: () => libraryFrom(folder, ids),
    remove: () => rm(root, { recursive: true, force: true }),
  }
  return library
}

/** What `reconcile` wants, out of references. */
export function filesOf(...refs: readonly ArticleRef[]): ReadonlyMap<string, ArticleRef> {
  return new Map(refs.map((ref) => [ref.path, ref]))
}

/**
 * Makes `round` with the fault at step 1, 2, 3, …, each on its own copy of `prepared` and a few at once (they wait for the disk), until it says
 * that the fault did not come any more; with `every`, at step 1, 1 + every, …. Returns the number of steps at which it came.
 */
export async function everyStep(
  prepared: TestLibrary,
  round: (library: TestLibrary, at: number) => Promise<boolean>,
  every = 1,
): Promise<number> {
  const atOnce = 6
  for (let done = 0; ; done += atOnce) {
    const struck = await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => {
        const library = await prepared.copy()
        try {
          return await round(library, (done + index) * every + 1)
        } finally {
          await library.remove()
        }
      }),
    )
    const free = struck.indexOf(false)
    if (free >= 0) return done + free
  }
}
