import { Desk } from '../support/desk'
import { expect, type Lectern, test } from '../support/lectern'

/** Two tabs of one reader on one library; the desktop has a single window. */

async function twoDesks(lectern: Lectern): Promise<readonly [Desk, Desk]> {
  const one = new Desk(await lectern.start(lectern.copy('news')))
  await one.open('The reservoir is full')
  await one.note.fill('Ask the water board.')
  await one.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
  await expect(one.notes).toContainText('Saved')
  const other = new Desk(await lectern.running.visit(lectern.running.origin))
  await other.open('The reservoir is full')
  await expect(other.note).toHaveValue('Ask the water board.')
  return [one, other]
}

test('what is written in one window stands in the other, by itself @browser', async ({ lectern }) => {
  const [one, other] = await twoDesks(lectern)
  await one.note.fill('They answered.')
  await expect(other.note).toHaveValue('They answered.')
  await other.addTag.fill('water')
  await other.addTag.press('Enter')
  await expect(one.page.getByRole('button', { name: 'Remove tag water' })).toBeVisible()
  await one.drag('spillway', 'spillway')
  await one.page.keyboard.press('h')
  await expect(other.card('spillway')).toBeVisible()
  await one.page.keyboard.press('Control+z')
  await expect(one.highlights.getByRole('listitem')).toHaveCount(0)
  await expect(other.highlights.getByRole('listitem')).toHaveCount(0)
})

test('what both windows write into one note at once stays, and both show it @browser', async ({ lectern }) => {
  const [one, other] = await twoDesks(lectern)
  // Both begin on the same text, neither knowing of the other.
  await Promise.all([one.note.fill('Written here.'), other.note.fill('Written there.')])
  for (const { page, note, notes } of [one, other]) {
    await expect(page.getByText(/was written in two places at the same time/)).toBeVisible()
    await expect(note).toHaveValue(/Written here\./)
    await expect(note).toHaveValue(/Written there\./)
    await expect(note).toHaveValue(/Also written elsewhere at the same time/)
    await expect(notes).toContainText('Saved')
  }
  expect(await one.note.inputValue()).toBe(await other.note.inputValue())
  // To put them together in one of them is to settle it in both.
  await one.note.fill('Written here and there.')
  await expect(other.note).toHaveValue('Written here and there.')
})

test('a window that opens while the other still types leaves its draft alone @browser', async ({ lectern }) => {
  const [one, other] = await twoDesks(lectern)
  await other.open(/ferry/i)
  await one.note.focus()
  await one.note.press('Control+End')
  const typing = one.note.pressSequentially(' And again, and again, until somebody answers.', { delay: 40 })
  await other.open('The reservoir is full')
  await typing
  const whole = 'Ask the water board. And again, and again, until somebody answers.'
  await expect(one.note).toHaveValue(whole)
  await expect(one.notes).toContainText('Saved')
  await expect(other.note).toHaveValue(whole)
})
