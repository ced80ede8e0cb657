import { access, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertInPlace, findPlaces } from '#library/notebook/place'
import { eventually } from '../../../support/library-builder'
import { setNote } from '../../../support/notebook-edits'
import { makeLibrary, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const away = (): string => join(library.root, 'away')

describe('a library folder that goes away while it is open', () => {
  it('is not made again, and has what was written meanwhile when it comes back', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open({ retryDelays: [10] })
    await setNote(notebook, a, 'Before')
    await rename(library.folder, away())
    await expect(setNote(notebook, a, 'Meanwhile')).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining('not there any more'),
    })
    expect(notebook.annotation('a.txt').note).toBe('Meanwhile')
    await expect(access(library.folder)).rejects.toThrow()
    await rename(away(), library.folder)
    await eventually(
      () => notebook.problem,
      (problem) => problem === null,
    )
    await notebook.close()
    expect((await library.open()).annotation('a.txt').note).toBe('Meanwhile')
  })

  it('is not taken for the empty folder that a removed disk leaves behind', async () => {
    const places = await findPlaces(library.folder, library.dataDir)
    await expect(assertInPlace(places)).resolves.toBeUndefined()
    const otherDisk = { ...places, device: places.device + 1 }
    await expect(assertInPlace(otherDisk)).rejects.toMatchObject({ code: 'io' })
    // The same library, on a disk that came back under another number.
    await mkdir(places.roots.beside)
    await expect(assertInPlace(otherDisk)).resolves.toBeUndefined()
    await rm(library.folder, { recursive: true })
    await expect(assertInPlace(places)).rejects.toMatchObject({ code: 'io' })
    await expect(stat(library.folder)).rejects.toThrow()
  })
})
