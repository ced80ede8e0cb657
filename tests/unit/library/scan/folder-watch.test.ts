import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { FolderWatch } from '#library/scan/folder-watch'

/** A watch on a folder, with how many subscriptions it has at the moment. */
function counted() {
  let open = 0
  const subscribe = async () => {
    await delay(5)
    open += 1
    return {
      unsubscribe: async () => {
        await delay(1)
        open -= 1
      },
    }
  }
  const options = { root: '/folder', onChange: () => undefined, onFallback: () => undefined, subscribe }
  return { watch: new FolderWatch(options, () => undefined), open: () => open }
}

describe('the watch on a folder that was gone', () => {
  it('is made anew when the folder is back', async () => {
    const { watch, open } = counted()
    watch.start()
    watch.gone()
    await watch.there()
    expect(open(), 'changes are noticed as soon as the folder is said to be there').toBe(1)
    await watch.close()
    expect(open()).toBe(0)
  })

  it('is not made anew once it is closed', async () => {
    const { watch, open } = counted()
    watch.start()
    watch.gone()
    const back = watch.there()
    await watch.close()
    await back
    await delay(10)
    expect(open()).toBe(0)
  })
})
