import type { ReactNode } from 'react'
import { Panel } from '../../ui/panel'
import { RecentLibraries } from './recent-libraries'

/** In a browser there is no folder dialog: says how a folder is opened there, and offers the recent ones. */
export function OpenFolderHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Panel title="Open a folder" onClose={onClose}>
      <p>
        This window runs in a browser, and a page in a browser cannot be given a folder of your computer. Name the
        folder when you start Lectern in the terminal:
      </p>
      <pre>lectern serve ~/Articles</pre>
      <p>Several folders can be named at once. Folders you opened before are here:</p>
      <RecentLibraries onOpened={onClose} />
    </Panel>
  )
}
