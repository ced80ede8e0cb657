import { toFailure } from '#shared/result'
import { useAppInfo } from '../../client/app-info'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'

/** Opens a folder by the system's dialog; where the shell has none, a panel says how it is done there. */
export function useOpenFolder(): () => void {
  const connection = useConnection()
  const info = useAppInfo()
  const { dispatch } = useDesk()
  const { tell } = useNotices()
  return () => {
    if (info?.can.pickFolder !== true) {
      dispatch({ type: 'panel', panel: { kind: 'open-folder' } })
      return
    }
    connection.request('libraries.pick', null).catch((thrown: unknown) => {
      const { code, message } = toFailure(thrown)
      if (code !== 'cancelled') tell('error', message)
    })
  }
}
