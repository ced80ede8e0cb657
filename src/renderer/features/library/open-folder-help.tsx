import type { ReactNode } from 'react'
import { useAppInfo } from '../../client/app-info'
import { Panel } from '../../ui/panel'
import { BrowseFolders } from './browse-folders'
import { OpenSample } from './open-sample'
import { RecentLibraries } from './recent-libraries'

/** How a folder is opened where there is no dialog for it: one below the start, a recent one, the sample. */
export function OpenFolderHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const info = useAppInfo()
  return (
    <Panel title="Open a folder" onClose={onClose}>
      {info?.can.browseFolders === true && <BrowseFolders onOpened={onClose} />}
      <p>Folders you opened before are one press away.</p>
      <RecentLibraries onOpened={onClose} />
      <div className="actions">
        <OpenSample className="button" onOpened={onClose} />
      </div>
    </Panel>
  )
}
