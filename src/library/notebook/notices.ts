/** What the notebook tells the reader: what happened, what it means for the notes, what to do. */
import type { LecternError } from '#shared/result'
import type { NotebookPlaces } from './place'

export const closedMessage = 'This library is closed. Open it again to change tags and notes.'

export const placeMessage =
  'Choose where tags and notes of this library are kept: beside the articles, in a folder “.lectern”, or in ' +
  'Lectern’s own data. Nothing has been written yet.'

export const savedNotice = 'Everything you wrote is saved now.'

/** Saving began to fail. */
export function unsavedNotice(problem: LecternError): string {
  return (
    `Your last tags and notes are not saved yet. ${problem.message} ` +
    'They are kept in memory and Lectern tries again by itself; leave it open until it says that they are saved.'
  )
}

/** A note turned out to have two texts. */
export function conflictNotice(title: string): string {
  return `The note on “${title}” was written in two places at the same time. Both texts are kept, one below the other.`
}

/** A folder of the notebook turned out to be a symbolic link. */
export function linkMessage(link: string): string {
  return `“${link}” leads to another folder through a link, so Lectern neither reads nor writes there.`
}

/** Nothing can be written beside the articles, or (`link`) only through a link. */
export function readOnlyNotice({ folder, roots }: NotebookPlaces, link: string | null): string {
  const reason = link === null ? `“${folder}” cannot be written to.` : linkMessage(link)
  return `${reason} Your tags and notes are kept in Lectern's own data, in “${roots.app}”.`
}

/** A broken `library.json` was moved; `aside` is where it lies now. */
export function asideNotice(aside: string): string {
  return `“library.json” of this library could not be read and was set aside as “${aside}”. A new one was made.`
}

/** A file is of a newer format. */
export function newerMessage(file: string): string {
  return (
    `“${file}” was written by a newer Lectern. It is left as it is, and this version cannot change it; ` +
    'update Lectern to go on annotating.'
  )
}
