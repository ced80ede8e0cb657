import { join } from 'node:path'
import { expect, it } from 'vitest'
import { countAnchoring } from '../../../bench/passages'
import { samplesFolder } from '../../support/temp-library'

it('finds highlighted passages again after edits, never elsewhere, and asks for few that were not touched', async () => {
  const libraries = join(import.meta.dirname, '../../fixtures/libraries')
  const { passages, rows } = await countAnchoring([samplesFolder, libraries], 100, 4)
  expect(rows.filter(({ wrong }) => wrong > 0)).toEqual([])
  for (const { name, harms, review } of rows) {
    if (!harms) expect(review / passages, name).toBeLessThan(0.02)
  }
  // What was taken out is not found, and most of what was mended is.
  expect(rows.find(({ name }) => name === 'taken out')).toMatchObject({ right: 0, review: passages })
  expect(rows.find(({ name }) => name.startsWith('typos'))?.right).toBeGreaterThan(passages * 0.9)
}, 90_000)
