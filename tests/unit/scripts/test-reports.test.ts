import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { specOutcome, unitOutcome } from '../../../scripts/test-reports.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-reports-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function report(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('a run of unit tests', () => {
  test('names what failed, with the first lines of why, and a file that did not load', () => {
    const path = report({
      ...{ numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [failing, { status: 'passed' }] },
        { name: 'b.test.ts', status: 'failed', message: 'No such module', assertionResults: [] },
        { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [{ status: 'passed' }] },
      ],
    })
    expect(unitOutcome(path, 1)).toEqual({
      ...{ passed: 3, failed: 2, skipped: 2, unsteady: [] },
      failures: [
        { name: 'a.test.ts: adds two and two', why: 'expected 4\nbut got 5' },
        { name: 'b.test.ts', why: 'No such module' },
      ],
    })
  })

  test('that broke off without a report is a failure', () => {
    expect(unitOutcome(join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1 })
  })
})

const failing = {
  status: 'failed',
  fullName: 'adds two and two',
  failureMessages: ['\u001b[31mexpected 4\u001b[0m\n\nbut got 5'],
}

describe('a run of specs', () => {
  const spec = (title: string, status: string, messages: readonly (string | null)[]) => ({
    ...{ title, file: 'x.spec.ts', line: 7 },
    tests: [
      {
        ...{ projectName: 'desktop', status },
        results: messages.map((message) =>
          message === null ? { status: 'passed' } : { status: 'failed', error: { message } },
        ),
      },
    ],
  })

  test('tells what failed from what passed when it was tried again', () => {
    const path = report({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [],
      suites: [
        {
          specs: [spec('well', 'expected', [null])],
          suites: [{ specs: [spec('ill', 'unexpected', ['gone', 'gone']), spec('late', 'flaky', ['too late', null])] }],
        },
      ],
    })
    expect(specOutcome(path, 1)).toEqual({
      ...{ passed: 2, failed: 1, skipped: 2 },
      failures: [{ name: '[desktop] x.spec.ts:7 ill', why: 'gone' }],
      unsteady: [{ name: '[desktop] x.spec.ts:7 late', why: 'too late' }],
    })
  })

  test('that ended badly without a failed spec is a failure all the same', () => {
    const path = report({ stats: { expected: 5 }, suites: [], errors: [] })
    expect(specOutcome(path, 1)).toMatchObject({ passed: 5, failed: 1 })
    expect(specOutcome(path, 0)).toMatchObject({ passed: 5, failed: 0, failures: [] })
  })
})
