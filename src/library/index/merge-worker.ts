/** A worker thread that makes large segments of the search index, so that no search has to wait for it. */
import { parentPort } from 'node:worker_threads'
import { freezeAnnotations } from '#core/search/freeze'
import { joinSegments } from '#core/search/join'
import type { SegmentAnswer, SegmentJob, SegmentWork } from './merge-protocol'
import { inSharedMemory } from './shared-memory'

const make = (work: SegmentWork): Uint8Array =>
  work.kind === 'join' ? joinSegments(work.inputs) : freezeAnnotations(work.annotations, work.languages).bytes

parentPort?.on('message', ({ job, work }: SegmentJob) => {
  const answer: SegmentAnswer = { job, segment: inSharedMemory(make(work)) }
  parentPort?.postMessage(answer)
})
