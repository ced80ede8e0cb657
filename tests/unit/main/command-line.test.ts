import { describe, expect, it } from 'vitest'
import { wantedBy } from '../../../src/main/command-line'

describe('what a command line names', () => {
  const cwd = '/home/reader'

  it('follow the app, which is the first plain argument of an Electron that is not packaged', () => {
    const argv = ['/electron', '--no-sandbox', '/lectern', 'Articles', '--inspect', '/abs/olute', '../up']
    expect(wantedBy({ argv, hasAppArgument: true, cwd })).toEqual({
      folders: ['/home/reader/Articles', '/abs/olute', '/home/up'],
      links: [],
    })
  })

  it('are all plain arguments of a packaged one', () => {
    expect(wantedBy({ argv: ['/lectern', 'Articles', ''], hasAppArgument: false, cwd })).toEqual({
      folders: ['/home/reader/Articles'],
      links: [],
    })
  })

  it('may be none', () => {
    expect(wantedBy({ argv: ['/electron', '/lectern'], hasAppArgument: true, cwd })).toEqual({ folders: [], links: [] })
  })

  it('may be links to articles, which are no folders', () => {
    const link = 'lectern://open?library=ab&article=a.md'
    expect(wantedBy({ argv: ['/lectern', link, 'b'], hasAppArgument: false, cwd })).toEqual({
      folders: ['/home/reader/b'],
      links: [link],
    })
  })
})
