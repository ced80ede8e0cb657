import { X } from 'lucide-react'
import {
  createContext,
  type FocusEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Button } from 'react-aria-components/Button'
import type { EventPayload } from '#shared/contract'
import { toFailure } from '#shared/result'
import { useEvent } from '../client/hooks'
import { focusDesk } from '../ui/focus-desk'
import { IconButton } from '../ui/icon-button'
import { useKeptFocus } from '../ui/use-kept-focus'
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
  /** As `tell`; returns how to take the notice back. */
  show(level: Level, message: string, action?: NoticeAction): () => void
  /** Tells why something failed: what a promise rejects with. */
  fail(thrown: unknown): void
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

interface NoticesProps {
  /** Stands in the same corner, above the notices. */
  readonly above: ReactNode
  readonly children: ReactNode
}

/** Shows what the library process and the page have to tell, in a corner, without taking the focus. */
export function NoticesProvider({ above, children }: NoticesProps): ReactNode {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const corner = useRef<HTMLDivElement>(null)
  /** What had the focus before it came to the corner, for what goes from there to give it back. */
  const before = useRef<HTMLElement | null>(null)
  const last = useRef(0)
  useKeptFocus(corner, () => {
    if (before.current?.checkVisibility()) before.current.focus()
    else focusDesk()
  })
  const close = useCallback((id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id)), [])
  const show = useCallback(
    (level: Level, message: string, action?: NoticeAction) => {
      const id = ++last.current
      setNotices((shown) => [
        ...shown.filter((notice) => notice.message !== message).slice(1 - mostShown),
        { id, level, message, action },
      ])
      return () => close(id)
    },
    [close],
  )
  useEvent('notice', ({ level, message }) => void show(level, message))
  const onFocus = (event: FocusEvent): void => {
    const { relatedTarget } = event
    if (relatedTarget instanceof HTMLElement && !corner.current?.contains(relatedTarget)) before.current = relatedTarget
  }
  const handle = useMemo<NoticeHandle>(
    () => ({
      tell: (...notice) => void show(...notice),
      show,
      fail: (thrown) => void show('error', toFailure(thrown).message),
    }),
    [show],
  )
  return (
    <NoticeContext value={handle}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only remembers where the focus came from */}
      <div ref={corner} className={styles.corner} onFocus={onFocus}>
        {above}
        <div className={styles.notices} aria-live="polite">
          {notices.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} onClose={close} />
          ))}
        </div>
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
  /** Who is at it, by pointer or keyboard, is given the time. */
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (level !== 'info' || held) return
    const timer = setTimeout(() => onClose(id), stays)
    return () => clearTimeout(timer)
  }, [id, level, stays, held, onClose])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while someone is at it
    <div
      className={styles.notice}
      data-level={level}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
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
