import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestStates, testStates } from './support'

let test: TestStates
beforeEach(async () => {
  test = await testStates(true)
})
afterEach(() => test.remove())

it('the highest counter in a log from elsewhere leaves room for what the reader sorts', async () => {
  const logs = join(test.folder, '.lectern', 'states')
  await mkdir(logs, { recursive: true })
  const line = { articles: [['a.txt', 'ha']], counter: 2 ** 50, replica: 'zzz', triage: 'later' }
  await writeFile(join(logs, 'theirs.jsonl'), `{"schemaVersion":1}\n${JSON.stringify(line)}\n`)
  const states = await test.open()
  expect(states.of('a.txt').triage).toBe('later')
  await states.set([{ articles: [{ path: 'a.txt', hash: 'ha' }], triage: 'archived' }])
  await states.close()
  const again = await test.open()
  expect(again.of('a.txt').triage).toBe('archived')
  await again.close()
})
