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
