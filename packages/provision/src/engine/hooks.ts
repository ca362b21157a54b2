// Commands around steps.
import {InferError, type Outputs, type ResourceKind} from '@inferloop/contract'
import {lookupIn} from './lookup.ts'
import {fillWord, type Lookup, referencesOf} from './references.ts'
import type {Hook} from './stack.ts'
import {emit, refuseStopped, snapshotOf, type Run} from './run.ts'

export interface Moment {
  readonly when: Hook['when']
  readonly of: Hook['of']
  readonly name: string
  readonly kind?: ResourceKind
  readonly id?: string
  /** Of the thing itself, where they are not remembered yet or no more. */
  readonly outputs?: Outputs
}

/** One after the other. @throws InferError INFER_DEPLOY_FAILED naming the command that failed, INFER_INTERRUPTED */
export async function runHooks(run: Run, hooks: readonly Hook[], moment: Moment): Promise<void> {
  for (const hook of hooks) {
    if (hook.when !== moment.when || hook.of !== moment.of) continue
    const {engine} = run
    const command = filled(run, hook, moment)
    const words = command.join(' ')
    emit(run, {
      is: 'hook',
      name: moment.name,
      words: command,
      ...(moment.kind === undefined ? {} : {kind: moment.kind}),
    })
    if (engine.runHook === undefined)
      throw new InferError('INFER_DEPLOY_FAILED', {
        message: `${moment.name} has a hook (${words}), and hooks are not allowed here.`,
        suggestions: ['take the hook out of the stack file'],
      })
    run.writer.check()
    const env = {
      INFER_STACK: snapshotOf(run).stack,
      INFER_RESOURCE: moment.name,
      INFER_ID: moment.id ?? '',
      INFER_EVENT: `${moment.when}-${moment.of}`,
    }
    try {
      await engine.runHook(command, env, (hook.timeoutSeconds ?? 60) * 1000, run.signal)
    } catch (error) {
      refuseStopped(run, error)
      throw new InferError('INFER_DEPLOY_FAILED', {
        message: `${moment.name}: the hook ${moment.when} ${moment.of} (${words}) failed: ${error instanceof Error ? error.message : String(error)}.`,
        suggestions: [`try it by hand: ${words}`, 'run the same command again'],
        cause: error,
      })
    }
  }
}

/** @throws InferError INFER_DEPLOY_FAILED naming the reference that leads to nothing */
function filled(run: Run, {run: words}: Hook, {when, of, name, id, outputs}: Moment): Hook['run'] {
  const remembered = lookupIn(snapshotOf(run).resources)
  const lookup: Lookup = (other, output) => {
    if (other !== name || outputs === undefined) return remembered(other, output)
    return output === 'id' ? id : outputs[output]
  }
  const missing = referencesOf({}, {words}).find(one => lookup(one.name, one.output) === undefined)
  if (missing !== undefined)
    throw new InferError('INFER_DEPLOY_FAILED', {
      message: `${name}: the hook ${when} ${of} (${words.join(' ')}) needs \${${missing.name}.${missing.output}}, which is not there.`,
      suggestions: ['take the reference out of the stack file'],
    })
  const [program, ...rest] = words.map(word => fillWord(word, lookup))
  return [program!, ...rest]
}
