/** What kinds of findings mean for the reader. */
import type { FindingInfo } from '#shared/annotation'

type Kind = FindingInfo['kind']

/** A kind in a few words and what it means, in the order in which kinds are listed: the gravest first. */
export const kinds: readonly { readonly kind: Kind; readonly name: string; readonly meaning: string }[] = [
  {
    kind: 'corrupt',
    name: 'Damaged',
    meaning: 'These files cannot be read as notes. A repair puts them aside, unchanged, and saves what is still known.',
  },
  {
    kind: 'unreadable',
    name: 'Not readable',
    meaning: 'The system does not let Lectern read these. Nothing is lost; look at who may read them.',
  },
  {
    kind: 'newer',
    name: 'From a newer Lectern',
    meaning: 'A newer version wrote these. They are left alone: update Lectern to see them.',
  },
  {
    kind: 'conflict',
    name: 'Written in two places',
    meaning: 'Two computers wrote at the same time. Both texts are kept; a repair joins what belongs together.',
  },
  {
    kind: 'review',
    name: 'Needs a look',
    meaning: 'The article changed, and the passage could not be found again for certain.',
  },
  {
    kind: 'orphan',
    name: 'Without an article',
    meaning: 'The article is not in its folder any more. What you wrote on it is kept.',
  },
  {
    kind: 'set-aside',
    name: 'Put aside earlier',
    meaning: 'Damaged files that were moved out of the way, unchanged. Delete them when you need them no more.',
  },
  {
    kind: 'leftover',
    name: 'Left over',
    meaning: 'Traces of a save that was cut off. They do no harm; a repair clears them away.',
  },
]

/** The findings by kind, the gravest first; kinds without one are left out. */
export const byKind = (
  findings: readonly FindingInfo[],
): readonly {
  readonly kind: Kind
  readonly name: string
  readonly meaning: string
  readonly of: readonly FindingInfo[]
}[] =>
  kinds
    .map((about) => ({ ...about, of: findings.filter(({ kind }) => kind === about.kind) }))
    .filter(({ of }) => of.length > 0)
