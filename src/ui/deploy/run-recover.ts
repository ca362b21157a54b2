// `infer deploy recover` between its flags and its service.
import {InferError} from '@inferloop/contract'
import {recover, type RecoverResult} from '../../services/deploy/recover.ts'
import {stateRoot} from '../../services/deploy/session.ts'
import {confirmDoing} from '../confirm.ts'
import {printableLine} from '../printable.ts'
import {onStdout as theme} from '../theme.ts'
import {type ChangeFlags, changing, refuseSilence} from './changing.ts'
import {type Host, milliseconds, type StackFlags} from './host.ts'

interface RecoverFlags extends StackFlags, ChangeFlags {
  readonly from?: string | undefined
  readonly 'from-provider': boolean
  readonly lineage?: string | undefined
}

export async function runRecover(flags: RecoverFlags, host: Host): Promise<RecoverResult> {
  const {from, 'from-provider': fromProvider, lineage, yes} = flags
  const serial = from === undefined ? undefined : serialOf(from)
  const which = lineage === undefined ? '' : ` --lineage ${lineage}`
  const how = fromProvider ? ` --from-provider${which}` : ` --from ${from}`
  if (!yes && (fromProvider || from !== undefined)) refuseSilence(host, `infer deploy recover${how}`)
  const lockWaitMs = milliseconds('--lock-wait', flags['lock-wait'])
  const question = fromProvider
    ? 'Begin the state anew with what the provider has?'
    : `Go back to what was remembered at serial ${from}?`
  const result = await changing(flags, host, ({session, signal}) => {
    const root = stateRoot(session.place, flags, {cwd: process.cwd()})
    const choice = {lockWaitMs, from: serial, fromProvider, lineage, root}
    return recover(session, choice, async () => yes || confirmDoing(question, signal))
  })
  host.print(result.done ? recoveredText(result) : theme.doubtful('nothing was changed'))
  return result
}

function serialOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InferError('INFER_OPTION', {
    message: `--from should be the serial of a snapshot, was "${text}".`,
    suggestions: ['infer deploy recover'],
  })
}

function recoveredText({stack, from, adopted, others, recovered, strays}: RecoverResult): string {
  const lines = [
    ...(from === undefined ? [] : [`went back to serial ${from}`]),
    ...adopted.map(name => `${name}: taken up from the provider`),
    ...recovered.map(({name, action, found}) => `${name}: interrupted ${action}: ${found}`),
    ...strays.map(({kind, id, removed}) => `${kind} ${id}: ${removed ? 'a second one, removed' : STRAY}`),
    ...others.map(({id}) => `${id}: carries the stack’s name, and was not taken up`),
  ]
  const what = lines.length === 0 ? 'nothing to clear up' : 'cleared up'
  return [`${theme.good('✔')} ${stack}: ${what}`, ...lines.map(printableLine)].join('\n')
}

const STRAY = 'carries the stack’s tags and is not in its state: infer deploy adopt takes it in'
