// `infer deploy refresh`, `operate` and `adopt` between their flags and their services.
import {
  adopt,
  type AdoptResult,
  operate,
  type OperateResult,
  refresh,
  type RefreshResult,
} from '../../services/deploy/upkeep.ts'
import {confirmDoing} from '../confirm.ts'
import {printableLine} from '../printable.ts'
import {onStdout as theme} from '../theme.ts'
import {type ChangeFlags, changing, refuseSilence} from './changing.ts'
import {outputLines} from './deployed-text.ts'
import {type Host, milliseconds, type StackFlags} from './host.ts'

type Flags = StackFlags & Omit<ChangeFlags, 'yes'>

const waitOf = (flags: Flags) => ({lockWaitMs: milliseconds('--lock-wait', flags['lock-wait'])})

export async function runRefresh(
  flags: Flags & {readonly 'allow-vanished': boolean},
  host: Host,
): Promise<RefreshResult> {
  const options = {...waitOf(flags), allowVanished: flags['allow-vanished']}
  const result = await changing(flags, host, ({session}) => refresh(session, options))
  const {changed, gone, unsure, stack} = result
  const lines = [
    ...changed.map(name => `${name}: is different from what was deployed: infer deploy drift`),
    ...gone.map(name => `${name}: is gone; the next deployment makes it anew`),
    ...unsure.map(name => `${name}: could not be read, and stays as it was`),
  ]
  const said = lines.map(line => theme.doubtful(`! ${printableLine(line)}`))
  host.print(said.length > 0 ? said.join('\n') : `${theme.good('✔')} ${stack}: all is as it was deployed`)
  return result
}

export async function runOperate(
  what: {readonly name: string; readonly operation: string},
  flags: StackFlags & ChangeFlags,
  host: Host,
): Promise<OperateResult> {
  const command = `infer deploy operate ${what.name} ${what.operation}`
  const result = await changing(flags, host, ({session, signal}) =>
    operate(session, what, waitOf(flags), async summary => {
      if (flags.yes) return true
      refuseSilence(host, command)
      return confirmDoing(`${summary}: the service stops meanwhile. Go ahead?`, signal)
    }),
  )
  const {done, name, operation, outputs} = result
  if (!done) host.print(theme.doubtful('nothing was done'))
  else
    host.print(
      [`${theme.good('✔')} ${name}: ${operation} is done`, ...outputLines(outputs, theme)].join('\n'),
    )
  return result
}

export async function runAdopt(
  what: {readonly name: string; readonly id: string},
  flags: Flags,
  host: Host,
): Promise<AdoptResult> {
  const result = await changing(flags, host, ({session}) => adopt(session, what, waitOf(flags)))
  const {name, kind, id, stack} = result
  host.print(
    `${theme.good('✔')} ${kind} ${printableLine(id)} is ${name} of ${stack} now\nwhat the next deployment changes of it: infer deploy plan`,
  )
  return result
}
