import { describe, expect, it } from 'vitest'
import { cacheFolder, dataFolder, folderKey } from '#library/disk/folders'

describe('the folders of this machine', () => {
  it.each([
    ['linux', {}, '/home/r', '/home/r/.local/share/lectern', '/home/r/.cache/lectern'],
    ['linux', { XDG_DATA_HOME: '/d', XDG_CACHE_HOME: '/c' }, '/home/r', '/d/lectern', '/c/lectern'],
    [
      'linux',
      { XDG_DATA_HOME: 'd', XDG_CACHE_HOME: '' },
      '/home/r',
      '/home/r/.local/share/lectern',
      '/home/r/.cache/lectern',
    ],
    ['linux', { LECTERN_DATA_DIR: '/own/data', LECTERN_CACHE_DIR: '/own/cache' }, '/home/r', '/own/data', '/own/cache'],
    ['darwin', {}, '/Users/r', '/Users/r/Library/Application Support/Lectern', '/Users/r/Library/Caches/Lectern'],
    [
      'win32',
      { APPDATA: 'C:\\Users\\r\\AppData\\Roaming' },
      'C:\\Users\\r',
      'C:\\Users\\r\\AppData\\Roaming\\Lectern',
      'C:\\Users\\r\\AppData\\Local\\Lectern\\Cache',
    ],
  ] as const)('on %s with %o', (platform, env, home, data, cache) => {
    expect(dataFolder(env, platform, home)).toBe(data)
    expect(cacheFolder(env, platform, home)).toBe(cache)
  })

  it('have a key of letters and digits for every path, another for another', () => {
    expect(folderKey('/a')).toMatch(/^[0-9a-f]{32}$/)
    expect(folderKey('/a')).not.toBe(folderKey('/ab'))
  })
})
