import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileNameOf, freeName, nameKey } from '#core/export/file-name'

describe('the name of an exported file', () => {
  it.each([
    ['A plain title', 'A plain title'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Windows\\x', 'C Windows x'],
    ['.hidden', 'hidden'],
    ['What? "Yes": <b>|*', 'What Yes b'],
    ['[[a]]#b^c', 'a b c'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['a\u202etxt.exe', 'a txt.exe'],
    ['e\u0301', 'é'],
    ['...', 'Untitled'],
    ['', 'Untitled'],
  ])('of %j is %j', (title, name) => {
    expect(fileNameOf(title)).toBe(name)
  })

  it('is short, allowed everywhere and stays in its folder, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
        const name = fileNameOf(title)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(161)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[\s.]|[\s.]$|^$/u)
        expect(fileNameOf(name)).toBe(name)
      }),
    )
  })

  it('is cut between words where it is too long', () => {
    expect(fileNameOf('word '.repeat(100))).toBe('word '.repeat(32).trim())
    expect(fileNameOf('漢'.repeat(100))).toBe('漢'.repeat(53))
  })

  it('gets a number where it is taken, without upper and lower case', () => {
    const taken = new Set([nameKey('Title.md'), nameKey('title (2).md')])
    expect(freeName('TITLE', '.md', (key) => taken.has(key))).toBe('TITLE (3).md')
  })
})
