import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '#library/doctor/examine'
import { makeLibrary, type TestLibrary } from './support'

/** The system's user without rights. Root may write where nobody else can, so what is about permissions runs as that user. */
const nobody = 65_534
const asOther = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

let program: string
let library: TestLibrary

beforeAll(async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'lectern-child-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  })
  await chmod(outDir, 0o755)
  program = join(outDir, 'child.mjs')
})
afterAll(() => rm(join(program, '..'), { recursive: true, force: true }))
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

type Said = Readonly<Record<string, unknown>>

/** Runs the child; `onLine` may end it. Resolves with all that it said in whole lines. */
function run(
  args: readonly string[],
  options: {
    readonly uid?: number
    readonly gid?: number
    readonly through?: readonly [string, readonly string[]]
  } = {},
  onLine: (said: readonly Said[], kill: () => void) => void = () => undefined,
): Promise<readonly Said[]> {
  return new Promise((resolve, reject) => {
    const [command, first] = options.through ?? [process.execPath, []]
    const child = spawn(command, [...first, program, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Said[] = []
    let rest = ''
    let errors = ''
    let killed = false
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) said.push(JSON.parse(line))
      onLine(said, () => {
        killed = true
        child.kill('SIGKILL')
      })
    })
    child.on('error', reject)
    child.on('close', (code) => (killed || code === 0 ? resolve(said) : reject(new Error(`child: ${code} ${errors}`))))
  })
}

describe('a notebook and other processes', () => {
  it('has every answered note after kill -9, and no broken file', async () => {
    const answered = new Map<string, number>()
    let next = 0
    for (let kill = 0; kill < 10; kill++) {
      // Another moment of the work each time: at once after an answer, or some milliseconds into what follows.
      const said = await run(['write', library.folder, library.dataDir, String(next)], {}, (lines, end) => {
        if (lines.length > kill) setTimeout(end, kill % 5)
      })
      expect(said.length).toBeGreaterThan(0)
      for (const { path, number } of said) {
        answered.set(String(path), Number(number))
        next = Number(number) + 1
      }
      const notebook = await library.open()
      for (const [path, number] of answered) {
        const found = Number(/^Note (\d+) /.exec(notebook.annotation(path).note)?.[1])
        expect(found).toBeGreaterThanOrEqual(number)
        // At most one note was on its way when the process ended.
        expect(found).toBeLessThanOrEqual(next + 3)
      }
      await notebook.close()
      next += 3
      expect(await examine(library.folder, library.dataDir)).toMatchObject({
        findings: expect.not.arrayContaining([
          expect.objectContaining({ kind: expect.stringMatching(/corrupt|set-aside/) }),
        ]),
      })
      for (const record of await library.records()) expect(record).toMatchObject({ schemaVersion: 1 })
    }
    expect(library.notices).toEqual([])
  }, 60_000)

  it('keeps all tags that two processes add to one article at the same time', async () => {
    const tag = (name: string) => run(['tag', library.folder, library.dataDir, name])
    await Promise.all([tag('one'), tag('two')])
    expect((await library.open()).annotation('a.txt').tags).toHaveLength(100)
    expect(await library.records()).toHaveLength(1)
    expect(await readdir(join(library.dataDir, 'locks'))).toEqual([])
  })

  it('keeps all searches that two processes save at the same time, but for those they removed', async () => {
    const save = (name: string) => run(['search', library.folder, library.dataDir, name])
    await Promise.all([save('one'), save('two')])
    const searches = (await library.open()).searches()
    expect(searches.filter(({ text }) => text === 'one')).toHaveLength(9)
    expect(searches.filter(({ text }) => text === 'two')).toHaveLength(9)
    expect(await library.tree()).toEqual(['.lectern/library.json'])
    expect(await readdir(join(library.dataDir, 'locks'))).toEqual([])
  })

  // A shell that lets no file grow stands for a full disk: names can be made, and nothing can be written into them.
  it.runIf(process.platform !== 'win32')(
    'leaves no lock behind on a full disk, and says what is the matter',
    async () => {
      const full = `trap '' XFSZ; ulimit -f 0; exec "${process.execPath}" "$@"`
      const answer = run(['once', library.folder, library.dataDir, 'x'], { through: ['bash', ['-c', full, 'full']] })
      await expect(answer).rejects.toThrow(/Could not write “[0-9a-f]+\.notebook\.lock”/)
      expect(await readdir(join(library.dataDir, 'locks'))).toEqual([])
      const [said] = await run(['once', library.folder, library.dataDir, 'y'])
      expect(said).toMatchObject({ tags: ['y'] })
    },
  )

  it('keeps its files in the app’s data where the folder is read-only, says so, and finds them again', async () => {
    await chmod(library.root, 0o755)
    await mkdir(library.dataDir)
    await chmod(library.dataDir, 0o777)
    await chmod(library.folder, 0o555)
    const [first] = await run(['once', library.folder, library.dataDir, 'x'], asOther)
    expect(first).toMatchObject({
      readOnly: true,
      place: 'app',
      tags: ['x'],
      notices: [{ level: 'warning', message: expect.stringContaining('cannot be written to') }],
    })
    const [second] = await run(['once', library.folder, library.dataDir, 'y'], asOther)
    expect(second).toMatchObject({ tags: ['x', 'y'] })
    const [third] = await run(['search', library.folder, library.dataDir, 'kept'], asOther)
    expect(third).toEqual({ place: 'app', searches: 9 })
    await chmod(library.folder, 0o755)
    expect(await library.tree()).toEqual([])
  })

  it('shows what lies beside the articles and writes to the app’s data where only that has become read-only', async () => {
    const a = { path: 'a.txt', hash: 'hash of a.txt', title: 'a.txt' }
    const notebook = await library.open()
    await notebook.addTag([a], 'before')
    await notebook.close()
    await chmod(library.root, 0o755)
    await rm(library.dataDir, { recursive: true })
    await mkdir(library.dataDir)
    await chmod(library.dataDir, 0o777)
    const beside = join(library.folder, '.lectern')
    for (const folder of [beside, join(beside, 'articles')]) await chmod(folder, 0o555)
    const before = await library.records()
    const [said] = await run(['once', library.folder, library.dataDir, 'after'], asOther)
    expect(said).toMatchObject({ place: 'app', tags: ['after', 'before'] })
    expect(await library.records()).toEqual(before)
    for (const folder of [beside, join(beside, 'articles')]) await chmod(folder, 0o755)
    // Writable again: what was kept in the app comes back beside the articles with the next edit.
    const again = await library.open()
    expect(again.place).toBe('beside')
    expect(again.annotation('a.txt').tags).toEqual(['after', 'before'])
    await again.addTag([{ path: 'b.txt', hash: 'b', title: 'b' }], 'other')
    await again.close()
    expect(JSON.stringify(await library.records())).toContain('"after"')
  })
})
