import { describe, expect, it } from 'vitest'
import { foldersOf } from '../../../src/main/command-line'

describe('the folders of a command line', () => {
  const cwd = '/home/reader'

  it('follow the app, which is the first plain argument of an Electron that is not packaged', () => {
    const argv = ['/electron', '--no-sandbox', '/lectern', 'Articles', '--inspect', '/abs/olute', '../up']
    expect(foldersOf({ argv, hasAppArgument: true, cwd })).toEqual(['/home/reader/Articles', '/abs/olute', '/home/up'])
  })

  it('are all plain arguments of a packaged one', () => {
    expect(foldersOf({ argv: ['/lectern', 'Articles', ''], hasAppArgument: false, cwd })).toEqual([
      '/home/reader/Articles',
    ])
  })

  it('may be none', () => {
    expect(foldersOf({ argv: ['/electron', '/lectern'], hasAppArgument: true, cwd })).toEqual([])
  })
})
