/** A process of its own that sorts articles, for the tests that kill it or run it without rights. */
import { randomUUID } from 'node:crypto'
import type { Notice } from '#library/notebook/types'
import { openStates } from '#library/states/states'

const [task = '', folder = '', dataDir = '', first = '0'] = process.argv.slice(2)
const say = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)
const notices: Notice[] = []
const states = await openStates({
  ...{ folder, dataDir, now: Date.now, newId: randomUUID },
  notify: (notice) => notices.push(notice),
  onChange: () => undefined,
})

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Sorts as fast as it can, many articles and few, and says what was answered. */
  async write() {
    for (let number = Number(first); ; number++) {
      const triage = number % 2 === 0 ? 'archived' : 'later'
      const articles = Array.from({ length: (number % 7) * 40 + 1 }, (_, at) => ({ path: `${at}.txt`, hash: `h${at}` }))
      await states.set([{ articles, triage }])
      say(number)
    }
  },
  async sort() {
    await states.set([{ articles: [{ path: 'a.txt', hash: 'h' }], triage: 'later' }])
    await states.close()
    say({ notices: notices.length })
  },
}

await tasks[task]?.()
