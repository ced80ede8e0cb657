/** The name of the settings file in Lectern's data folder, the same for the desktop, the browser shell and the terminal. */
export const settingsFile = 'settings.json'
