import { describe, expect, it } from 'vitest'
import { readTagWords } from '../../../src/cli/tag-words'

describe('the words of lectern tag', () => {
  it.each([
    ['one', ['+politics'], [], { add: ['politics'], remove: [] }],
    [
      'several, with spaces and levels',
      ['+long read', '+politics/us'],
      [],
      { add: ['long read', 'politics/us'], remove: [] },
    ],
    ['white space around', ['+ politics '], [], { add: ['politics'], remove: [] }],
    ['removals alone', [], ['old', 'a b'], { add: [], remove: ['old', 'a b'] }],
    ['both', ['+new'], ['old'], { add: ['new'], remove: ['old'] }],
    ['an addition after --remove', [], ['old', '+new'], { add: ['new'], remove: ['old'] }],
    ['a tag that begins with +', ['++1'], [], { add: ['+1'], remove: [] }],
    ['a tag that begins with -', ['+-x'], ['-y'], { add: ['-x'], remove: ['-y'] }],
  ])('%s', (_, words, removed, changes) => {
    expect(readTagWords(words, removed, ['tag', 'f', 'p', ...words, '--remove', ...removed])).toEqual(changes)
  })

  it('removes a tag that begins with + where the option says so', () => {
    expect(readTagWords([], ['+1'], ['tag', 'f', 'p', '--remove=+1'])).toEqual({ add: [], remove: ['+1'] })
    expect(readTagWords([], ['+1'], ['tag', '--remove', '+1', '--', 'f', '--remove=+1'])).toEqual({
      add: ['1'],
      remove: [],
    })
  })

  it.each([
    ['no +', ['politics'], [], '+politics'],
    ['no name', ['+'], [], 'needs a name'],
    ['a blank name', ['+ '], [], 'needs a name'],
    ['a blank name to remove', [], [''], 'needs a name'],
    ['nothing', [], [], '--remove name'],
    ['one name twice', ['+a'], ['a'], 'at once'],
    ['too long a name', [`+${'a'.repeat(201)}`], [], '200'],
  ])('%s is wrong use', (_, words, removed, message) => {
    expect(() => readTagWords(words, removed, words)).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => readTagWords(words, removed, words)).toThrow(message)
  })
})
