// What is wrong with a configuration, path first: `generate.epochs: must be a positive whole number, was -3, infer.config.yaml:14`.
import {InferError, type Path, pathSaid} from '@inferloop/contract'

export interface Fault {
  readonly path: Path
  /** What should be and what was, without path and place. */
  readonly what: string
  /** Where it stands: a file with its line, or a variable. */
  readonly place: string
  /** What to write in its place, where that is known. */
  readonly instead?: string
}

const MOST_SAID = 10

/** All faults in one error, the first ten in words. */
export function faulty(faults: readonly Fault[]): InferError {
  const lines = faults
    .slice(0, MOST_SAID)
    .map(({path, what, place}) => [...(path.length === 0 ? [] : [`${pathSaid(path)}:`]), `${what}, ${place}`])
    .map(parts => parts.join(' '))
  if (faults.length > MOST_SAID) lines.push(`and ${faults.length - MOST_SAID} more`)
  const instead = [...new Set(faults.flatMap(({instead: one}) => one ?? []))].slice(0, 3)
  return new InferError('INFER_CONFIG', {
    message: lines.join('\n'),
    suggestions: [...instead, 'infer info config --no-config lists every key'],
  })
}
