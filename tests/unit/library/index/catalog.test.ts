import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Catalog, type CatalogRow } from '#library/index/catalog'

const row = (path: string, hash: string): CatalogRow => ({
  ...{ path, hash, id: `l-${path}`, format: 'plain-text', title: path, author: null, source: null, language: null },
  keywords: [],
  ...{ size: 1, modified: 1, changed: 1, added: 1, date: { iso: null, written: null } },
  text: { at: 0, bytes: 0, check: 0 },
})

const path = fc.constantFrom('a', 'b', 'c', 'd')
const change = fc.oneof(
  fc.record({ is: fc.constant('put' as const), path, hash: fc.constantFrom('', 'one', 'two') }),
  fc.record({ is: fc.constant('correct' as const), path }),
  fc.record({ is: fc.constant('refuse' as const), path }),
  fc.record({ is: fc.constant('remove' as const), path }),
)

it('knows the articles of a content as a look through all of them would, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const catalog = new Catalog()
      let corrections = 0
      catalog.correctBy((written) => (corrections % 2 === 0 ? written : { ...written, title: `Better ${corrections}` }))
      for (const change of changes) {
        if (change.is === 'put') catalog.put(row(change.path, change.hash))
        else if (change.is === 'remove') catalog.remove(change.path)
        else if (change.is === 'refuse') {
          catalog.refuse({ path: change.path, size: 1, modified: 1, changed: 1, reason: 'Why' })
        } else {
          corrections += 1
          catalog.recorrect(change.path)
        }
        for (const hash of ['one', 'two']) {
          const found = [...catalog.rows()].filter((each) => each.hash === hash)
          expect(catalog.withContent(hash)).toEqual(found.sort((a, b) => (a.path < b.path ? -1 : 1)))
        }
        expect(catalog.withContent('')).toEqual([])
      }
      const replayed = new Catalog()
      replayed.replay(catalog.allLines())
      for (const hash of ['one', 'two']) {
        const paths = (of: Catalog): string[] => of.withContent(hash).map((each) => each.path)
        expect(paths(replayed)).toEqual(paths(catalog))
      }
    }),
  )
})
