import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openTextFile } from '#library/index/texts'
import { tempFolder } from '../../../support/temp-library'

const temp = tempFolder('texts')
afterAll(() => temp.remove())
let files = 0
const newPath = (): string => join(temp.path, `texts-${files++}.bin`)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the text file', () => {
  it('gives back every text at its place, also when they are added side by side', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string({ unit: 'grapheme' })), { maxLength: 6 }), async (batches) => {
        const texts = await openTextFile(newPath(), 0, null)
        const places = await Promise.all(batches.map((batch) => texts.append(batch.map(utf8))))
        const read = await Promise.all(places.flat().map((place) => texts.read(place)))
        expect(read).toEqual(batches.flat().map((text) => ({ text, isSound: true })))
        await texts.close()
      }),
      { numRuns: 30 },
    )
  })

  it('cuts an opening between two characters', async () => {
    const texts = await openTextFile(newPath(), 0, null)
    const whole = 'aé漢😀z'
    const [place] = await texts.append([utf8(whole)])
    expect.assert(place)
    const characters = [...whole]
    for (let limit = 0; limit <= place.bytes; limit++) {
      const { text: read, isSound } = await texts.read(place, limit)
      expect(isSound).toBe(true)
      const count = characters.findIndex((_, index) => utf8(characters.slice(0, index + 1).join('')).length > limit)
      expect(read).toBe(characters.slice(0, count === -1 ? characters.length : count).join(''))
    }
    await texts.close()
  })

  it('overwrites what a killed process wrote behind the end that counts', async () => {
    const path = newPath()
    await writeFile(path, 'kept and lost')
    const texts = await openTextFile(path, 4, null)
    const [place] = await texts.append([utf8(' new')])
    expect(place).toMatchObject({ at: 4, bytes: 4 })
    expect(await texts.read({ at: 0, bytes: 8, check: crc32('kept new') })).toEqual({ text: 'kept new', isSound: true })
    await texts.close()
  })

  it('says when a text is not the one that was put there', async () => {
    const path = newPath()
    const texts = await openTextFile(path, 0, null)
    const [short, long] = await texts.append([utf8('short'), utf8('long '.repeat(20_000))])
    expect.assert(short && long)
    const bytes = await readFile(path)
    for (const at of [0, 4, 5, 90_000]) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 4
      await writeFile(path, flipped)
      expect((await texts.read(short)).isSound).toBe(at > 4)
      expect((await texts.read(short, 2)).isSound).toBe(at > 4)
      expect((await texts.read(long)).isSound).toBe(at <= 4)
    }
    await writeFile(path, bytes.subarray(0, 90_000))
    expect((await texts.read(long)).isSound).toBe(false)
    expect(await texts.read(long, 100)).toEqual({ text: 'long '.repeat(20), isSound: true })
    await texts.close()
  })

  it('leaves another process’s file alone when it has an overlay', async () => {
    const path = newPath()
    await writeFile(path, 'theirs, and what they add')
    const texts = await openTextFile(path, 6, newPath())
    const [first, second] = await texts.append([utf8('one'), utf8('two')])
    expect.assert(first && second)
    expect((await texts.read({ at: 0, bytes: 6, check: 0 })).text).toBe('theirs')
    expect([(await texts.read(first)).text, (await texts.read(second)).text]).toEqual(['one', 'two'])
    await texts.close()
    expect(await readFile(path, 'utf8')).toBe('theirs, and what they add')
  })

  // A device of Linux on which every write fails as on a full disk.
  it.runIf(process.platform === 'linux')(
    'keeps in memory what a full disk refuses, and says so when it must be on the disk',
    async () => {
      const texts = await openTextFile('/dev/full', 0, null)
      const places = await texts.append([utf8('one'), utf8('twó'), utf8('')])
      const read = await Promise.all(places.map((place) => texts.read(place)))
      expect(read.map(({ text }) => text)).toEqual(['one', 'twó', ''])
      const [, two] = places
      expect.assert(two)
      expect(await texts.read(two, 3)).toEqual({ text: 'tw', isSound: true })
      expect(texts.unwritten).toBeGreaterThan(0)
      await expect(texts.sync()).rejects.toMatchObject({ code: 'ENOSPC' })
      await texts.close()
    },
  )
})
