// What `infer deploy hooks` prints.
import type {HooksResult} from '../../services/deploy/hooks.ts'
import {printableLine} from '../printable.ts'
import {shellWord} from '../shell-word.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'

export function hooksText({stack, hooks}: HooksResult, theme: Theme): string {
  if (hooks.length === 0) return `${stack} has no hooks`
  const rows = hooks.map(({resource, when, of, run, timeoutSeconds}) => [
    resource ?? `stack ${stack}`,
    `${when} ${of}`,
    `${timeoutSeconds} s`,
    run.map(word => shellWord(word)).join(' '),
  ])
  const [heading = '', ...lines] = tableLines([['hook of', 'when', 'timeout', 'runs'], ...rows], [2])
  const lost = new Set(hooks.filter(({program}) => program === null).map(({run}) => run[0]!))
  return [
    theme.title(heading),
    ...lines,
    ...[...lost].map(program => theme.doubtful(printableLine(`! ${program} is not found on this machine`))),
  ].join('\n')
}
