/** Exports articles to a folder of Markdown files, and leaves alone whatever is not Lectern's in there. */
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportableArticle } from '#core/export/article'
import { exportDocument } from '#core/export/document'
import { fileNameOf, freeName, nameKey } from '#core/export/file-name'
import type { ExportReport } from '#shared/contract'
import { LecternError, toFailure } from '#shared/result'
import { forEachLimited } from '../concurrency'
import { ensureFolder, syncFolder, writeFileAtomic } from '../disk/files'
import { codeOf, ioError } from '../disk/io-error'
import { type Manifest, readManifest, sha256, writeManifest } from './manifest'

const ending = '.md'
/** Articles whose files are written between two writings of the manifest. */
const batchSize = 200
const writersAtOnce = 8

/**
 * Writes one Markdown file per article; `now` gives milliseconds since the epoch. An article keeps its file name from export
 * to export. A file that Lectern did not write, or that was changed since, is never overwritten: the new text goes beside it.
 * What fails for one article is in the report; throws `LecternError` ('io', 'newer-format') where the folder cannot be used at all.
 */
export async function exportArticles(
  articles: Iterable<ExportableArticle> | AsyncIterable<ExportableArticle>,
  toFolder: string,
  now: () => number,
): Promise<ExportReport> {
  await ensureFolder(toFolder)
  const run = new ExportRun(toFolder, now, await readManifest(toFolder, now()), await namesIn(toFolder))
  let batch: ExportableArticle[] = []
  for await (const article of articles) {
    batch.push(article)
    if (batch.length < batchSize) continue
    await run.write(batch)
    batch = []
  }
  await run.write(batch)
  return run.report()
}

/** What is to become of one article. */
interface Plan {
  readonly article: ExportableArticle
  readonly text: string
  readonly hash: string
  readonly name: string
  /** `replace`: the file is ours and as we left it. */
  readonly kind: 'unchanged' | 'replace' | 'create'
  /** Hash of the file that is there; null where there is none. */
  readonly found: string | null
  /** The file that stood in the way. */
  readonly instead: { readonly file: string; readonly reason: string } | null
}

class ExportRun {
  private readonly written: string[] = []
  private readonly unchanged: string[] = []
  private readonly kept: { file: string; instead: string; reason: string }[] = []
  private readonly failed: { article: string; reason: string }[] = []
  private readonly namesByArticle = new Map<string, string>()
  private readonly used = new Set<string>()

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
    private readonly manifest: Manifest,
    /** Keys of the names that are there. */
    private readonly present: Set<string>,
  ) {
    for (const [name, { article }] of manifest) this.namesByArticle.set(identity(article.library, article.path), name)
  }

  report(): ExportReport {
    const { folder, written, unchanged, kept, failed } = this
    return { folder, written, unchanged, kept, failed }
  }

  async write(articles: readonly ExportableArticle[]): Promise<void> {
    if (articles.length === 0) return
    const plans: Plan[] = []
    // One after the other, since each takes a name.
    for (const article of articles) {
      try {
        plans.push(await this.plan(article))
      } catch (error) {
        this.failed.push({ article: article.path, reason: toFailure(error).message })
      }
    }
    const writing = plans.filter((plan) => plan.kind !== 'unchanged')
    const adopted = plans.filter(
      (plan) => plan.kind === 'unchanged' && this.manifest.get(plan.name)?.sha256 !== plan.hash,
    )
    for (const plan of [...writing, ...adopted]) this.note(plan)
    if (writing.length > 0) await writeManifest(this.folder, this.manifest)
    const failures = new Map<Plan, string>()
    await forEachLimited(writing, writersAtOnce, async (plan) => {
      try {
        await this.put(plan)
      } catch (error) {
        failures.set(plan, toFailure(error).message)
      }
    })
    if (writing.length > 0) await syncFolder(this.folder)
    for (const plan of plans) this.settle(plan, failures.get(plan))
    if (writing.length + adopted.length > 0) await writeManifest(this.folder, this.manifest)
  }

  private async plan(article: ExportableArticle): Promise<Plan> {
    const text = exportDocument(article)
    const hash = sha256(text)
    const wanted = this.namesByArticle.get(identity(article.libraryName, article.path))
    const made = { article, text, hash }
    if (wanted !== undefined && !this.used.has(nameKey(wanted))) {
      const state = await this.stateOf(wanted)
      if (state.hash === hash)
        return this.take({ ...made, name: wanted, kind: 'unchanged', found: hash, instead: null })
      if (state.kind === 'missing')
        return this.take({ ...made, name: wanted, kind: 'create', found: null, instead: null })
      if (state.kind === 'ours')
        return this.take({ ...made, name: wanted, kind: 'replace', found: state.hash, instead: null })
      // Changed by the reader: theirs from now on.
      this.manifest.delete(wanted)
      return this.beside(made, { file: wanted, reason: 'It was changed after Lectern wrote it.' })
    }
    return this.beside(made, null)
  }

  /** A place of its own for an article: under its title, else under the title with a number. */
  private async beside(made: Pick<Plan, 'article' | 'text' | 'hash'>, changed: Plan['instead']): Promise<Plan> {
    const base = fileNameOf(made.article.title)
    let instead = changed
    const passed = new Set<string>()
    for (;;) {
      const name = freeName(base, ending, (key) => this.used.has(key) || passed.has(key))
      if (!this.present.has(nameKey(name)) && !this.manifest.has(name)) {
        return this.take({ ...made, name, kind: 'create', found: null, instead })
      }
      const state = await this.stateOf(name)
      // The same text again, be it from a run that was cut off or from a copy of the folder.
      if (state.hash === made.hash)
        return this.take({ ...made, name, kind: 'unchanged', found: made.hash, instead: null })
      if (state.kind === 'missing' && !this.manifest.has(name))
        return this.take({ ...made, name, kind: 'create', found: null, instead })
      if (state.kind === 'foreign' && instead === null) {
        instead = { file: name, reason: 'It was not written by Lectern.' }
      }
      passed.add(nameKey(name))
    }
  }

  private take(plan: Plan): Plan {
    this.used.add(nameKey(plan.name))
    return plan
  }

  /** Writes down what is about to be written. */
  private note({ article, hash, name, kind, found }: Plan): void {
    const of = { library: article.libraryName, path: article.path }
    const written = new Date(this.now()).toISOString()
    if (kind === 'unchanged') this.manifest.set(name, { article: of, sha256: hash, written })
    else this.manifest.set(name, { article: of, sha256: found, next: hash, written })
  }

  private async put({ name, text, kind, found }: Plan): Promise<void> {
    const path = join(this.folder, name)
    // Looked at once more, as close to the rename as can be: an editor may have saved meanwhile.
    if (kind === 'replace' && (await this.stateOf(name)).hash !== found) {
      throw new LecternError(
        'io',
        `“${name}” was changed while Lectern was exporting. It was left alone; export again.`,
      )
    }
    await writeFileAtomic(path, text, { exclusive: kind === 'create', deferFolderSync: true })
  }

  private settle(plan: Plan, failure: string | undefined): void {
    const { article, hash, name, kind, instead } = plan
    if (failure !== undefined) {
      this.failed.push({ article: article.path, reason: failure })
      const begun = this.manifest.get(name)
      // Nothing of ours is under this name.
      if (begun?.sha256 === null) this.manifest.delete(name)
      return
    }
    this.present.add(nameKey(name))
    if (kind === 'unchanged') {
      this.unchanged.push(name)
      return
    }
    const begun = this.manifest.get(name)
    if (begun) this.manifest.set(name, { article: begun.article, sha256: hash, written: begun.written })
    this.written.push(name)
    if (instead) this.kept.push({ ...instead, instead: name })
  }

  /** `ours`: there, and as Lectern wrote it. `foreign`: there, and not. */
  private async stateOf(name: string): Promise<{ kind: 'missing' | 'ours' | 'foreign'; hash: string | null }> {
    const path = join(this.folder, name)
    try {
      if (!(await lstat(path)).isFile()) return { kind: 'foreign', hash: null }
      const hash = sha256(await readFile(path))
      const known = this.manifest.get(name)
      return { kind: known && (known.sha256 === hash || known.next === hash) ? 'ours' : 'foreign', hash }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { kind: 'missing', hash: null }
      throw ioError('read', path, error)
    }
  }
}

async function namesIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch((error) => Promise.reject(ioError('read', folder, error)))
  return new Set(names.map(nameKey))
}

function identity(library: string, path: string): string {
  return JSON.stringify([library, path])
}
