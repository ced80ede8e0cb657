import type { ReactNode } from 'react'
import { useAppInfo } from '../../client/app-info'
import { Panel } from '../../ui/panel'
import { OpenSample } from './open-sample'
import { RecentLibraries } from './recent-libraries'

/** In a browser there is no folder dialog: says how a folder is opened there. */
export function ServeHelp(): ReactNode {
  return (
    <>
      <p>
        This window runs in a browser, and a page in a browser cannot be given a folder of your computer. Name the
        folder when you start Lectern in the terminal:
      </p>
      <pre>lectern serve ~/Articles</pre>
    </>
  )
}

/** Folders that were open before, and the sample library. */
export function OpenFolderHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const info = useAppInfo()
  return (
    <Panel title="Open a folder" onClose={onClose}>
      {info?.can.pickFolder === false && <ServeHelp />}
      <p>Folders you opened before are one press away.</p>
      <RecentLibraries onOpened={onClose} />
      <div className="actions">
        <OpenSample className="button" onOpened={onClose} />
      </div>
    </Panel>
  )
}
