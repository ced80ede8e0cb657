/** The guide says what is true: its list of keys is the registry's. `npx vitest run tests/unit/guide.test.ts -u` writes it anew. */
import { expect, test } from 'vitest'
import { commandGroups, commandNames, commands } from '#shared/commands'
import { showKey } from '../../src/renderer/desk/keys'

const tableOf = (group: (typeof commandGroups)[number]): string => {
  const rows = commandNames
    .filter((name) => commands[name].group === group)
    .map((name) => {
      const keys = commands[name].keys.map((key) => `\`${showKey(key, false)}\``)
      return `| ${commands[name].title} | ${keys.join(' ')} |`
    })
  return [`## ${group}`, '', '| what | keys |', '| --- | --- |', ...rows].join('\n')
}

test('the guide lists every command with its keys', async () => {
  const text = [
    '# Every key',
    'On a Mac, `Ctrl` is `⌘`. Single characters mean text while you type in a field; the settings switch them off altogether. Every command is in `Ctrl+K`, with ' +
      'or without a key. The settings (`Ctrl+,`) give any of them other keys, and say so where a key is in use already.',
    ...commandGroups.map(tableOf),
    '## While a passage is chosen by keyboard',
    '[Highlights and notes](highlights-and-notes.md) says what the keys do then.',
  ]
  await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('../../docs/guide/keys.md')
})
