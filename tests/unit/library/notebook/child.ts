/** A process of its own that annotates, for the tests that kill it, run two of it, or run it as somebody else. */
import { randomUUID } from 'node:crypto'
import { openNotebook } from '#library/notebook/notebook'
import type { Notice } from '#library/notebook/types'

const [task = '', folder = '', dataDir = '', name = ''] = process.argv.slice(2)
const notices: Notice[] = []
const say = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)
const refOf = (path: string) => ({ path, hash: `hash of ${path}`, title: path })

const notebook = await openNotebook({
  folder,
  dataDir,
  defaultPlace: 'beside',
  now: Date.now,
  newId: randomUUID,
  notify: (notice) => notices.push(notice),
})

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Writes notes as fast as it can, and says each one that was answered. */
  async write() {
    for (let number = Number(name); ; number++) {
      const path = `${number % 3}.txt`
      await notebook.setNote(refOf(path), `Note ${number} ${'and so on '.repeat(number % 50)}`)
      say({ path, number })
    }
  },
  /** Adds fifty tags of its own to one article. */
  async tag() {
    await Promise.all(
      Array.from({ length: 5 }, async (_, lane) => {
        for (let at = lane; at < 50; at += 5) await notebook.addTag([refOf('a.txt')], `${name}/${at}`)
      }),
    )
    await notebook.close()
  },
  /** Keeps ten searches, and removes one of them. */
  async search() {
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        notebook.saveSearch({ name: `${name} ${at}`, text: name, folder: '', tags: [] }),
      ),
    )
    await notebook.removeSearch(kept[3]?.id ?? '')
    await notebook.close()
    say({ place: notebook.place, searches: notebook.searches().length })
  },
  /** Adds one tag, and says where it went. */
  async once() {
    const { readOnly } = notebook
    await notebook.addTag([refOf('a.txt')], name)
    await notebook.close()
    say({ readOnly, place: notebook.place, tags: notebook.annotation('a.txt').tags, notices })
  },
}

await tasks[task]?.()
