import { memo, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { cx } from '../../ui/cx'
import { densityNames, fontNames, sizes, themeNames, widths } from './choices'
import { Options, Range } from './controls'
import styles from './settings.module.css'

/** How Lectern looks, with the article in sight while it changes, and the way to everything else that can be set. */
export const SettingsButton = memo(function SettingsButton(): ReactNode {
  const { dispatch } = useDesk()
  const { preferences, change } = usePreferences()
  const [open, setOpen] = useState(false)
  const resize = (size: number): void => change({ textSize: Math.min(sizes.most, Math.max(sizes.least, size)) })
  const showAll = (): void => {
    setOpen(false)
    dispatch({ type: 'panel', panel: { kind: 'settings' } })
  }
  useCommand('settings', showAll)
  useCommand('larger-text', () => resize(preferences.textSize + 1))
  useCommand('smaller-text', () => resize(preferences.textSize - 1))
  useCommand('default-text', () => resize(sizes.usual))
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className={cx('icon-button', styles.button)} aria-label="Settings">
        Aa
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className={styles.settings ?? ''} aria-label="Settings">
          <Options label="Theme" name="theme" options={themeNames} />
          <Range label="Type size" name="textSize" bounds={sizes} unit="px" />
          <Range label="Line length" name="textWidth" bounds={widths} unit="characters" />
          <Options label="Typeface" name="textFont" options={fontNames} />
          <Options label="List" name="density" options={densityNames} />
          <Button className="button quiet" onPress={showAll}>
            All settings…
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
})
