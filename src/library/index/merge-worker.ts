/** A worker thread that joins segments of the search index, so that no search has to wait for it. */
import { parentPort } from 'node:worker_threads'
import { joinSegments } from '#core/search/join'
import type { JoinAnswer, JoinJob } from './merge-protocol'
import { inSharedMemory } from './shared-memory'

parentPort?.on('message', ({ job, inputs }: JoinJob) => {
  const answer: JoinAnswer = { job, joined: inSharedMemory(joinSegments(inputs)) }
  parentPort?.postMessage(answer)
})
