import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

/** The window's parts by their accessible names, which is how people with a screen reader find them. */
export class Desk {
  readonly searchBox: Locator
  readonly list: Locator
  readonly rows: Locator
  readonly readerRegion: Locator
  readonly reader: Locator
  readonly notes: Locator
  readonly note: Locator
  readonly addTag: Locator
  readonly status: Locator
  readonly placeQuestion: Locator
  readonly hitBar: Locator
  readonly highlights: Locator
  /** The article itself, inside its script-less frame. */
  readonly article: FrameLocator

  constructor(readonly page: Page) {
    this.searchBox = page.getByRole('searchbox', { name: 'Search library' })
    this.list = page.getByRole('list', { name: 'Articles', exact: true })
    // Not those within a row: it may list passages.
    this.rows = this.list.locator('> li')
    this.readerRegion = page.getByRole('region', { name: 'Reader' })
    this.reader = page.getByRole('article', { name: 'Reader' })
    this.notes = page.getByRole('region', { name: 'Notes', exact: true })
    this.note = this.notes.getByRole('textbox', { name: 'Note' })
    this.addTag = page.getByRole('combobox', { name: 'Add tag' })
    this.status = page.getByRole('status')
    this.placeQuestion = page.getByRole('region', { name: 'Where notes are kept' })
    this.hitBar = page.getByRole('search', { name: 'Hits in article' })
    this.highlights = page.getByRole('region', { name: 'Highlights', exact: true })
    this.article = this.reader.frameLocator('iframe')
  }

  /** Waits until the list is `count` articles long; rows out of sight are not drawn, so their announced number counts. */
  async expectArticles(count: number): Promise<void> {
    if (count === 0) await expect(this.rows).toHaveCount(0)
    else await expect(this.rows.first()).toHaveAttribute('aria-setsize', String(count))
  }

  /** Types a query, with Enter so as not to wait for the pause in typing, and waits until the list answers it. */
  async search(words: string): Promise<void> {
    await this.searchBox.fill(words)
    await this.searchBox.press('Enter')
    await expect(this.list).toHaveAttribute('aria-busy', 'false')
  }

  row(title: string | RegExp): Locator {
    return this.rows.filter({ hasText: title })
  }

  /** Opens an article by a press on its row and waits until its text stands in the reader. */
  async open(title: string | RegExp): Promise<void> {
    await this.row(title).first().getByRole('button').first().click()
    await expect(this.article.locator('article > *').first()).toBeAttached()
  }

  /** The address of the open article's frame. */
  async articleAddress(): Promise<string> {
    return this.reader.locator('iframe').evaluate((frame: HTMLIFrameElement) => frame.src)
  }

  /** Exports as Markdown what the menu calls so, to the shell's export folder, and waits for the report. */
  async export(what: string | RegExp): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Export…' }).click()
    await this.page.getByRole('menuitem', { name: what }).click()
    const report = this.panel('Exported')
    await expect(report).toBeVisible()
    return report
  }

  /** A panel that covers the reader, by its title. */
  panel(title: string): Locator {
    return this.page.getByRole('dialog', { name: title }).or(this.page.getByRole('region', { name: title }))
  }

  /** A highlight's card in the margin, by words of it. */
  card(words: string | RegExp): Locator {
    return this.highlights.getByRole('listitem').filter({ has: this.page.locator('button', { hasText: words }) })
  }

  /** Selects from the first to the last of these words in the article with the mouse. */
  async drag(from: string, to: string): Promise<void> {
    const place = (words: string, edge: 'start' | 'end') =>
      this.reader.locator('iframe').evaluate(
        (frame: HTMLIFrameElement, [sought, at]) => {
          const page = frame.contentDocument
          const walker = page?.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
          for (let node = walker?.nextNode(); page && node; node = walker?.nextNode()) {
            const index = node.textContent?.indexOf(sought) ?? -1
            if (index < 0) continue
            const range = page.createRange()
            range.setStart(node, at === 'start' ? index : index + sought.length - 1)
            range.setEnd(node, at === 'start' ? index + 1 : index + sought.length)
            const { left, right, top, height } = range.getBoundingClientRect()
            return { x: at === 'start' ? left + 0.5 : right - 0.5, y: top + height / 2 }
          }
          throw new Error(`“${sought}” does not stand in the article.`)
        },
        [words, edge] as const,
      )
    const [start, end] = [await place(from, 'start'), await place(to, 'end')]
    const frame = await this.reader.locator('iframe').boundingBox()
    const { x, y } = frame ?? { x: 0, y: 0 }
    // Not by `page.mouse`: while a button is down, that runs scripts in every frame, and waits forever in one without scripts.
    const session = await this.page.context().newCDPSession(this.page)
    const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', at: typeof start, buttons: number) =>
      session.send('Input.dispatchMouseEvent', {
        ...{ type, x: x + at.x, y: y + at.y, buttons, clickCount: 1 },
        button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
      })
    await send('mouseMoved', start, 0)
    await send('mousePressed', start, 1)
    await send('mouseMoved', { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, 1)
    await send('mouseMoved', end, 1)
    await send('mouseReleased', end, 0)
    await session.detach()
  }

  /** The texts that are painted as hits in the article, and the one the reader is at. */
  async paintedHits(): Promise<{ readonly all: readonly string[]; readonly current: readonly string[] }> {
    return { all: await this.painted('lectern-hit'), current: await this.painted('lectern-current-hit') }
  }

  /** The texts that are painted in the article under a name of `reader.css`. */
  async painted(name: string): Promise<readonly string[]> {
    return this.reader.locator('iframe').evaluate((frame: HTMLIFrameElement, asked) => {
      const view = frame.contentWindow as (Window & typeof globalThis) | null
      return [...(view?.CSS.highlights.get(asked) ?? [])].map((range) => {
        const real = range.startContainer.ownerDocument?.createRange()
        real?.setStart(range.startContainer, range.startOffset)
        real?.setEnd(range.endContainer, range.endOffset)
        return String(real)
      })
    }, name)
  }
}
