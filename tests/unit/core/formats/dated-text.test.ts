import { describe, expect, it } from 'vitest'
import { parseArticle } from '#core/formats/registry'
import { markup, read } from './support'

const article = [
  ' date 2024-03-09 The open letter from 12 librarians praised the town’s new reading room and said it could save the old one',
  '',
  'A letter published late Friday by librarians of the town’s three libraries called on the council — again — to keep the reading room open.',
  '',
  '"We believe that reading together is worth the rent," they wrote.',
  '',
]

describe('dated news text', () => {
  it('reads date, title and paragraphs', async () => {
    const read_ = await read('news/2024/000_1a2b.txt', article)
    expect(read_).toMatchObject({
      format: 'dated-text',
      title:
        'The open letter from 12 librarians praised the town’s new reading room and said it could save the old one',
      date: { iso: '2024-03-09', written: null },
      encoding: 'utf-8',
      text: [article[2], article[4]].join('\n\n'),
    })
    expect(markup(read_.tree)).toBe(`<p>${article[2]}</p><p>${article[4]}</p>`)
  })

  it.each([
    ['no space in front', 'date 2024-03-09 A title'],
    ['a byte order mark', '\uFEFF date 2024-03-09 A title'],
    ['a line above', '\n date 2024-03-09 A title'],
    ['tabs and capitals', '\tDate\t2024-03-09\tA title'],
    ['Windows line ends', ' date 2024-03-09 A title\r'],
  ])('bears %s', async (_, header) => {
    expect(await read('a.txt', `${header}\n\nBody.`)).toMatchObject({
      format: 'dated-text',
      title: 'A title',
      date: { iso: '2024-03-09' },
      text: 'Body.',
    })
  })

  it('reads UTF-16 with and without a mark', async () => {
    for (const mark of ['\uFEFF', '']) {
      const bytes = new Uint8Array(Buffer.from(`${mark} date 2024-03-09 A title\r\n\r\nBody.`, 'utf16le'))
      expect(await parseArticle({ path: 'A.TXT', bytes })).toMatchObject({ format: 'dated-text', title: 'A title' })
    }
  })

  it('falls back to the first sentence, then to the file name, where there is no title', async () => {
    expect(await read('a.txt', ' date 2024-03-09\n\nIt rained all day. Nobody came.')).toMatchObject({
      title: 'It rained all day.',
      text: 'It rained all day. Nobody came.',
    })
    expect((await read('news/march.txt', ' date 2024-03-09 \n')).title).toBe('march')
  })

  it('keeps a day that does not exist as written', async () => {
    expect((await read('a.txt', ' date 2024-02-30 T\n')).date).toEqual({ iso: null, written: '2024-02-30' })
  })

  it('is nothing that only mentions a date', async () => {
    expect((await read('a.txt', 'The date 2024-03-09 was a Saturday.\n')).format).toBe('plain-text')
    expect((await read('a.txt', 'update 2024-03-09 T\n')).format).toBe('plain-text')
  })
})
