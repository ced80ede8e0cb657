/** Everything a page can ask, answered the same in both shells; what a shell cannot do it leaves out of the options. */
import { isAbsolute } from 'node:path'
import {
  type AppInfo,
  type Bridge,
  type channels,
  type Emit,
  type HandlersOf,
  type LibraryChannel,
  libraryChannels,
} from '#shared/contract'
import { LecternError } from '#shared/result'
import { type Preferences, preferencesSchema, type Settings } from '#shared/settings'
import type { hostChannels } from '../host/host-contract'
import type { FolderBrowser } from './browse'
import { readLink } from './links'
import type { OpenLibraries } from './open-libraries'
import type { SettingsStore } from './settings'

export interface ShellOptions {
  readonly settings: SettingsStore
  readonly host: Bridge<typeof hostChannels>
  readonly libraries: OpenLibraries
  readonly info: AppInfo
  /** Tells every page. */
  readonly emit: Emit
  /** Shows the folder dialog; an empty list when it was closed. Left out where there is none. */
  readonly pickFolders?: () => Promise<readonly string[]>
  /** Where folders are picked from if there is no dialog. Left out where there is one. */
  readonly browse?: FolderBrowser
  /** Shows the dialog for an export's folder, starting at `suggested`; null when it was closed. Left out where there is none. */
  readonly pickExportFolder?: (suggested: string | null) => Promise<string | null>
  /** Opens an address, already checked, in the reader's own browser. Left out where the page does that itself. */
  readonly openLink?: (url: string) => Promise<void>
  /** Where exports go if no folder can be picked, absolute; null where one can. */
  readonly exportFolder: string | null
}

/** Makes the handlers; from now on, changed preferences are told to the pages. */
export function createShellHandlers(options: ShellOptions): HandlersOf<typeof channels> {
  const { settings, host, libraries, info, emit } = options

  settings.onChange((now, before) => {
    if (JSON.stringify(preferencesOf(now)) !== JSON.stringify(preferencesOf(before)))
      emit('preferences.changed', preferencesOf(now))
  })

  /** Null when the dialog was closed. */
  const pickExportFolder = async (): Promise<string | null> => {
    const to = options.pickExportFolder
      ? await options.pickExportFolder(settings.get().exportFolder)
      : options.exportFolder
    if (to === null && !options.pickExportFolder) throw cannot('Exporting')
    if (to !== null && options.pickExportFolder) settings.update({ exportFolder: to })
    return to
  }

  return {
    ...forward(host),
    'app.info': async () => info,
    'preferences.get': async () => preferencesOf(settings.get()),
    'preferences.set': async (patch) => {
      const now = settings.update(patch)
      if (patch.notesPlace !== undefined) await libraries.setDefaultPlace()
      return preferencesOf(now)
    },
    'libraries.recent': () => libraries.recent(),
    'libraries.openRecent': ({ id }) => libraries.openRecent(id),
    'libraries.openSample': () => libraries.openSample(),
    'libraries.pick': async () => {
      if (!options.pickFolders) throw cannot('Choosing a folder in a dialog')
      return libraries.openAll(await options.pickFolders())
    },
    'libraries.openDropped': async ({ path }) => {
      if (!info.can.dropFolder) throw cannot('Dropping a folder')
      // What no reader dropped, a file made by a page, has no path; an empty one would mean the folder we run in.
      if (!isAbsolute(path)) throw new LecternError('not-found', 'What was dropped is not a folder on this machine.')
      return libraries.open(path)
    },
    'folders.list': async ({ place }) => {
      if (!options.browse) throw cannot('Looking through folders')
      return options.browse.list(place)
    },
    'libraries.openPlace': async ({ place }) => {
      if (!options.browse) throw cannot('Looking through folders')
      return libraries.open(await options.browse.resolve(place))
    },
    'libraries.close': async ({ library }) => {
      await libraries.close(library)
      return null
    },
    'libraries.setRules': ({ library, include, exclude }) => libraries.setRules(library, { include, exclude }),
    'link.open': async ({ url }) => {
      if (!options.openLink) throw cannot('Opening a link in another program')
      await options.openLink(readLink(url))
      return null
    },
    'export.run': async (selection) => {
      const to = await pickExportFolder()
      return to === null ? null : host.request('host.export', { selection, to })
    },
    'annotations.export': async ({ library }) => {
      const to = await pickExportFolder()
      return to === null ? null : host.request('host.exportAnnotations', { library, to })
    },
  }
}

function preferencesOf(settings: Settings): Preferences {
  return preferencesSchema.parse(settings)
}

const cannot = (what: string): LecternError =>
  new LecternError('unavailable', `${what} is not possible here. Nothing was changed.`)

/** Hands the library's own channels on to the library process, one function for each. */
function forward(host: Bridge<typeof hostChannels>): HandlersOf<typeof libraryChannels> {
  const names = Object.keys(libraryChannels) as LibraryChannel[]
  return Object.fromEntries(
    names.map((name) => [name, (request: never) => host.request(name, request)]),
  ) as unknown as HandlersOf<typeof libraryChannels>
}
