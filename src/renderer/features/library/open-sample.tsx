import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useNotices } from '../../desk/notices'

interface OpenSampleProps {
  readonly className: string
  readonly onOpened?: () => void
}

/** Opens the small library that comes with Lectern. */
export function OpenSample({ className, onOpened }: OpenSampleProps): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  return (
    <Button
      className={className}
      onPress={() =>
        connection.request('libraries.openSample', null).then(
          () => onOpened?.(),
          (thrown: unknown) => tell('error', toFailure(thrown).message),
        )
      }
    >
      Try the sample library
    </Button>
  )
}
