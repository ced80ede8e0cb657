/** What can be chosen in the settings, by preference. */
import type { Choices } from './controls'

export const themeNames: Choices<'theme'> = [
  { id: 'system', name: 'System' },
  { id: 'light', name: 'Light' },
  { id: 'sepia', name: 'Sepia' },
  { id: 'dark', name: 'Dark' },
  { id: 'contrast', name: 'Contrast' },
]
export const fontNames: Choices<'textFont'> = [
  { id: 'serif', name: 'Serif' },
  { id: 'sans', name: 'Sans' },
]
export const densityNames: Choices<'density'> = [
  { id: 'comfortable', name: 'Comfortable' },
  { id: 'compact', name: 'Compact' },
]
export const placeNames: Choices<'notesPlace'> = [
  { id: 'ask', name: 'Ask in each library' },
  { id: 'beside', name: 'Beside the articles' },
  { id: 'app', name: 'In Lectern’s own data' },
]
export const triageNames: Choices<'afterTriage'> = [
  { id: 'next', name: 'Open the next' },
  { id: 'stay', name: 'Stay' },
]
/** As the schema of the settings bounds them. */
export const sizes = { least: 15, most: 26, usual: 18 }
export const widths = { least: 45, most: 100 }
