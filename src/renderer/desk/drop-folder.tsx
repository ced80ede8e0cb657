import { type ReactNode, useEffect, useState } from 'react'
import { useAppInfo } from '../client/app-info'
import { useConnection } from '../client/hooks'
import styles from './desk.module.css'
import { useNotices } from './notices'

/** Opens folders dropped anywhere on the window; without a desktop shell, says why it cannot. */
export function DropFolder(): ReactNode {
  const connection = useConnection()
  const info = useAppInfo()
  const { tell, fail } = useNotices()
  const [over, setOver] = useState(false)
  const can = info?.can.dropFolder === true
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      // Without this, the browser would leave the page to show what was dropped.
      event.preventDefault()
      setOver(true)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      if (!can) {
        tell(
          'info',
          'A browser does not say where a dropped folder lies. Start Lectern with it: lectern serve <folder>',
        )
        return
      }
      for (const file of event.dataTransfer?.files ?? []) connection.openDropped(file).catch(fail)
    }
    window.addEventListener('dragover', onOver, { signal })
    window.addEventListener('drop', onDrop, { signal })
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false)
      },
      { signal },
    )
    return () => stop.abort()
  }, [connection, can, tell, fail])
  return over && can ? <div className={styles.drop}>Drop the folder to open it here</div> : null
}
