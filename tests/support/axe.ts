import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Faults that axe finds in the page, or in what fits the selector `within`, each in a line. The article's frame runs no script, so axe
 * cannot enter it.
 */
export async function faults(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .exclude('iframe')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`))
}
