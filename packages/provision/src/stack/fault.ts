// What is wrong with a stack, path first: `resources.web.replicas: should be from 0 to 100, was 500 (stack.yaml:14:15)`.
import {InferError, type Path, pathSaid} from '@inferloop/contract'

export interface Fault {
  readonly path: Path
  /** What should be and what was, without path and place. */
  readonly what: string
  /** `stack.yaml:14:15` */
  readonly place: string
  /** What to write or type, where that is known. */
  readonly instead?: string
}

const MOST_SAID = 20

/** All faults in one error, the first twenty in words, in the order of the file. */
export function faulty(faults: readonly Fault[]): InferError {
  const lines = faults
    .slice(0, MOST_SAID)
    .map(({path, what, place}) => `${path.length === 0 ? '' : `${pathSaid(path)}: `}${what} (${place})`)
  if (faults.length > MOST_SAID) lines.push(`and ${faults.length - MOST_SAID} more`)
  const instead = [...new Set(faults.flatMap(({instead: one}) => one ?? []))].slice(0, 3)
  return new InferError('INFER_STACK', {
    message: lines.join('\n'),
    suggestions:
      instead.length > 0 ? instead : ['docs/deploy/stack-file.md lists every kind with its fields'],
  })
}
