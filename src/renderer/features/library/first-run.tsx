import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useAppInfo } from '../../client/app-info'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { BrowseFolders } from './browse-folders'
import styles from './library.module.css'
import { OpenSample } from './open-sample'
import { RecentLibraries } from './recent-libraries'
import { useOpenFolder } from './use-open-folder'

/** The first screen: what Lectern is, and the one thing to do. */
export function FirstRun(): ReactNode {
  const info = useAppInfo()
  const openFolder = useOpenFolder()
  const { state } = useDesk()
  useCommand('open-folder', openFolder)
  const picks = info?.can.pickFolder === true
  return (
    <main className={styles.first}>
      <div className={styles.firstSheet}>
        <p className={styles.wordmark}>Lectern</p>
        <h1>Read and search the articles you already keep.</h1>
        <p>
          Point Lectern at a folder of text, Markdown or saved web pages. It reads them where they lie: nothing is
          copied, nothing is changed, nothing leaves this computer.
        </p>
        <div className="actions">
          <Button className={picks ? 'button primary large' : 'button large'} onPress={openFolder}>
            Open folder…
          </Button>
          <OpenSample className={picks ? 'button large' : 'button primary large'} />
        </div>
        {state.panel?.kind === 'open-folder' && (
          <div>
            <BrowseFolders />
          </div>
        )}
        {info?.can.dropFolder === true && <p className={styles.hint}>Or drop a folder anywhere on this window.</p>}
        <RecentLibraries />
      </div>
    </main>
  )
}
