// Which of several stacks of one name things belong to, where nobody remembers.
import {InferError, type Thing} from '@inferloop/contract'

export interface LineageChoice {
  /** By a snapshot that can be read. */
  readonly known?: string | undefined
  /** By whoever asks. */
  readonly named?: string | undefined
}

/**
 * The one that is known, named or alone; undefined where nothing is there.
 *
 * @throws InferError INFER_DEPLOY_PROTECTED with what there is of each when there are several, INFER_OPTION when the named one is none of them
 */
export function lineageOf(
  stack: string,
  things: readonly Thing[],
  {known, named}: LineageChoice,
): string | undefined {
  const all = new Set(things.flatMap(({tags}) => tags['infer-lineage'] ?? []))
  const possible = known === undefined ? [...all] : [known]
  const asked = (lineage: string): string => `infer deploy recover --from-provider --lineage ${lineage}`
  if (named !== undefined && !possible.includes(named))
    throw new InferError('INFER_OPTION', {
      message: `${stack} has no lineage "${named}" here (it has: ${possible.join(', ') || 'nothing'}).`,
      suggestions: possible.length === 0 ? ['infer deploy recover --from-provider'] : possible.map(asked),
    })
  if (named === undefined && possible.length > 1) {
    const told = possible.map(lineage => {
      const its = things.filter(({tags}) => tags['infer-lineage'] === lineage)
      return `${lineage} (${its.map(({id, tags}) => `${tags['infer-name'] ?? 'nameless'} ${id}`).join(', ')})`
    })
    throw new InferError('INFER_DEPLOY_PROTECTED', {
      message: `${possible.length} stacks called ${stack} are in this account, and which is this one is not known: ${told.join('; ')}. Nothing was taken up.`,
      suggestions: possible.map(asked),
    })
  }
  return named ?? possible[0]
}
