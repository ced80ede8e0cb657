/** The side that has measurements done in processes of their own, one after the other. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The bundles beside this one. */
const built = import.meta.dirname

/** Starts a bundle, gives it one job and returns what it answers. Rejects when it ends without an answer. */
export function inProcess<T>(bundle: string, job: string, input: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', '--max-old-space-size=8192', join(built, `${bundle}.js`)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, LECTERN_PARSE_WORKER: join(built, 'parse-worker.js') },
    })
    let answer: { readonly value: T } | null = null
    child.on('message', (message: { readonly value: T }) => {
      answer = message
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (answer !== null) resolve(answer.value)
      else reject(new Error(`${bundle} ended (${code}) before it had done its ${job}.`))
    })
    child.send({ job, input })
  })
}
