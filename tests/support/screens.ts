import { expect } from '@playwright/test'
import type { Desk } from './desk'

/** A screen of Lectern, reached by keys from the desk with an article open, and left with Escape. */
interface ScreenToCheck {
  readonly name: string
  show(desk: Desk): Promise<void>
  /** Leaves it; without this, Escape does. */
  hide?(desk: Desk): Promise<void>
}

/** Runs a command by its name, as the palette does for a reader who does not know its key. */
export async function runCommand({ page }: Desk, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible()
  await page.keyboard.type(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'All commands' })).toHaveCount(0)
}

const panel =
  (title: string, command: string) =>
  async (desk: Desk): Promise<void> => {
    await runCommand(desk, command)
    await expect(desk.panel(title)).toBeVisible()
  }

/** Every screen that axe looks at in every theme; a new screen is added here. */
export const screens: readonly ScreenToCheck[] = [
  { name: 'the desk', show: () => Promise.resolve() },
  {
    name: 'all commands',
    async show({ page }) {
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible()
      await page.keyboard.type('search')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  { name: 'settings', show: panel('Settings', 'Settings') },
  { name: 'keys', show: panel('Keys', 'Keys') },
  { name: 'what can be searched for', show: panel('What can be searched for', 'What can be searched for') },
  {
    name: 'an empty view',
    async show(desk) {
      await runCommand(desk, 'Show what to read later')
      await expect(desk.page.getByText('Nothing is put by.')).toBeVisible()
    },
    hide: (desk) => runCommand(desk, 'Show all articles'),
  },
  {
    name: 'nothing but the text',
    async show(desk) {
      await runCommand(desk, 'Focus on the text')
      await expect(desk.searchBox).toBeHidden()
    },
  },
]
