import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTag } from '../../../support/notebook-edits'
import { childProgram } from './child-program'
import { findSmallDisk } from './small-disk'
import { makeLibrary, type TestLibrary } from './support'

const { run, asOther } = childProgram()
const smallDisk = findSmallDisk()
let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

describe('a notebook and other processes', () => {
  it('keeps all tags that two processes add to one article at the same time', async () => {
    const tag = (name: string) => run(['tag', library.folder, library.dataDir, name])
    await Promise.all([tag('one'), tag('two')])
    expect((await library.open()).annotation('a.txt').tags).toHaveLength(100)
    expect(await library.records()).toHaveLength(1)
    expect(await readdir(join(library.dataDir, 'locks'))).toEqual([])
  })

  it('keeps all highlights and notes that two processes write on one article as fast as they can, and tells both', async () => {
    const annotate = (name: string) => run(['annotate', library.folder, library.dataDir, name])
    const [[one], [two]] = await Promise.all([annotate('one'), annotate('two')])
    const notebook = await library.open()
    const { highlights, note } = notebook.annotation('a.txt')
    expect(highlights.map((highlight) => highlight.note).sort()).toEqual(
      ['one', 'two'].flatMap((name) => Array.from({ length: 40 }, (_, n) => `${name} ${n}`)).sort(),
    )
    // The last thing each of them wrote was written without having seen the other's.
    expect(note).toContain('The last of one')
    expect(note).toContain('The last of two')
    expect(JSON.stringify(one)).toContain('written in two places')
    expect(JSON.stringify(two)).toContain('written in two places')
    expect(await library.records()).toHaveLength(1)
    await notebook.close()
  }, 60_000)

  it('keeps all searches that two processes save at the same time, but for those they removed', async () => {
    const save = (name: string) => run(['search', library.folder, library.dataDir, name])
    await Promise.all([save('one'), save('two')])
    const searches = (await library.open()).searches()
    expect(searches.filter(({ text }) => text === 'one')).toHaveLength(9)
    expect(searches.filter(({ text }) => text === 'two')).toHaveLength(9)
    expect(await library.tree()).toEqual(['.lectern/library.json'])
    expect(await readdir(join(library.dataDir, 'locks'))).toEqual([])
  })

  it.skipIf(smallDisk.refused !== null)(
    `shows and keeps what a full disk refuses, says so, and saves it when there is room${smallDisk.suffix}`,
    async () => {
      const [first, ...others] = await run(['fill', library.folder, library.dataDir, ''], {
        through: smallDisk.mountedAt(library.folder),
      })
      expect(others).toEqual([])
      expect(first).toMatchObject({
        refused: expect.stringContaining('the disk is full'),
        shown: { note: 'Written on the full disk', highlights: 2 },
        onDisk: { note: 'Written before', highlights: 1 },
        broken: [],
        later: { note: 'Written on the full disk', highlights: 2 },
        levels: ['error', 'info'],
      })
    },
  )

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

  it('moves no notebook into a read-only folder, says so, and leaves everything where it is', async () => {
    await chmod(library.root, 0o755)
    await mkdir(library.dataDir)
    await chmod(library.dataDir, 0o777)
    await chmod(library.folder, 0o555)
    await run(['once', library.folder, library.dataDir, 'x'], asOther)
    const before = await library.tree(library.dataDir)
    const [said] = await run(['move', library.folder, library.dataDir, 'beside'], asOther)
    expect(said).toMatchObject({ code: 'unavailable', message: expect.stringContaining('cannot be written to') })
    expect(await library.tree(library.dataDir)).toEqual(before)
    const [again] = await run(['once', library.folder, library.dataDir, 'y'], asOther)
    expect(again).toMatchObject({ place: 'app', tags: ['x', 'y'] })
    await chmod(library.folder, 0o755)
  })

  it('shows what lies beside the articles and writes to the app’s data where only that has become read-only', async () => {
    const a = { path: 'a.txt', hash: 'hash of a.txt', title: 'a.txt' }
    const notebook = await library.open()
    await addTag(notebook, [a], 'before')
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
    await addTag(again, [{ path: 'b.txt', hash: 'b', title: 'b' }], 'other')
    await again.close()
    expect(JSON.stringify(await library.records())).toContain('"after"')
  })
})
