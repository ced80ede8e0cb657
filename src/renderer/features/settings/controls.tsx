/** Settings as controls, each by its preference. */
import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { Switch } from 'react-aria-components/Switch'
import type { Preferences } from '#shared/settings'
import { usePreferences } from '../../client/preferences'
import { cx } from '../../ui/cx'
import styles from './settings.module.css'

/** What a preference can be, with how it is called. */
export type Choices<K extends keyof Preferences> = readonly { readonly id: Preferences[K]; readonly name: string }[]

interface OptionsProps<K extends keyof Preferences> {
  readonly label: string
  readonly name: K
  readonly options: Choices<K>
  readonly className?: string | undefined
}

/** One of a few, side by side. */
export function Options<K extends 'theme' | 'textFont' | 'density' | 'notesPlace' | 'afterTriage'>({
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
  readonly name: 'textSize' | 'textWidth'
  readonly bounds: { readonly least: number; readonly most: number }
  readonly unit: string
}

/** A number within bounds. */
export function Range({ label, name, bounds, unit }: RangeProps): ReactNode {
  const { preferences, change } = usePreferences()
  const value = preferences[name]
  return (
    <Slider
      className={styles.range ?? ''}
      minValue={bounds.least}
      maxValue={bounds.most}
      value={value}
      onChange={(next) => change({ [name]: Array.isArray(next) ? (next[0] ?? value) : next })}
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

interface ToggleProps {
  readonly name: 'refine' | 'letterKeys'
  readonly label: string
  /** What it does, in a sentence or two. */
  readonly hint: string
}

/** On or off. */
export function Toggle({ name, label, hint }: ToggleProps): ReactNode {
  const { preferences, change } = usePreferences()
  return (
    <div className={styles.group}>
      <Switch
        className={styles.switch ?? ''}
        isSelected={preferences[name]}
        onChange={(isSelected) => change({ [name]: isSelected })}
      >
        {label}
        <span className={styles.knob} />
      </Switch>
      <p className="hint">{hint}</p>
    </div>
  )
}
