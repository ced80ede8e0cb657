import { Star } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useCommand } from '../../desk/commands'
import { useKeyHint } from '../../desk/key-hints'
import { IconButton } from '../../ui/icon-button'
import { SaveSearch } from './save-search'
import { useSavedSearches } from './use-saved-searches'

/** The star in the box: keeps the search that is on show, under a name; filled where that is done. */
export function SaveSearchButton(): ReactNode {
  const { shown } = useSavedSearches()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useCommand('save-search', () => setOpen(true))
  return (
    <>
      <IconButton
        ref={button}
        label={shown === null ? 'Save this search' : `Saved as “${shown.name}”`}
        hint={useKeyHint('save-search')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(true)}
      >
        <Star size={15} aria-hidden fill={shown === null ? 'none' : 'currentColor'} />
      </IconButton>
      <Popover className="popover" placement="bottom end" triggerRef={button} isOpen={open} onOpenChange={setOpen}>
        <Dialog aria-label="Save this search">
          <SaveSearch onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </>
  )
}
