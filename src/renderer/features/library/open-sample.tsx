import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useConnection } from '../../client/hooks'
import { useNotices } from '../../desk/notices'

interface OpenSampleProps {
  readonly className: string
  readonly onOpened?: () => void
}

/** Opens the small library that comes with Lectern. */
export function OpenSample({ className, onOpened }: OpenSampleProps): ReactNode {
  const connection = useConnection()
  const { fail } = useNotices()
  return (
    <Button
      className={className}
      onPress={() => connection.request('libraries.openSample', null).then(() => onOpened?.(), fail)}
    >
      Try the sample library
    </Button>
  )
}
