import { readFileSync } from 'node:fs'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

test.describe('the desktop shell', { tag: '@desktop' }, () => {
  test('opens folders by the dialog and remembers them', async ({ lectern }) => {
    const news = lectern.copy('news')
    const clippings = lectern.copy('clippings')
    let desk = new Desk(await lectern.start())
    await lectern.running.answerFolderDialog(news)
    await desk.page.getByRole('button', { name: 'Open folder…' }).click()
    await desk.expectArticles(8)
    await lectern.running.answerFolderDialog(clippings)
    await desk.page.getByRole('button', { name: 'Open folder…' }).click()
    await desk.expectArticles(12)
    await desk.search('tide')
    await desk.expectArticles(1)
    desk = new Desk(await lectern.restart())
    await desk.expectArticles(12)
  })

  test('shows where a link leads, then hands it to the reader’s browser', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(lectern.copy('clippings')))
    await desk.expectArticles(4)
    await desk.open('Compost: what it needs')
    await desk.reader.getByRole('link', { name: /example\.org/ }).click()
    await expect.poll(() => lectern.running.openedLinks()).toEqual(['https://example.org/compost'])
  })

  test('tells in words of a folder that is not there, and opens the rest', async ({ lectern }) => {
    const folder = lectern.copy('clippings')
    const desk = new Desk(await lectern.start(`${lectern.folder}/gone`, folder))
    await desk.expectArticles(4)
    await expect(desk.page.getByText(/There is no folder .*gone/)).toBeVisible()
  })

  test('a link copied from an article opens it again, in the window that is there', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.open('The reservoir is full')
    await desk.readerRegion.getByRole('button', { name: 'Copy link to this article' }).click()
    await expect(desk.page.getByText(/^The link is in the clipboard/)).toBeVisible()
    const link = await lectern.running.main?.evaluate(({ clipboard }) => clipboard.readText())
    expect(link).toMatch(/^lectern:\/\/open\?library=[^&]+&article=2024-02%2Freservoir\.txt$/)
    await desk.open('The night ferry is back')

    // A second start hands the link to the first and ends; the search that narrows the list does not keep it out.
    await desk.search('ferry')
    expect(await lectern.running.startAgain(`${link}&at=40`)).toBe(0)
    await expect(desk.reader.getByRole('heading', { name: /^The reservoir is full/ })).toBeVisible()

    // Anybody can make up a link: one that names nothing known opens nothing, and says so.
    expect(await lectern.running.startAgain('lectern://open?library=none&article=a.txt')).toBe(0)
    await expect(desk.page.getByText(/^The link names a library that was not open/)).toBeVisible()
    await expect(desk.reader.getByRole('heading', { name: /^The reservoir is full/ })).toBeVisible()
  })

  test('keeps its pages in the real sandbox', async ({ lectern }) => {
    test.skip(process.platform !== 'linux', 'read from /proc, which only Linux has')
    await lectern.start(lectern.copy('news'))
    const pid = await lectern.running.main?.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    // 2: system calls are filtered (seccomp-bpf), which Chromium does to no page outside its sandbox.
    expect(/^Seccomp:\s*(\d)$/m.exec(status)?.[1]).toBe('2')
    expect(/^NoNewPrivs:\s*(\d)$/m.exec(status)?.[1]).toBe('1')
  })
})
