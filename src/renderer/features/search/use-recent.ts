import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'

interface Recent {
  /** For a search that was ended with Enter; those from which an article is opened are remembered by themselves. */
  remember(text: string): void
  /** Forgets all; the notice brings them back. */
  forget(): void
}

/** Remembers searches that led somewhere. What was merely passed through while typing is not remembered. */
export function useRecent(): Recent {
  const connection = useConnection()
  const { tell, fail } = useNotices()
  const { state } = useDesk()
  const last = useRef('')
  const remember = useCallback(
    (text: string) => {
      const search = text.trim()
      if (search === '' || search === last.current) return
      last.current = search
      // A search that is not remembered is nothing the reader has to know of.
      connection.request('search.remember', { text: search }).catch(() => undefined)
    },
    [connection],
  )
  const forget = useCallback(() => {
    last.current = ''
    const bringBack = async (searches: readonly string[]): Promise<void> => {
      for (const text of searches.toReversed()) await connection.request('search.remember', { text })
    }
    const forgetAll = async (): Promise<void> => {
      const searches = await connection.request('search.recent', null)
      await connection.request('search.remember', { text: '' })
      const undo = (): void => void bringBack(searches).catch(fail)
      tell('info', 'Recent searches are forgotten.', { name: 'Undo', run: undo })
    }
    forgetAll().catch(fail)
  }, [connection, tell, fail])
  const { open, text } = state
  const seen = useRef(open?.turn ?? 0)
  useEffect(() => {
    if (open === null || open.turn === seen.current) return
    seen.current = open.turn
    if (open.landing === 'first-hit') remember(text)
  }, [open, text, remember])
  return useMemo(() => ({ remember, forget }), [remember, forget])
}
