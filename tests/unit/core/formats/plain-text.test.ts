import { describe, expect, it } from 'vitest'
import { markup, read } from './support'

const tree = async (...lines: readonly string[]): Promise<string> =>
  markup((await read('a.txt', ['Title', '', ...lines])).tree)

describe('the title of a plain text', () => {
  it.each([
    [['Title', '', 'Body.'], 'Title', 'Body.'],
    [['', '  # Title', '', 'Body.'], 'Title', 'Body.'],
    [['Title', '=====', '', 'Body.'], 'Title', 'Body.'],
    [['The Poem', 'first line', 'second line'], 'The Poem', 'first line\nsecond line'],
    [['Only a title'], 'Only a title', ''],
  ])('is the first short line: %j', async (lines, title, text) => {
    expect(await read('notes/file.txt', lines)).toMatchObject({ format: 'plain-text', title, text })
  })

  it('is the file’s name where the first line is the start of the text', async () => {
    const prose =
      'It was a long line that said what happened on that day, and it went on until the margin, and beyond it, and more.'
    expect(await read('notes/My notes.txt', [`${prose} ${prose}`, '', 'More.'])).toMatchObject({ title: 'My notes' })
    const wrapped = [
      'These lines were broken by a program because the',
      'page was full, and so the first of them is not',
      'really a title.',
    ]
    expect(await read('notes/My notes.txt', wrapped)).toMatchObject({ title: 'My notes', text: wrapped.join(' ') })
  })

  it('is the file’s name where there is nothing', async () => {
    expect(await read('empty.txt', '')).toMatchObject({ title: 'empty', text: '', tree: [] })
  })
})

describe('the shape of a plain text', () => {
  it('joins lines that a full page has broken, at a hyphen without a space', async () => {
    expect(
      await tree(
        'The committee met on Tuesday to talk about the well-',
        'known problem of lines that end where the page does,',
        'and it found no answer.',
      ),
    ).toBe(
      '<p>The committee met on Tuesday to talk about the well-known problem of lines that end where the page does, and it found no answer.</p>',
    )
  })

  it('joins Japanese lines without a space', async () => {
    const line = '吾輩は猫である名前はまだ無いどこで生れたか'
    expect(await tree(line, line, '頓と見当がつかぬ')).toBe(`<p>${line}${line}頓と見当がつかぬ</p>`)
  })

  it('keeps lines that were broken on purpose', async () => {
    expect(await tree('Ana Author', '12 High Street', 'Little Town')).toBe(
      '<p>Ana Author<br>12 High Street<br>Little Town</p>',
    )
    const list = [
      '- one thing that is rather long and reaches the margin',
      '- another thing that is as long as the first one',
    ]
    expect(await tree(...list)).toBe(`<p>${list.join('<br>')}</p>`)
  })

  it('keeps the columns of a table, across blank lines', async () => {
    const table = [
      'Product      1987    1986',
      'Wheat        1,200   1,100',
      '',
      'Maize          800     750',
      'Rye             20      18',
    ]
    expect(await tree('Before.', '', ...table, '', 'After.')).toBe(
      `<p>Before.</p><pre>${table.join('\n')}</pre><p>After.</p>`,
    )
  })

  it('keeps a program’s indentation', async () => {
    const code = ['    if (open) {', '        read()', '    }']
    expect(await tree(...code)).toBe(`<pre>${code.join('\n')}</pre>`)
  })

  it('parts paragraphs at indented first lines', async () => {
    expect(
      await tree(
        '   It was a dark night and the rain fell in torrents on',
        'the roofs of the town, as it had done all week long.',
        '   In the morning the sun rose over wet gardens, and all',
        'was quiet.',
      ),
    ).toBe(
      '<p>It was a dark night and the rain fell in torrents on the roofs of the town, as it had done all week long.</p>' +
        '<p>In the morning the sun rose over wet gardens, and all was quiet.</p>',
    )
  })

  it('reads each long line as a paragraph where no blank lines part them', async () => {
    const long = 'A whole paragraph on one line. '.repeat(8).trim()
    expect(await tree(long, 'Short one.', long)).toBe(`<p>${long}</p><p>Short one.</p><p>${long}</p>`)
  })

  it('understands every kind of line end', async () => {
    expect((await read('a.txt', 'T\r\rOne.\r\n\r\nTwo.\n\nThree.')).text).toBe('One.\n\nTwo.\n\nThree.')
  })

  it('shows markup as it is written', async () => {
    expect((await read('a.txt', 'T\n\n<script>alert(1)</script> & <b>')).text).toBe('<script>alert(1)</script> & <b>')
  })
})
