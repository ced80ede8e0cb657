/** What the reader is told of states and their logs. */
import type { LecternError } from '#shared/result'
import type { Notice } from '../notebook/types'
import { type Look, newerStates } from './state-files'

/** What is wrong with the logs of a look, each with its file. */
export function troubles({ logs, newer, unreadable }: Look): readonly (readonly [file: string, message: string])[] {
  return [
    ...newer.map((file) => [file, newerStates(file)] as const),
    ...unreadable.map(({ file, reason }) => [file, `What was sorted and read is not all shown. ${reason}`] as const),
    ...logs.flatMap(({ file, broken }) => (broken.length === 0 ? [] : [[file, brokenStates(file, broken)] as const])),
  ]
}

const brokenStates = (file: string, lines: readonly number[]): string =>
  `“${file}” is damaged in ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}: what was sorted or read then is not known. ` +
  'The rest of the file is in use, and the damaged part is kept.'

/** What was not saved is saved. */
export const savedNotice: Notice = { level: 'info', message: 'What you sorted and read is saved now.' }

/** What the reader did cannot be saved now. */
export const unsavedNotice = ({ message }: LecternError): Notice => ({
  level: 'error',
  message:
    `What you sorted or read last is not saved yet. ${message} ` +
    'It is kept in memory and Lectern tries again by itself; leave it open until it says that it is saved.',
})
