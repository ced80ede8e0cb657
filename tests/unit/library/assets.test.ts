import { execFileSync } from 'node:child_process'
import { mkdir, symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxImageBytes, readAsset } from '#library/assets'
import { imageType } from '#library/sniff'
import { folderBuilder } from '../../support/library-builder'
import { tempFolder } from '../../support/temp-library'

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(text.padEnd(40, '\0'), (character) => character.charCodeAt(0))
const png = bytes('\x89PNG\r\n\x1a\n')

describe('what an image is', () => {
  it.each([
    [png, 'image/png'],
    [bytes('\xff\xd8\xff\xe0'), 'image/jpeg'],
    [bytes('GIF89a'), 'image/gif'],
    [bytes('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
    [bytes('BM'), 'image/bmp'],
    [bytes('\0\0\0\x20ftypavif'), 'image/avif'],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg">'), 'image/svg+xml'],
    [bytes('<?xml version="1.0"?>\n<!-- drawn -->\n<svg>'), 'image/svg+xml'],
    [bytes('<html><svg>'), null],
    [bytes('<!DOCTYPE html><svg>'), null],
    [bytes('%PDF-1.7'), null],
    [bytes('RIFF\x10\0\0\0WAVEfmt '), null],
    [bytes('\0\0\0\x20ftypmp42'), null],
    [new Uint8Array(0), null],
  ])('is told by its bytes (%#)', (content, type) => {
    expect(imageType(content)).toBe(type)
  })
})

describe('the images of a library', () => {
  const temp = tempFolder('assets')
  const library = join(temp.path, 'lib')
  afterAll(() => temp.remove())

  beforeAll(async () => {
    const folder = folderBuilder(temp.path)
    await folder.write({
      'lib/images/a.png': png,
      'lib/images/notes.txt': 'plain words',
      'lib/page.png': '<script>alert(1)</script>',
      'library-beside/secret.png': png,
      'secret.png': png,
      'lib/big.png': png,
    })
    await truncate(join(library, 'big.png'), maxImageBytes + 1)
    await symlink('../secret.png', join(library, 'out.png'))
    await symlink('..', join(library, 'up'))
    await symlink('images', join(library, 'alias'))
    await mkdir(join(library, 'folder.png'))
    execFileSync('mkfifo', [join(library, 'pipe.png')])
  })

  it('are read with the type of their bytes', async () => {
    const asset = await readAsset(library, 'images/a.png')
    expect(asset.mediaType).toBe('image/png')
    expect(asset.bytes).toEqual(png)
    expect((await readAsset(library, 'alias/a.png')).mediaType).toBe('image/png')
  })

  it.each([
    '../secret.png',
    'images/../../secret.png',
    '../library-beside/secret.png',
    'out.png',
    'up/secret.png',
    'up/library-beside/secret.png',
    '/etc/passwd',
    'images//a.png',
    './images/a.png',
    'images/a.png\0.txt',
    'images\\a.png',
    'C:/images/a.png',
    'missing.png',
    'folder.png',
    'pipe.png',
    '',
  ])('do not include “%s”', async (path) => {
    await expect(readAsset(library, path)).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each(['images/notes.txt', 'page.png', 'big.png'])('refuse %s', async (path) => {
    await expect(readAsset(library, path)).rejects.toMatchObject({ code: 'invalid' })
  })
})
