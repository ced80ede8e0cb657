import { MoreHorizontal } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import styles from './sidebar.module.css'

interface RowMenuProps {
  /** Of the row. */
  readonly name: string
  /** Menu items. */
  readonly children: ReactNode
}

/** What can be done with the row it stands in: behind a button, the right mouse button and the menu key. */
export function RowMenu({ name, children }: RowMenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const row = button.current?.closest('[role=row]')
    const open = (event: Event): void => {
      event.preventDefault()
      // Not by a made-up press of the button: that passes for a screen reader's, whose focus comes late or not at all.
      setOpen(true)
    }
    row?.addEventListener('contextmenu', open)
    return () => row?.removeEventListener('contextmenu', open)
  }, [])
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button ref={button} className={styles.more ?? ''} aria-label={`More for ${name}`}>
        <MoreHorizontal size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label={name}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
