/** What a run of tests came to, read from the reports of the two runners. */
import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Trouble A test that failed, or that passed only when it was tried again.
 * @property {string} name
 * @property {string} why The first lines of its first error.
 */
/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly Trouble[]} failures
 * @property {readonly Trouble[]} unsteady
 */

/** Reads Vitest's JSON report. A file that does not load has no tests that could fail: it is a failure itself. @param {string} path @param {number} code What the runner ended with. @returns {Outcome} */
export function unitOutcome(path, code) {
  const { numPassedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = readReport(path)
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [{ name, why: firstLines(message) }]
    return failed.map((test) => ({ name: `${name}: ${test.fullName}`, why: firstLines(test.failureMessages[0]) }))
  })
  return outcome({ passed: numPassedTests, skipped: numPendingTests + numTodoTests, failures, unsteady: [] }, code)
}

/** Reads Playwright's JSON report. @param {string} path @param {number} code What the runner ended with. @returns {Outcome} */
export function specOutcome(path, code) {
  const { stats = {}, suites = [], errors = [] } = readReport(path)
  const specs = suites.flatMap(specsOf)
  const troubles = (status) =>
    specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter((test) => test.status === status)
        .map(({ projectName, results }) => ({
          name: `[${projectName}] ${file}:${line} ${title}`,
          why: firstLines(results.find(({ status }) => status !== 'passed')?.error?.message),
        })),
    )
  const failures = [
    ...troubles('unexpected'),
    ...errors.map(({ message }) => ({ name: 'specs', why: firstLines(message) })),
  ]
  const unsteady = troubles('flaky')
  return outcome(
    { passed: (stats.expected ?? 0) + unsteady.length, skipped: stats.skipped ?? 0, failures, unsteady },
    code,
  )
}

function outcome({ failures, ...others }, code) {
  // A runner that broke off may not have said what failed.
  const all = code !== 0 && failures.length === 0 ? [{ name: 'the run', why: `ended with ${code}` }] : failures
  return { ...others, failures: all, failed: all.length }
}

const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)]

/** Without the colours that terminals show. */
function firstLines(message = '') {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are made of.
  const lines = message.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, 8)
    .join('\n')
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
