import { attributeNames, elementNames } from '#shared/tree'
import { Desk } from '../support/desk'
import { hostileArticles, writeHostileLibrary } from '../support/hostile'
import { expect, test } from '../support/lectern'
import { type Listener, listen } from '../support/listener'

/**
 * Every article of the corpus in the real app: no script runs, no request leaves, nothing navigates, no dialog and no window
 * opens (the watch fails the test for the last four), and what stands in the reader's frame is allow-listed to the last node.
 */
test.describe('hostile articles', () => {
  let listener: Listener
  test.beforeEach(async () => {
    listener = await listen()
  })
  test.afterEach(async () => {
    await listener.close()
  })

  test('do nothing but stand there, listed, searched, opened and tagged', async ({ lectern }) => {
    test.setTimeout(180_000)
    const desk = new Desk(await lectern.start(writeHostileLibrary(lectern.folder, listener.host)))
    await desk.expectArticles(hostileArticles.length)
    const rest = async (): Promise<void> => {
      await settle(desk)
      expect(await pwned(desk), 'a script ran').toEqual([])
      expect(listener.calls, 'a request left').toEqual([])
      lectern.expectNoProblems()
    }
    for (const { fixture, keeps, mustNot } of hostileArticles) {
      await test.step(`${fixture} must not ${mustNot}`, async () => {
        await desk.search(keeps)
        await desk.open(keeps)
        await expect(desk.article.locator('body')).toContainText(keeps)
        expect(await strangers(desk), 'what is not allow-listed').toEqual([])
        await rest()
      })
    }
    await test.step('nor in results, where their words are snippets', async () => {
      for (const words of ['pwned', 'script', 'img onerror', 'iframe', 'javascript', '<script>', 'title:<img'])
        await desk.search(words)
      await desk.search('')
      await desk.expectArticles(hostileArticles.length)
      await rest()
    })
    await test.step('nor as a tag or a note, copied out of an article', async () => {
      const tag = '<img src=x onerror=top.__pwned=40>'
      await desk.search('Sentence 27 stays.')
      await desk.open('Sentence 27 stays.')
      await desk.addTag.fill(tag)
      await desk.addTag.press('Enter')
      await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
      await expect(desk.page.getByRole('button', { name: `Remove tag ${tag}` })).toBeVisible()
      await desk.note.fill(
        '<script>top.__pwned=41</script> [x](javascript:top.__pwned=41) ![y](http://attacker.example/41.png)',
      )
      await expect(desk.notes).toContainText('Saved')
      await rest()
    })
    expect(lectern.watched.requests.filter((address) => address.includes('/article/')).length).toBeGreaterThan(30)
  })

  test('would be noticed: the watch sees what this very test does', async ({ lectern }) => {
    await lectern.start(lectern.copy('news'))
    const { problems } = lectern.watched
    const seen = (sign: RegExp): Promise<void> => expect.poll(() => problems.join('\n')).toMatch(sign)
    const run = (script: (host: string) => unknown): Promise<unknown> => lectern.page.evaluate(script, listener.host)
    await run((host) => void fetch(`http://${host}/`).catch(() => undefined))
    await seen(/Console: .*Content Security Policy/)
    await run((host) => {
      document.body.append(Object.assign(new Image(), { src: `http://${host}/picture.png` }))
    })
    await seen(/Console: .*picture\.png.*Content Security Policy|Console: .*Content Security Policy.*picture\.png/s)
    await run(() => setTimeout(() => alert('dialog'), 0))
    await seen(/A dialog: alert dialog/)
    await run(() => {
      setTimeout(() => {
        throw new Error('uncaught')
      }, 0)
    })
    await seen(/Uncaught: .*uncaught/)
    expect(listener.calls, 'the policy held all the same').toEqual([])
    problems.length = 0
  })

  test('are as harmless at an address of their own', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(writeHostileLibrary(lectern.folder, listener.host)))
    await desk.expectArticles(hostileArticles.length)
    await desk.search('Sentence 17 stays.')
    await desk.open('Sentence 17 stays.')
    const address = await desk.articleAddress()
    const id = address.split('/').at(-1) ?? ''
    const assets = `${lectern.running.origin}/asset/${id}`
    for (const visited of [
      address,
      `${assets}/17-saved_files/drawing.svg`,
      `${assets}/17-saved_files/evil.svg`,
      `${assets}/17-saved_files/evil.html`,
      `${assets}/17-saved_files/evil.js`,
      `${assets}/17-saved.html`,
    ])
      await test.step(`visiting ${visited.replace(id, '<id>')}`, async () => {
        const page = await lectern.running.visit(visited)
        await page.waitForLoadState('load').catch(() => undefined)
        await page.waitForTimeout(200)
        expect(await page.evaluate(() => (window as { __pwned?: unknown }).__pwned ?? null)).toBeNull()
        expect(page.url()).toBe(visited)
        expect(await page.evaluate(() => document.scripts.length)).toBe(0)
        await page.close()
      })
    expect(listener.calls).toEqual([])
  })

  test('reach no file outside their library', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(writeHostileLibrary(lectern.folder, listener.host)))
    await desk.expectArticles(hostileArticles.length)
    await desk.search('Sentence 17 stays.')
    await desk.open('Sentence 17 stays.')
    const id = (await desk.articleAddress()).split('/').at(-1) ?? ''
    const { running } = lectern
    const picture = await running.fetch(`/asset/${id}/17-saved_files/real.png`)
    expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
    for (const path of outside) expect((await running.fetch(`/asset/${id}/${path}`)).status, path).toBe(404)
  })

  test('come from addresses that forbid everything but to look', async ({ lectern }) => {
    const desk = new Desk(await lectern.start(writeHostileLibrary(lectern.folder, listener.host)))
    await desk.expectArticles(hostileArticles.length)
    await desk.search('Sentence 17 stays.')
    await desk.open('Sentence 17 stays.')
    const address = new URL(await desk.articleAddress()).pathname
    const id = address.split('/').at(-1) ?? ''
    for (const path of [address, `/asset/${id}/17-saved_files/real.png`, `/asset/${id}/17-saved_files/drawing.svg`]) {
      const { status, headers } = await lectern.running.fetch(path)
      expect(status, path).toBe(200)
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      const policy = headers['content-security-policy'] ?? ''
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).toContain('sandbox allow-same-origin;')
      expect(policy, path).not.toContain('allow-scripts')
    }
  })
})

/** Ways out of the library, as an address might spell them. */
const outside = [
  '17-saved_files/outside.png',
  '..%2foutside-secret.png',
  '17-saved_files/..%2f..%2foutside-secret.png',
  '17-saved_files%2f..%2f..%2foutside-secret.png',
  '%2e%2e/outside-secret.png',
  '..%5coutside-secret.png',
  '%2fetc%2fpasswd',
  '/etc/passwd',
  '17-saved_files/real.png%00.html',
  'file:%2f%2f%2fetc%2fpasswd',
]

/** Long enough for a picture to fail, a focus to move, an animation to start, a refresh of zero seconds to go. */
async function settle(desk: Desk): Promise<void> {
  await desk.page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))))
}

/** What the payloads leave behind where they run: in the page, in a frame, or in a polluted prototype. */
function pwned(desk: Desk): Promise<unknown[]> {
  return desk.page.evaluate(() => {
    const seen = [window, ...Array.from(document.querySelectorAll('iframe'), (frame) => frame.contentWindow)]
    const left = seen.map((view) => (view as { __pwned?: unknown } | null)?.__pwned)
    return [...left, ({} as { polluted?: unknown }).polluted].filter((value) => value !== undefined)
  })
}

/** Every element and attribute in the article's frame that the allow-list does not name, and every address that leads away. */
function strangers(desk: Desk): Promise<string[]> {
  return desk.reader.locator('iframe').evaluate(
    (frame: HTMLIFrameElement, [elements, attributes]) => {
      const found: string[] = []
      const article = frame.contentDocument?.querySelector('article')
      for (const element of article?.querySelectorAll('*') ?? []) {
        if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !elements.includes(element.localName))
          found.push(element.outerHTML.slice(0, 120))
        for (const { name, value } of element.attributes) {
          const ours = ['class', 'loading', 'decoding'].includes(name)
          const away =
            (name === 'href' && !/^(https?:|mailto:|#)/.test(value)) || (name === 'src' && !value.startsWith('/asset/'))
          if ((!ours && !attributes.includes(name)) || away) found.push(`${element.localName} ${name}=${value}`)
        }
        if (element.shadowRoot !== null) found.push(`${element.localName} has a shadow`)
      }
      return found
    },
    [[...elementNames], [...attributeNames]] as [string[], string[]],
  )
}
