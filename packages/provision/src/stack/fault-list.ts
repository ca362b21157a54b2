// Faults of one file as they are found, each with its place; values of the environment and of secrets are not shown.
import type {Fault as InputFault, Path} from '@inferloop/contract'
import {type Fault, faulty} from './fault.ts'
import {findPath} from './find-path.ts'
import type {Parsed} from './parse.ts'

export interface FaultList {
  readonly refuse: (path: Path, what: string, instead?: string) => void
  /** Faults of `inputFaults`, whose paths begin at `base`. */
  readonly add: (base: Path, found: readonly InputFault[]) => void
  /** @throws InferError INFER_STACK when there are any, in the order of the file */
  readonly raise: () => void
}

const SECRET = /(pass(word|phrase)?|secrets?|tokens?|credentials?|(api|access|private|secret)[-_]?keys?)$/i

export function faultList({value: root, placeOf}: Parsed, shown: string): FaultList {
  const found: {readonly fault: Fault; readonly order: number}[] = []
  const push = (path: Path, what: string, ofKey: boolean, instead?: string): void => {
    const {line, column} = placeOf(path, ofKey)
    const place = `${shown}:${line}:${column}`
    found.push({
      fault: {path, what, place, ...(instead !== undefined && {instead})},
      order: line * 10_000 + column,
    })
  }
  return {
    refuse: (path, what, instead) => push(path, what, false, instead),
    add(base, faults) {
      const at = valueAt(root, base)
      for (const {path: dotted, message} of faults) {
        const path = [...base, ...findPath(dotted, at)]
        const isStranger = message.startsWith('is not a field')
        const [, meant] = /did you mean (\S+)\?$/.exec(message) ?? []
        push(path, hiding(message, path, valueAt(root, path)), isStranger, meant && `${meant}: …`)
      }
    },
    raise() {
      if (found.length > 0) throw faulty(found.toSorted((a, b) => a.order - b.order).map(({fault}) => fault))
    },
  }
}

/** What the message says a value was, as the file says it, or not at all. */
function hiding(message: string, path: Path, raw: unknown): string {
  const cut = message.indexOf(', was ')
  if (cut < 0) return message
  const name = path.findLast(part => typeof part === 'string') ?? ''
  if (SECRET.test(name)) return `${message.slice(0, cut)}, was a value that is not shown`
  const text = JSON.stringify(raw) ?? ''
  return text.includes('${env:') ? `${message.slice(0, cut)}, was ${text.slice(0, 60)} as it is set` : message
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string | number, unknown>)[part]
        : undefined,
    root,
  )
}
