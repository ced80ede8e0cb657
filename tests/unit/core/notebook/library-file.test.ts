import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLibraryFile, libraryFileSchema } from '#core/notebook/format'
import {
  applyLibraryEdit,
  type LibraryEdit,
  type LibraryFile,
  mergeLibraryFiles,
  newLibraryFile,
} from '#core/notebook/library-file'
import { keptSearches } from '#core/notebook/saved-search'

const id = fc.constantFrom('s1', 's2', '__proto__')
const edit: fc.Arbitrary<LibraryEdit> = fc.oneof(
  fc.record({
    kind: fc.constant('save-search' as const),
    search: fc.record({
      ...{ id, name: fc.constantFrom('Oil', 'Grain'), text: fc.constantFrom('oil', 'wheat OR corn') },
      ...{ folder: fc.constantFrom('', 'news/2024'), tags: fc.subarray(['a', 'b/c']) },
    }),
  }),
  fc.record({ kind: fc.constant('rename-search' as const), id, name: fc.constantFrom('Named', 'Anew') }),
  fc.record({ kind: fc.constant('remove-search' as const), id }),
)
const replicas = ['r1', 'r2', 'r3'] as const
const step = fc.record({ at: fc.nat(2), from: fc.nat(2), edit: fc.option(edit) })

/** What each of three writers has after editing on its own and taking over from each other now and then. */
const histories: fc.Arbitrary<readonly [LibraryFile, LibraryFile, LibraryFile]> = fc
  .array(step, { maxLength: 20 })
  .map((steps) => {
    const files = replicas.map((replica) => newLibraryFile(`id-${replica}`))
    for (const { at, from, edit: change } of steps) {
      const [file, other, replica] = [files[at], files[from], replicas[at]]
      if (!file || !other || !replica) continue
      files[at] = change === null ? mergeLibraryFiles(file, other) : applyLibraryEdit(file, change, replica)
    }
    const [a, b, c] = files
    if (!a || !b || !c) throw new Error('three writers')
    return [a, b, c]
  })

const text = formatLibraryFile

describe('what is kept about a library', () => {
  it('merges without regard to order or grouping, and merging again changes nothing', () => {
    fc.assert(
      fc.property(histories, ([a, b, c]) => {
        expect(text(mergeLibraryFiles(a, b))).toBe(text(mergeLibraryFiles(b, a)))
        expect(text(mergeLibraryFiles(mergeLibraryFiles(a, b), c))).toBe(
          text(mergeLibraryFiles(a, mergeLibraryFiles(b, c))),
        )
        expect(text(mergeLibraryFiles(a, a))).toBe(text(a))
        expect(text(mergeLibraryFiles(mergeLibraryFiles(a, b), b))).toBe(text(mergeLibraryFiles(a, b)))
      }),
    )
  })

  it('comes out of its file as it went in', () => {
    fc.assert(
      fc.property(histories, (files) => {
        for (const file of files) expect(libraryFileSchema.parse(JSON.parse(text(file)))).toEqual(file)
      }),
    )
  })

  it('lets an edit made after all others stand', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom('s1', 's2'), (files, search) => {
        const seen = files.reduce(mergeLibraryFiles)
        const removed = applyLibraryEdit(seen, { kind: 'remove-search', id: search }, 'last')
        const merged = files.reduce(mergeLibraryFiles, removed)
        expect(keptSearches(merged.savedSearches).map((kept) => kept.id)).not.toContain(search)
      }),
    )
  })
})

describe('saved searches', () => {
  const saved = applyLibraryEdit(
    newLibraryFile('L'),
    { kind: 'save-search', search: { id: 's1', name: 'Oil', text: 'oil', folder: 'news', tags: ['a'] } },
    'r1',
  )

  it('keep what another program put into them when they are renamed', () => {
    const mark = { ...saved.savedSearches.get('s1'), colour: 'green', revision: { counter: 4, replica: 'x' } }
    const file = { ...saved, savedSearches: new Map([['s1', mark]]) }
    const renamed = applyLibraryEdit(file, { kind: 'rename-search', id: 's1', name: 'Crude' }, 'r1')
    expect(renamed.savedSearches.get('s1')).toMatchObject({ name: 'Crude', text: 'oil', colour: 'green' })
    expect(renamed.savedSearches.get('s1')?.revision).toEqual({ counter: 5, replica: 'r1' })
  })

  it('stay the same where an edit changes nothing', () => {
    const removed = applyLibraryEdit(saved, { kind: 'remove-search', id: 's1' }, 'r1')
    expect(applyLibraryEdit(saved, { kind: 'rename-search', id: 's1', name: 'Oil' }, 'r1')).toBe(saved)
    expect(applyLibraryEdit(removed, { kind: 'remove-search', id: 's1' }, 'r1')).toBe(removed)
    expect(applyLibraryEdit(removed, { kind: 'rename-search', id: 's1', name: 'Back' }, 'r1')).toBe(removed)
  })

  it('are listed by name, and what is none is passed over', () => {
    const revision = { counter: 1, replica: 'A' }
    const marks = new Map([
      ['1', { revision, name: 'über', text: 'a' }],
      ['2', { revision, name: 'Zebra', text: 'b', folder: 'x', tags: ['t'] }],
      ['3', { revision, name: 'apple', text: 'c', folder: 7, tags: 'none' }],
      ['4', { revision, text: 'nameless' }],
      ['5', { revision, removed: true, name: 'gone', text: 'd' }],
    ])
    expect(keptSearches(marks)).toEqual([
      { id: '3', name: 'apple', text: 'c', folder: '', tags: [] },
      { id: '1', name: 'über', text: 'a', folder: '', tags: [] },
      { id: '2', name: 'Zebra', text: 'b', folder: 'x', tags: ['t'] },
    ])
  })
})
