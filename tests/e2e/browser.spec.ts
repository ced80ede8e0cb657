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
})
