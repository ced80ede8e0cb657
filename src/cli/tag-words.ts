/** The words of `lectern tag`: which tags to add, which to remove. */
import { wrongUse } from './errors'

/** Tags as the reader named them, in their order. */
export interface TagChanges {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/**
 * Reads `+name …` and the values of `--remove`. A `+` marks an addition wherever it stands, also after `--remove old`; a tag
 * that itself begins with `+` is added as `++1` and removed as `--remove=+1`, which `args` (as typed) still tells.
 */
export function readTagWords(
  words: readonly string[],
  removed: readonly string[],
  args: readonly string[],
): TagChanges {
  const add: string[] = []
  const remove: string[] = []
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  for (const word of words) {
    if (!word.startsWith('+'))
      throw wrongUse(
        `“${word}” is not a tag to add: write +${word}, in quotes if the name has spaces ("+a tag"), or --remove ${word}.`,
      )
    add.push(tagName(word.slice(1)))
  }
  for (const word of removed) {
    if (word.startsWith('+') && !options.includes(`--remove=${word}`)) add.push(tagName(word.slice(1)))
    else remove.push(tagName(word))
  }
  if (add.length === 0 && remove.length === 0)
    throw wrongUse('Say which tag to add (+name) or to remove (--remove name).')
  const both = add.find((name) => remove.includes(name))
  if (both !== undefined) throw wrongUse(`The tag “${both}” cannot be added and removed at once.`)
  return { add, remove }
}

function tagName(written: string): string {
  const name = written.trim()
  if (name === '') throw wrongUse('A tag needs a name: write it right after the +, as in +politics.')
  if (name.length > 200) throw wrongUse('A tag can have at most 200 characters.')
  return name
}
