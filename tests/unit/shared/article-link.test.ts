import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticleLink, writeArticleLink } from '#shared/article-link'

describe('links to articles', () => {
  it('name library, path and place', () => {
    const link = { library: '0123abcd', path: 'news/2024/tide & ebb.md', at: 120 }
    expect(writeArticleLink(link)).toBe(
      'lectern://open?library=0123abcd&article=news%2F2024%2Ftide%20%26%20ebb.md&at=120',
    )
    expect(readArticleLink(writeArticleLink(link))).toEqual(link)
  })

  it('are read as they were written, whatever the path', () => {
    const path = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 })
    const at = fc.option(fc.nat(), { nil: null })
    fc.assert(
      fc.property(path, at, (written, place) => {
        const link = { library: 'ab', path: written, at: place }
        expect(readArticleLink(writeArticleLink(link))).toEqual(link)
      }),
    )
  })

  it.each([
    ...['', 'lectern:', 'lectern://app/index.html', 'lectern://open', 'lectern://open?library=&article=a'],
    ...['lectern://open?article=a', 'lectern://open?library=a', 'lectern://open?library=a&article=b&at=-1'],
    ...[
      'lectern://open?library=a&article=b&at=x',
      'https://open?library=a&article=b',
      'lectern://open?library=%&article=b&at=',
    ],
  ])('are none of ours: %j', (address) => {
    expect(readArticleLink(address)).toBeNull()
  })

  it('never fail to be read', () => {
    fc.assert(fc.property(fc.string(), (text) => void readArticleLink(`lectern://open?${text}`)))
  })
})
