import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '#core/formats/encoding'
import { LecternError } from '#shared/result'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)))

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const little = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return new Uint8Array(order === 'le' ? little : little.swap16())
}

describe('byte order marks', () => {
  it.each([
    ['utf-8', bytes([0xef, 0xbb, 0xbf], [0xc3, 0xa9, 0x21])],
    ['utf-16le', utf16('é!', 'le', true)],
    ['utf-16be', utf16('é!', 'be', true)],
  ])('reads %s', (encoding, file) => {
    expect(decode(file)).toEqual({ text: 'é!', encoding })
  })
})

describe('without a mark', () => {
  it('reads UTF-8, ASCII and nothing at all', () => {
    expect(decode(new TextEncoder().encode('naïve 日本'))).toEqual({ text: 'naïve 日本', encoding: 'utf-8' })
    expect(decode(bytes('plain'))).toEqual({ text: 'plain', encoding: 'utf-8' })
    expect(decode(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' })
  })

  it.each(['le', 'be'] as const)('reads UTF-16 %s, Latin or Japanese', (order) => {
    for (const text of ['Plain words', 'これは文です。\r\n次の文。\r\n'])
      expect(decode(utf16(text, order, false))).toEqual({ text, encoding: `utf-16${order}` })
  })

  it('reads every byte from 80 to 9F of windows-1252 as that encoding means it', () => {
    const upper = Array.from({ length: 32 }, (_, index) => 0x80 + index)
    const meant = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
    const { text, encoding } = decode(bytes('<meta charset=windows-1252>', upper), true)
    expect(encoding).toBe('windows-1252')
    expect(text.slice(-32)).toBe(meant)
  })

  it('reads quotation marks and dashes of windows-1252 without being told', () => {
    const { text, encoding } = decode(
      bytes('He said ', [0x93], 'no', [0x94], ' ', [0x96], ' it', [0x92], 's caf', [0xe9]),
    )
    expect({ text, encoding }).toEqual({ text: 'He said “no” – it’s café', encoding: 'windows-1252' })
  })

  // "Пример текста на русском языке, ...", "これは日本語の文章です。...", in the bytes of each encoding.
  it.each([
    [
      'windows-1251',
      'cff0e8ece5f020f2e5eaf1f2e020ede020f0f3f1f1eaeeec20ffe7fbeae52c20eaeef2eef0fbe920ede0e4ee20f3e7ede0f2fc',
    ],
    [
      'koi8-r',
      'f0d2c9cdc5d220d4c5cbd3d4c120cec120d2d5d3d3cbcfcd20d1dad9cbc52c20cbcfd4cfd2d9ca20cec1c4cf20d5dac1cec1d4d8',
    ],
    ['shift_jis', '82b182ea82cd93fa967b8cea82cc95b68fcd82c582b7814282e682eb82b582ad82a88ae882a282b582dc82b78142'],
    ['euc-jp', 'a4b3a4eca4cfc6fccbdcb8eca4cecab8becfa4c7a4b9a1a3a4e8a4eda4b7a4afa4aab4eaa4a4a4b7a4dea4b9a1a3'],
    ['iso-2022-jp', '1b244224332c244f467c4b5c386c244e4a383e4f24472439212324682463243f1b2842'],
  ])('recognises %s', (encoding, hex) => {
    const decoded = decode(new Uint8Array(Buffer.from(hex, 'hex')))
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text).toMatch(/^(?:Пример текста на русском|これは日本語の文章)|^こ/u)
  })

  it('finds the encoding by the few lines of a long file that tell it', () => {
    const long = bytes('plain words only\n'.repeat(20_000), 'un caf', [0xe9], ' tr', [0xe8], 's fran', [0xe7], 'ais\n')
    expect(decode(long).text.endsWith('un café très français\n')).toBe(true)
  })
})

describe('declared encodings', () => {
  it.each([
    ['<meta charset="shift_jis">', 'shift_jis'],
    ["<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>", 'windows-1251'],
    ['<?xml version="1.0" encoding="iso-8859-2"?>', 'iso-8859-2'],
  ])('follows %s where the bytes are not UTF-8', (declaration, encoding) => {
    expect(decode(bytes(declaration, [0xb1, 0xb3]), true).encoding).toBe(encoding)
  })

  it('passes over one in a comment, one that is unknown, and one that valid UTF-8 contradicts', () => {
    expect(decode(bytes('<!-- <meta charset=koi8-r> -->caf', [0xe9], ' noir'), true).encoding).toBe('windows-1252')
    expect(decode(bytes('<meta charset=nonsense>caf', [0xe9], ' noir'), true).encoding).toBe('windows-1252')
    expect(decode(bytes('<meta charset=windows-1252>', [0xc3, 0xa9]), true)).toMatchObject({ encoding: 'utf-8' })
  })

  it('is no matter of text files', () => {
    expect(decode(bytes('<meta charset=koi8-r> caf', [0xe9], ' noir')).encoding).toBe('windows-1252')
  })
})

describe('what is no text', () => {
  it.each([
    ['a picture', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 0x0d], 'IHDR', [0, 0, 1, 0, 0, 0, 1])],
    ['zeros', new Uint8Array(100)],
    ['numbers', new Uint8Array(new Uint16Array(200).map((_, index) => index % 30).buffer)],
    ['an old archive', bytes(Array.from({ length: 500 }, (_, index) => (index * 37) % 32))],
  ])('refuses %s', (_, file) => {
    expect(() => decode(file)).toThrow(LecternError)
    expect(() => decode(file)).toThrow(/does not hold text/)
  })

  it('bears a stray zero in a long text', () => {
    expect(decode(bytes('many words and more '.repeat(300), [0], 'end')).text.endsWith('end')).toBe(true)
  })
})

it('never fails otherwise, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (file, isMarkup) => {
      try {
        expect(typeof decode(file, isMarkup).text).toBe('string')
      } catch (error) {
        expect(error).toBeInstanceOf(LecternError)
      }
    }),
  )
})
