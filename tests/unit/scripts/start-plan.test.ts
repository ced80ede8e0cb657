import { describe, expect, it } from 'vitest'
import { summariseFailure } from '../../../scripts/start-facts.mjs'
import { type Facts, planStart } from '../../../scripts/start-plan.mjs'

const fine: Facts = {
  ...{ platform: 'linux', isRoot: false, noSandbox: false, display: 'x11', program: '/electron/electron' },
  ...{ fetchProblem: null, override: null, missingLibraries: [], sandbox: 'ready' },
}
const plan = (change: Partial<Facts>): ReturnType<typeof planStart> => planStart({ ...fine, ...change })

describe('Lectern starts in a window', () => {
  it.each<[string, Partial<Facts>, string[]]>([
    ['where everything is there', {}, []],
    ['on Wayland, which Electron has to be told', { display: 'wayland' }, ['--ozone-platform=wayland']],
    ['as root, if the reader says so', { isRoot: true, noSandbox: true }, ['--no-sandbox']],
    ['without a sandbox, if the reader says so', { sandbox: 'forbidden', noSandbox: true }, ['--no-sandbox']],
    ['on macOS, where there is no DISPLAY', { platform: 'darwin', display: 'none' }, []],
    ['on Windows', { platform: 'win32', display: 'none' }, []],
  ])('%s', (_, change, switches) => {
    expect(plan(change)).toEqual({ kind: 'desktop', program: '/electron/electron', switches })
  })
})

describe('Lectern fetches the runtime', () => {
  it('once, where nothing else stands in the way', () => {
    expect(plan({ program: null })).toEqual({ kind: 'fetch' })
    expect(plan({ program: null, fetchProblem: 'no network' }).kind).toBe('browser')
  })

  it.each<[Partial<Facts>]>([[{ display: 'none' }], [{ isRoot: true }], [{ override: '/elsewhere' }]])(
    'not for nothing: %j',
    (change) => {
      expect(plan({ program: null, ...change }).kind).toBe('browser')
    },
  )
})

describe('Lectern starts in the browser and says why, with the fix', () => {
  it.each<[string, Partial<Facts>, RegExp[]]>([
    ['no display', { display: 'none' }, [/DISPLAY/, /desktop session/]],
    ['root', { isRoot: true }, [/as root/, /LECTERN_NO_SANDBOX=1/]],
    ['no runtime', { program: null, fetchProblem: 'ENOTFOUND' }, [/ENOTFOUND/, /ELECTRON_MIRROR/]],
    ['a wrong override', { program: null, override: '/nowhere' }, [/ELECTRON_OVERRIDE_DIST_PATH names \/nowhere/]],
    ['libraries', { missingLibraries: ['libnss3.so', 'libgbm.so.1'] }, [/libnss3\.so, libgbm\.so\.1/, /install them/]],
    ['a forbidden sandbox', { sandbox: 'forbidden' }, [/\/electron\/chrome-sandbox/, /LECTERN_NO_SANDBOX=1/]],
  ])('%s', (_, change, words) => {
    const decided = plan(change)
    const because = decided.kind === 'browser' ? decided.because : ''
    for (const word of words) expect(because).toMatch(word)
    expect(because).toMatch(/^[^.]*([.][^\s][^.]*)*[.]$/)
  })
})

describe('an installer’s complaint in one line', () => {
  it.each([
    [
      'RequestError: getaddrinfo ENOTFOUND github.com\n    at Object.<anonymous> (got.js:1)\n',
      'getaddrinfo ENOTFOUND github.com',
    ],
    ['npm noise\nHTTPError: Response code 403 (Forbidden) for x\n    at a\n', 'Response code 403 (Forbidden) for x'],
    ['TypeError: fetch failed\n    at undici\n', 'its download server could not be reached'],
    ['something odd\nand its end\n', 'and its end'],
    ['', 'the installer gave no reason'],
  ])('%j', (said, line) => {
    expect(summariseFailure(said)).toBe(line)
  })
})
