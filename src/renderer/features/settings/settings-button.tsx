import { memo, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { Switch } from 'react-aria-components/Switch'
import type { Preferences } from '#shared/settings'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { cx } from '../../ui/cx'
import styles from './settings.module.css'

type Options<K extends keyof Preferences> = readonly { readonly id: Preferences[K]; readonly name: string }[]

const themeNames: Options<'theme'> = [
  { id: 'system', name: 'System' },
  { id: 'light', name: 'Light' },
  { id: 'sepia', name: 'Sepia' },
  { id: 'dark', name: 'Dark' },
  { id: 'contrast', name: 'Contrast' },
]
const fontNames: Options<'textFont'> = [
  { id: 'serif', name: 'Serif' },
  { id: 'sans', name: 'Sans' },
]
const densityNames: Options<'density'> = [
  { id: 'comfortable', name: 'Comfortable' },
  { id: 'compact', name: 'Compact' },
]
const placeNames: Options<'notesPlace'> = [
  { id: 'ask', name: 'Ask in each library' },
  { id: 'beside', name: 'Beside the articles' },
  { id: 'app', name: 'In Lectern’s own data' },
]
/** As the schema of the settings bounds them. */
const sizes = { least: 15, most: 26, usual: 18 }
const widths = { least: 45, most: 100 }

/** How Lectern looks, with the article in sight while it changes. */
export const SettingsButton = memo(function SettingsButton(): ReactNode {
  const { preferences, change } = usePreferences()
  const [open, setOpen] = useState(false)
  const resize = (size: number): void => change({ textSize: Math.min(sizes.most, Math.max(sizes.least, size)) })
  useCommand('settings', () => setOpen(true))
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
          <Options label="Theme" name="theme" options={themeNames} className={styles.themes} />
          <Range
            label="Type size"
            value={preferences.textSize}
            bounds={sizes}
            unit="px"
            onChange={(textSize) => change({ textSize })}
          />
          <Range
            label="Line length"
            value={preferences.textWidth}
            bounds={widths}
            unit="characters"
            onChange={(textWidth) => change({ textWidth })}
          />
          <Options label="Typeface" name="textFont" options={fontNames} />
          <Options label="List" name="density" options={densityNames} />
          <div className={styles.group}>
            <Switch
              className={styles.switch ?? ''}
              isSelected={preferences.refine}
              onChange={(refine) => change({ refine })}
            >
              Improve the order of best matches
              <span className={styles.knob} />
            </Switch>
            <p className={styles.hint}>
              Articles in which the words stand near each other, and those with words that go with them, move up. Off,
              only how often a word stands in an article and how rare it is elsewhere count.
            </p>
          </div>
          <Options label="Notes are kept" name="notesPlace" options={placeNames} className={styles.stacked} />
          <p className={styles.hint}>
            Where notes are kept holds for libraries that have none yet; existing notes stay where they are.
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
})

interface OptionsProps<K extends keyof Preferences> {
  readonly label: string
  readonly name: K
  readonly options: Options<K>
  readonly className?: string | undefined
}

function Options<K extends 'theme' | 'textFont' | 'density' | 'notesPlace'>({
  label,
  name,
  options,
  className,
}: OptionsProps<K>): ReactNode {
  const { preferences, change } = usePreferences()
  return (
    <RadioGroup
      className={cx(styles.group, className)}
      orientation="horizontal"
      value={preferences[name]}
      onChange={(value) => {
        const chosen = options.find((option) => option.id === value)
        if (chosen !== undefined) change({ [name]: chosen.id })
      }}
    >
      <Label className="label">{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={styles.option ?? ''} data-option={option.id}>
            {option.name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

interface RangeProps {
  readonly label: string
  readonly value: number
  readonly bounds: { readonly least: number; readonly most: number }
  readonly unit: string
  readonly onChange: (value: number) => void
}

function Range({ label, value, bounds, unit, onChange }: RangeProps): ReactNode {
  return (
    <Slider
      className={styles.range ?? ''}
      minValue={bounds.least}
      maxValue={bounds.most}
      value={value}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? value) : next)}
    >
      <Label className="label">{label}</Label>
      <SliderOutput className={styles.output ?? ''}>
        {value} {unit}
      </SliderOutput>
      <SliderTrack className={styles.track ?? ''}>
        <SliderThumb className={styles.thumb ?? ''} />
      </SliderTrack>
    </Slider>
  )
}
