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

  /** The texts that are painted as hits in the article, and the one the reader is at. */
  async paintedHits(): Promise<{ readonly all: readonly string[]; readonly current: readonly string[] }> {
    return this.reader.locator('iframe').evaluate((frame: HTMLIFrameElement) => {
      const view = frame.contentWindow as (Window & typeof globalThis) | null
      const texts = (name: string): string[] =>
        [...(view?.CSS.highlights.get(name) ?? [])].map((range) => rangeText(range))
      function rangeText(range: AbstractRange): string {
        const real = range.startContainer.ownerDocument?.createRange()
        real?.setStart(range.startContainer, range.startOffset)
        real?.setEnd(range.endContainer, range.endOffset)
        return String(real)
      }
      return { all: texts('lectern-hit'), current: texts('lectern-current-hit') }
    })
  }
}
