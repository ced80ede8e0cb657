import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What becomes of an odd file: shown under this title and holding these words, or passed over. */
type OddFate = { readonly title: string; readonly words: string } | 'skipped' | 'ignored'

/** A file that is no ordinary article, and what must become of it. */
export interface OddFile {
  readonly path: string
  readonly fate: OddFate
}

const encodings = 'Déjà vu: 20 €, “quoted” – naïve façade'

/** UTF-16, big end first, as Node cannot write it. */
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

/** Windows-1252 with the signs between 0x80 and 0x9F, which Latin-1 does not have. */
const windows1252 = (text: string): Buffer => {
  const own: Record<string, number> = { '€': 0x80, '“': 0x93, '”': 0x94, '–': 0x96 }
  return Buffer.from(Array.from(text, (sign) => own[sign] ?? sign.charCodeAt(0)))
}

/**
 * Writes a library of odd files: encodings, links that go round, a pipe, a folder named like an article, things hidden and
 * foreign, lines and depths without end. Built by code, since version control would change or refuse most of them.
 */
export function writeOddLibrary(folder: string): readonly OddFile[] {
  mkdirSync(folder, { recursive: true })
  const made: OddFile[] = []
  const add = (path: string, bytes: string | Buffer, fate: OddFate): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), bytes)
    made.push({ path, fate })
  }
  const shown = (title: string, words = encodings): OddFate => ({ title, words })
  const text = (title: string): string => `${title}\n\n${encodings}\n`

  add(
    'utf-16-le.txt',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text('Odd LE'), 'utf16le')]),
    shown('Odd LE'),
  )
  add('utf-16-be.txt', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text('Odd BE'))]), shown('Odd BE'))
  add('windows-1252.txt', windows1252(text('Odd 1252')), shown('Odd 1252'))
  add('byte-order-mark.md', `\uFEFF# Odd mark\n\n${encodings}\n`, shown('Odd mark'))
  add('line-ends.txt', text('Odd ends').replaceAll('\n', '\r'), shown('Odd ends'))
  add(
    'broken-utf-8.txt',
    Buffer.concat([Buffer.from('Odd broken\n\nkept words '), Buffer.from([0xc3, 0x28, 0xa0, 0xff])]),
    shown('Odd broken', 'kept words'),
  )
  add('one-line.txt', `Odd line ${'word '.repeat(400_000)}\n`, shown('Odd line', 'word word'))
  add(
    'deep.html',
    `<title>Odd depth</title>${'<div>'.repeat(30_000)}<p>bottom reached</p>`,
    shown('Odd depth', 'bottom reached'),
  )
  add(
    'unclosed.html',
    `<title>Odd unclosed</title><p>first words<table><tr><td>cell<b><i>`,
    shown('Odd unclosed', 'first words'),
  )
  add('folder.md/inner.txt', text('Odd inner'), shown('Odd inner'))
  add(' spaces in name .txt', text('Odd name'), shown('Odd name'))
  add('.hidden/secret.txt', 'hidden', 'ignored')
  add('.git/readme.md', '# git', 'ignored')
  add('node_modules/pack/readme.md', '# package', 'ignored')
  add('picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'ignored')
  symlinkSync('.', join(folder, 'round'))
  made.push({ path: 'round', fate: 'ignored' })
  symlinkSync('nowhere.txt', join(folder, 'broken.txt'))
  made.push({ path: 'broken.txt', fate: 'skipped' })
  execFileSync('mkfifo', [join(folder, 'pipe.txt')])
  made.push({ path: 'pipe.txt', fate: 'skipped' })
  // Root reads what nobody may read, so only others can test it.
  if (process.getuid?.() !== 0) {
    add('locked.txt', text('Odd locked'), 'skipped')
    chmodSync(join(folder, 'locked.txt'), 0)
  }
  return made
}
