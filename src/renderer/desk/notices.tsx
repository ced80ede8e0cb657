import { X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { EventPayload } from '#shared/contract'
import { useEvent } from '../client/hooks'
import { IconButton } from '../ui/icon-button'
import styles from './desk.module.css'

type Level = EventPayload<'notice'>['level']
interface Notice {
  readonly id: number
  readonly level: Level
  readonly message: string
  readonly action: NoticeAction | undefined
}
/** What can be done about a notice; it closes the notice. */
interface NoticeAction {
  readonly name: string
  readonly run: () => void
}
interface NoticeHandle {
  tell(level: Level, message: string, action?: NoticeAction): void
}

const NoticeContext = createContext<NoticeHandle | null>(null)
/** Milliseconds that a mere information stays; warnings and errors stay until they are closed. */
const infoStays = 8000
/** The same, where something can be done about it. */
const actionStays = 20_000
/** Notices shown at once; the oldest go. */
const mostShown = 4

/** How to tell the reader something that belongs to no place on the page. */
export function useNotices(): NoticeHandle {
  const handle = useContext(NoticeContext)
  if (handle === null) throw new Error('No notices are provided.')
  return handle
}

/** Shows what the library process and the page have to tell, in a corner, without taking the focus. */
export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const tell = useCallback((level: Level, message: string, action?: NoticeAction) => {
    setNotices((shown) => [
      ...shown.filter((notice) => notice.message !== message).slice(1 - mostShown),
      { id: (shown.at(-1)?.id ?? 0) + 1, level, message, action },
    ])
  }, [])
  useEvent('notice', ({ level, message }) => tell(level, message))
  const close = useCallback((id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id)), [])
  const handle = useMemo(() => ({ tell }), [tell])
  return (
    <NoticeContext value={handle}>
      {children}
      <div className={styles.notices} aria-live="polite">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} onClose={close} />
        ))}
      </div>
    </NoticeContext>
  )
}

function NoticeCard({
  notice,
  onClose,
}: {
  readonly notice: Notice
  readonly onClose: (id: number) => void
}): ReactNode {
  const { id, level, message, action } = notice
  const stays = action === undefined ? infoStays : actionStays
  useEffect(() => {
    if (level !== 'info') return
    const timer = setTimeout(() => onClose(id), stays)
    return () => clearTimeout(timer)
  }, [id, level, stays, onClose])
  return (
    <div className={styles.notice} data-level={level}>
      <p>{message}</p>
      {action !== undefined && (
        <Button
          className="button quiet"
          onPress={() => {
            action.run()
            onClose(id)
          }}
        >
          {action.name}
        </Button>
      )}
      <IconButton label="Close message" onPress={() => onClose(id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
