import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setAside } from '#library/disk/aside'
import { ensureFolder, isTemporary, writeFileAtomic } from '#library/disk/files'
import { codeOf } from '#library/disk/io-error'
import { readJson } from '#library/disk/json-file'
import { faultyFileSystem } from '../faulty-file-system'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const schema = z.object({ schemaVersion: z.literal(1), text: z.string() })
const text = (content: string) => JSON.stringify({ schemaVersion: 1, text: content })

describe('writing a file whole', () => {
  it('replaces the content and leaves nothing else in the folder', async () => {
    const path = join(folder, 'a.json')
    await writeFileAtomic(path, 'old')
    await writeFileAtomic(path, new Uint8Array([110, 101, 119]))
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  it.each([
    { once: true, undo: false },
    { once: false, undo: false },
    { once: false, undo: true },
  ])('leaves the old or the new content, whichever step it fails at ($once, $undo)', async ({ once, undo }) => {
    let steps = 0
    for (let at = 1; at === 1 || steps >= at; at++) {
      const path = join(folder, `${at}.json`)
      await writeFile(path, text('old'))
      const fileSystem = faultyFileSystem(at, { once })
      const outcome = await writeFileAtomic(path, text('new'), { fileSystem }).then(
        () => 'written' as const,
        (error: unknown) => error,
      )
      if (!once) await fileSystem.cutPower(undo)
      const reading = await readJson(path, schema, 1)
      expect(reading).toMatchObject({ kind: 'read', value: { text: expect.stringMatching(/^(old|new)$/) } })
      if (outcome === 'written') expect(reading).toMatchObject({ value: { text: 'new' } })
      else expect(outcome).toMatchObject({ code: 'io' })
      // What a cut-off write leaves is never taken for a record.
      const others = (await readdir(folder)).filter((name) => !/^\d+\.json$/.test(name))
      expect(others.every(isTemporary)).toBe(true)
      if (once && fileSystem.struck) expect(others).toEqual([])
      for (const name of others) await rm(join(folder, name))
      steps = fileSystem.steps
    }
    expect(steps).toBe(6)
  })

  it('does not take the place of a file where it must not', async () => {
    const path = join(folder, 'a.md')
    await writeFile(path, 'foreign')
    const error = await writeFileAtomic(path, 'ours', { exclusive: true }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'io', message: expect.stringContaining('already there') })
    expect(codeOf(error)).toBe('EEXIST')
    expect(await readFile(path, 'utf8')).toBe('foreign')
    expect(await readdir(folder)).toEqual(['a.md'])
    await writeFileAtomic(join(folder, 'b.md'), 'ours', { exclusive: true })
    expect(await readFile(join(folder, 'b.md'), 'utf8')).toBe('ours')
  })

  it('says in plain words why it could not', async () => {
    await expect(writeFileAtomic(join(folder, 'gone', 'a.json'), '')).rejects.toMatchObject({
      code: 'io',
      message: `Could not write “a.json” in ${join(folder, 'gone')}: the folder is not there any more.`,
    })
    const full = faultyFileSystem(2, { once: true, code: 'ENOSPC' })
    await expect(writeFileAtomic(join(folder, 'a.json'), 'x', { fileSystem: full })).rejects.toThrow(/the disk is full/)
    await writeFile(join(folder, 'file'), '')
    await expect(ensureFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'io' })
  })
})

describe('reading JSON', () => {
  const read = async (content: string | Uint8Array) => {
    await writeFile(join(folder, 'a.json'), content)
    return readJson(join(folder, 'a.json'), schema, 1)
  }

  it('tells a good file from a missing, a broken and a newer one', async () => {
    expect(await read(text('x'))).toEqual({ kind: 'read', value: { schemaVersion: 1, text: 'x' } })
    expect(await readJson(join(folder, 'none.json'), schema, 1)).toEqual({ kind: 'missing' })
    expect(await read('{"schemaVersion": 2, "other": true}')).toMatchObject({ kind: 'newer', version: 2 })
    for (const broken of [
      '',
      '{',
      'null',
      '[]',
      '{"schemaVersion": 1}',
      '\0\0\0\0',
      new Uint8Array([0x22, 0xff, 0x22]),
    ]) {
      expect(await read(broken)).toMatchObject({ kind: 'corrupt' })
    }
  })

  it('throws where the system refuses, instead of taking the file for missing', async () => {
    await mkdir(join(folder, 'a.json'))
    await expect(readJson(join(folder, 'a.json'), schema, 1)).rejects.toMatchObject({ code: 'io' })
  })

  it('sets a broken file aside under a name of its own, with all that is in it', async () => {
    const path = join(folder, 'a.json')
    const now = Date.UTC(2024, 0, 4, 10, 15, 30)
    for (const content of ['first', 'second']) {
      await writeFile(path, content)
      await setAside(path, now)
    }
    expect((await readdir(folder)).sort()).toEqual([
      'a.json.corrupt-20240104T101530Z',
      'a.json.corrupt-20240104T101530Z-2',
    ])
    expect(await readFile(join(folder, 'a.json.corrupt-20240104T101530Z'), 'utf8')).toBe('first')
  })
})
