import type { ReactNode, RefObject } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { cx } from './cx'

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'aria-label'> {
  readonly label: string
  /** The key that does the same. */
  readonly hint?: string | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
  readonly ref?: RefObject<HTMLButtonElement | null>
}

/** A button that is a picture: named for those who cannot see it, explained to those who hover. */
export function IconButton({ label, hint, className, children, ...props }: IconButtonProps): ReactNode {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <Button {...props} aria-label={label} className={cx('icon-button', className)}>
        {children}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {hint !== undefined && hint !== '' && <kbd>{hint}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
