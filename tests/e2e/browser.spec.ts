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

  test('says how a folder is opened here', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(lectern.copy('news')))
    await desk.expectArticles(8)
    await desk.page.getByRole('button', { name: 'Open folder…' }).click()
    await expect(desk.panel('Open a folder')).toContainText('lectern serve')
  })
})
