/** A process of its own that annotates, for the tests that kill it, run two of it, or run it as somebody else. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeAnchor } from '#core/anchoring/index'
import type { Edit } from '#core/notebook/record'
import { examine } from '#library/doctor/examine'
import { openNotebook } from '#library/notebook/notebook'
import type { Notice } from '#library/notebook/types'
import { addTag } from '../../../support/notebook-edits'

const [task = '', folder = '', dataDir = '', name = ''] = process.argv.slice(2)
const notices: Notice[] = []
const say = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)
const refOf = (path: string) => ({ path, hash: `hash of ${path}`, title: path })

const text = 'The ferry sails at noon, and the harbour waits for it, as it does every day of the year but one.'
const highlight = (id: string, start: number): Edit => ({
  ...{ kind: 'add-highlight', id, anchor: makeAnchor(text, start, start + 12), colour: 'green' },
  created: '2024-01-04T10:00:00.000Z',
})
/** Waits until the other of two processes (“one” and “two”) is at the same point. */
async function meet(point: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(join(dataDir, `${name}-${point}`), '')
  while (!existsSync(join(dataDir, `${name === 'one' ? 'two' : 'one'}-${point}`))) await delay(2)
}

const notebook = await openNotebook({
  folder,
  dataDir,
  defaultPlace: 'beside',
  now: Date.now,
  newId: randomUUID,
  notify: (notice) => notices.push(notice),
})

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Writes forty highlights with notes, and notes, on one article, beside another process that does the same. */
  async annotate() {
    const article = refOf('a.txt')
    const noteKnown = () => notebook.record(article.path)?.note.seen ?? new Map<string, number>()
    const note = (words: string) =>
      notebook.edit([{ article, edits: [{ kind: 'set-note', text: words, known: noteKnown() }] }])
    await meet('begin')
    for (let at = 0; at < 40; at++) {
      const id = `${name}-${at}`
      await notebook.edit([
        {
          article,
          edits: [highlight(id, at), { kind: 'note-highlight', id, text: `${name} ${at}`, known: new Map() }],
        },
      ])
      await note(`${name} ${at}`)
    }
    await meet('last')
    await notebook.reconcile(new Map([[article.path, article]]))
    await meet('see')
    await note(`The last of ${name}`)
    await meet('done')
    await notebook.reconcile(new Map([[article.path, article]]))
    await notebook.close()
    say({ notices })
  },
  /** Fills the disk the library lies on, writes, and makes room again. */
  async fill() {
    const article = refOf('a.txt')
    const seen = (annotation: { readonly note: string; readonly highlights: readonly unknown[] }) => ({
      note: annotation.note,
      highlights: annotation.highlights.length,
    })
    const setNote = (words: string): Edit => ({
      ...{ kind: 'set-note', text: words, known: notebook.record(article.path)?.note.seen ?? new Map() },
    })
    await notebook.edit([{ article, edits: [setNote('Written before'), highlight('first', 0)] }])
    const filler = join(folder, 'filler')
    await writeFile(filler, '')
    // Down to the last byte: in ever smaller pieces.
    for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2)) {
      for (;;) {
        const isFull = await appendFile(filler, 'x'.repeat(bytes)).then(
          () => false,
          () => true,
        )
        if (isFull) break
      }
    }
    const refused = await notebook
      .edit([{ article, edits: [setNote('Written on the full disk'), highlight('second', 9)] }])
      .then(String, (error: Error) => error.message)
    const open = () =>
      openNotebook({ folder, dataDir, defaultPlace: null, now: Date.now, newId: randomUUID, notify: () => undefined })
    const shown = seen(notebook.annotation(article.path))
    const onDisk = seen((await open()).annotation(article.path))
    const { findings } = await examine(folder, dataDir)
    await rm(filler)
    await notebook.flush()
    await notebook.close()
    const later = seen((await open()).annotation(article.path))
    const broken = findings.filter(({ kind }) => kind !== 'leftover' && kind !== 'orphan')
    say({ refused, shown, onDisk, broken, later, levels: notices.map(({ level }) => level) })
  },
  /** Moves the notebook, and says what became of it. */
  async move() {
    const outcome = await notebook.move(name === 'app' ? 'app' : 'beside').then(
      () => ({ code: null }),
      ({ code, message }) => ({ code, message }),
    )
    await notebook.close()
    say(outcome)
  },
  /** Adds fifty tags of its own to one article. */
  async tag() {
    await Promise.all(
      Array.from({ length: 5 }, async (_, lane) => {
        for (let at = lane; at < 50; at += 5) await addTag(notebook, [refOf('a.txt')], `${name}/${at}`)
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
    await addTag(notebook, [refOf('a.txt')], name)
    await notebook.close()
    say({ readOnly, place: notebook.place, tags: notebook.annotation('a.txt').tags, notices })
  },
}

await tasks[task]?.()
