/** The system's own dialogs. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

const ask = (
  parent: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<{ canceled: boolean; filePaths: string[] }> =>
  parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)

/** Asks for folders of articles; an empty list when the dialog was closed. */
export async function pickFolders(parent: BrowserWindow | null): Promise<readonly string[]> {
  const { canceled, filePaths } = await ask(parent, {
    title: 'Open folders of articles',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'multiSelections'],
  })
  return canceled ? [] : filePaths
}

/** Asks where an export goes; null when the dialog was closed. */
export async function pickExportFolder(parent: BrowserWindow | null, suggested: string | null): Promise<string | null> {
  const { canceled, filePaths } = await ask(parent, {
    title: 'Export to a folder',
    buttonLabel: 'Export here',
    properties: ['openDirectory', 'createDirectory'],
    ...(suggested === null ? {} : { defaultPath: suggested }),
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Edits could not be written before the end: true to try again, false to quit all the same. */
export async function askToTryAgain(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'Your last changes are not saved yet.',
    detail:
      'Lectern could not write them to disk in ten seconds. Make room or connect the disk again, then try again. If you quit now, they are lost.',
    buttons: ['Try again', 'Quit without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}
