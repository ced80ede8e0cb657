/** Loaded into the browser shell's process (NODE_OPTIONS=--import): notes the longest time its event loop did not turn. */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const file = process.env.BENCH_LOOP_FILE
if (file && isMainThread && process.argv.includes('serve')) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const write = () => writeFileSync(file, JSON.stringify({ longest: delay.max / 1e6 }))
  setInterval(write, 500).unref()
  process.once('exit', write)
}
