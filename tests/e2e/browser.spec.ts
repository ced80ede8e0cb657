import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

test.describe('the browser shell', { tag: '@browser' }, () => {
  test('shows a visitor without the address a plain page and nothing else', async ({ lectern, playwright }) => {
    await lectern.start(lectern.copy('news'))
    const { origin } = lectern.running
    const stranger = await playwright.request.newContext()
    for (const path of ['/', '/index.html', '/?token=wrong', '/article/x', '/reader.css']) {
      const response = await stranger.get(`${origin}${path}`)
      expect(response.status(), path).toBe(403)
      expect(response.headers()['content-type'], path).toContain('text/plain')
      expect(await response.text(), path).toContain('full address')
    }
    await stranger.dispose()
  })

  test('answers to its own name only', async ({ lectern }) => {
    await lectern.start(lectern.copy('news'))
    const response = await lectern.page.context().request.get(lectern.running.origin, {
      headers: { host: 'attacker.example' },
    })
    expect(response.status()).toBe(403)
  })

  test('keeps two tabs alike', async ({ lectern }) => {
    const first = new Desk(await lectern.start(lectern.copy('news')))
    const second = new Desk(await lectern.running.visit(`${lectern.running.origin}/`))
    for (const desk of [first, second]) {
      await desk.expectArticles(8)
      await desk.open('The night ferry is back')
    }
    await first.addTag.fill('sea')
    await first.addTag.press('Enter')
    await first.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ }).click()
    for (const desk of [first, second])
      await expect(desk.page.getByRole('button', { name: 'Remove tag sea' })).toBeVisible()
  })

  test('opens a folder that is picked level by level below its root', async ({ lectern }) => {
    const folder = join(lectern.home, 'Papers', 'Harbour')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'pilot.md'), '# The pilot boat\n\nIt leaves at six.\n')
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.page.getByRole('button', { name: 'Open folder…' }).click()
    const panel = desk.panel('Open a folder')
    for (const name of ['Papers', 'Harbour']) await panel.getByRole('button', { name, exact: true }).click()
    await panel.getByRole('button', { name: 'Open “Harbour”' }).click()
    await desk.expectArticles(9)
    await desk.open('The pilot boat')
  })

  test('loses nothing that is typed while the program behind it dies and comes back', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.open('The night ferry is back')
    await desk.note.fill('Saved before.')
    await desk.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ }).click()
    await expect(desk.notes).toContainText('Saved')

    await desk.note.pressSequentially(' Typed as it died,')
    await lectern.running.crash()
    await desk.note.pressSequentially(' and while it was gone.')
    const typed = 'Saved before. Typed as it died, and while it was gone.'
    await expect(desk.notes).toContainText('start it again and open the address it prints')
    await expect(desk.note).toHaveValue(typed)
    const address = await lectern.running.revive()

    // The new start has a key of its own: its address, opened in the same browser, lets the old page in as well.
    const other = new Desk(await lectern.running.visit(address))
    await expect(desk.notes).toContainText('Saved')
    await expect(desk.note).toHaveValue(typed)
    await other.expectArticles(8)
    await other.open('The night ferry is back')
    await expect(other.note).toHaveValue(typed)
    lectern.forgive(/WebSocket connection to .* failed/)
  })

  test('a tab that closed after the crash left its words where the next one finds them', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.open('The night ferry is back')
    // Not even a place for notes was chosen: so far these words are only in the page.
    await desk.note.fill('Ask the captain')
    await lectern.running.crash()
    await desk.note.pressSequentially(' about Thursday.')
    const other = new Desk(await lectern.running.visit('about:blank'))
    await desk.page.close()
    await other.page.goto(await lectern.running.revive())
    await other.expectArticles(8)
    await other.open('The night ferry is back')
    await expect(other.note).toHaveValue('Ask the captain about Thursday.')
    await other.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ }).click()
    await expect(other.notes).toContainText('Saved')
    lectern.forgive(/WebSocket connection to .* failed/)
  })

  test('goes on after a sleep in which its socket died', async ({ lectern }) => {
    test.skip(process.platform === 'win32', 'a program is stopped and continued by signals')
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.open('The night ferry is back')
    await desk.note.fill('One')
    await desk.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ }).click()
    await expect(desk.notes).toContainText('Saved')
    const { pid } = lectern.running
    process.kill(pid, 'SIGSTOP')
    try {
      await desk.note.pressSequentially(' two three')
      // As the browser says when the machine is awake again; the socket looks open, and nobody answers.
      await desk.page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(desk.notes).toContainText('Not saved yet')
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await expect(desk.notes).toContainText('Saved')
    await desk.page.reload()
    await desk.expectArticles(8)
    await desk.open('The night ferry is back')
    await expect(desk.note).toHaveValue('One two three')
  })
})
