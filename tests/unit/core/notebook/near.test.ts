import fc from 'fast-check'
import { expect, it } from 'vitest'
import { likenessOf } from '#core/anchoring/sketch'
import { nearestFiles } from '#core/notebook/near'

const letter = fc.constantFrom(...'ABCDEFGH')
const sketch = fc.array(letter, { minLength: 64, maxLength: 64 }).map((letters) => letters.join(''))
/** A sketch, and others of which each differs from it in some places. */
const family = fc
  .tuple(sketch, fc.array(fc.dictionary(fc.nat({ max: 63 }).map(String), letter, { maxKeys: 40 }), { maxLength: 6 }))
  .map(([one, changes]) => ({
    one,
    others: changes.map((change) => [...one].map((of, at) => change[String(at)] ?? of).join('')),
  }))

it('finds the nearest of all files wherever they share enough to be followed', () => {
  fc.assert(
    fc.property(family, fc.array(sketch, { maxLength: 3 }), ({ one, others }, strangers) => {
      const files = new Map([...strangers, ...others].map((of, at) => [`${at}.txt`, { title: '', sketch: of }]))
      const all = Array.from(files, ([path, { sketch: of }]) => ({ path, likeness: likenessOf(one, of) }))
      const near = all
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, 2)
        .filter(({ likeness }) => likeness >= 0.6)
      const found = nearestFiles([{ path: 'gone.txt', title: '', sketch: one }], files).get(one) ?? []
      expect(found.filter(({ likeness }) => likeness >= 0.6)).toEqual(near)
    }),
  )
})
