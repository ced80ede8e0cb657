import { describe, expect, it } from 'vitest'
import { appAddress, isAppPage, isOwn, mayNavigate } from '../../../src/main/addresses'

const article = 'lectern://app/article/abc'
const foreign = [
  ...['https://example.org/', 'http://app/index.html', 'file:///etc/passwd', 'data:text/html,x', 'javascript:alert(1)'],
  ...['lectern://other/index.html', 'lectern://app.example.org/index.html', 'lectern://user@app/index.html'],
  ...[
    'lectern://app:8080/index.html',
    'lecterns://app/index.html',
    'blob:lectern://app/1',
    'lectern:app/index.html',
    '',
  ],
]

describe('an own address', () => {
  it.each([[appAddress], [article], ['lectern://app/asset/abc/a.png'], ['LECTERN://app/']])('is %s', (address) => {
    expect(isOwn(address)).toBe(true)
  })

  it.each(foreign)('is not %s', (address) => {
    expect([isOwn(address), isAppPage(address)]).toEqual([false, false])
  })
})

describe('only the app page', () => {
  it.each([[appAddress], ['lectern://app/'], [`${appAddress}#settings`]])('is %s', (address) => {
    expect(isAppPage(address)).toBe(true)
  })

  it.each([[article], ['lectern://app/asset/abc/index.html'], ['lectern://app/index.html/article']])(
    'not %s',
    (address) => {
      expect(isAppPage(address)).toBe(false)
    },
  )
})

describe('a navigation', () => {
  it('of the window may go to the app page and nowhere else', () => {
    const allowed = [appAddress, article, 'about:blank', ...foreign].filter((address) => mayNavigate(address, true))
    expect(allowed).toEqual([appAddress])
  })

  it('of a frame may go to an article and nowhere else', () => {
    const asked = [appAddress, article, 'about:blank', 'about:srcdoc', 'lectern://app/asset/abc/a.html', ...foreign]
    expect(asked.filter((address) => mayNavigate(address, false))).toEqual([article, 'about:blank'])
  })
})
