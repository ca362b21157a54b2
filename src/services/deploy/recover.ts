// Clears up what an interrupted run left; brings damaged state back from a snapshot, or from what the provider has.
import {join} from 'node:path'
import {errorCode, InferError, type Thing} from '@inferloop/contract'
import {type Recovered, recoverStack, rebuildStack, type Stray} from '@inferloop/provision'
import {writing} from './deploy.ts'
import type {Session} from './session.ts'

export interface RecoverResult {
  readonly file: string
  readonly stack: string
  /** False when the answer was no. */
  readonly done: boolean
  /** Serial of the snapshot that was gone back to. */
  readonly from?: number
  /** Taken up from the provider. */
  readonly adopted: readonly string[]
  /** Carry the stack's name, and were not taken up. */
  readonly others: readonly Pick<Thing, 'id' | 'tags'>[]
  readonly recovered: readonly Recovered[]
  readonly strays: readonly Stray[]
}

export interface RecoverChoice {
  readonly lockWaitMs: number
  readonly from?: number | undefined
  readonly fromProvider: boolean
  /** Which of several stacks of the name, with `fromProvider`. */
  readonly lineage?: string | undefined
  /** Folder of the state of all stacks. */
  readonly root: string
}

const COMMAND = 'infer deploy recover'

/**
 * `confirm` is asked before what is remembered is given up for something else.
 *
 * @throws InferError INFER_STATE_DAMAGED saying what can be gone back to, INFER_OPTION, and of `recoverStack` and `rebuildStack`
 */
export async function recover(
  session: Session,
  choice: RecoverChoice,
  confirm: () => Promise<boolean>,
): Promise<RecoverResult> {
  const {from, fromProvider, root, lockWaitMs} = choice
  const {place, stack, engine} = session
  const nothing = {adopted: [], others: [], recovered: [], strays: []}
  const of = {file: place.shown, stack: stack.name, ...nothing, done: true}
  if ((fromProvider || from !== undefined) && !(await confirm())) return {...of, done: false}
  if (fromProvider) return fromCloud(session, choice)
  if (from !== undefined) await goBack(session, from, lockWaitMs)
  try {
    return await writing(session, {command: COMMAND, lockWaitMs}, async writer => ({
      ...of,
      ...(from === undefined ? {} : {from}),
      ...(await recoverStack(engine, writer)),
    }))
  } catch (error) {
    throw errorCode(error) === 'INFER_STATE_DAMAGED'
      ? await withWaysBack(session, error as Error, root)
      : error
  }
}

async function goBack({store, stack, engine}: Session, from: number, waitMs: number): Promise<void> {
  const backups = await store.backups(stack.name)
  const ofSerial = backups.filter(({serial}) => serial === from)
  const backup = ofSerial.find(({sound}) => sound) ?? ofSerial[0]
  if (backup === undefined)
    throw new InferError('INFER_OPTION', {
      message: `There is no snapshot ${from} of ${stack.name} (there are: ${[...new Set(backups.map(({serial}) => serial))].join(', ') || 'none'}).`,
      suggestions: backups.some(({sound}) => sound)
        ? [`infer deploy recover --from ${backups.find(({sound}) => sound)!.serial}`]
        : ['infer deploy recover --from-provider'],
    })
  await store.restore(stack.name, backup, {command: COMMAND, waitMs, signal: engine.signal, since: 'all'})
}

async function withWaysBack({store, stack}: Session, error: Error, root: string): Promise<InferError> {
  const backups = await store.backups(stack.name)
  const sound = backups.filter(one => one.sound).map(({serial}) => serial)
  const known = sound.length === 0 ? 'No snapshot is sound.' : `Sound snapshots: ${sound.join(', ')}.`
  return new InferError('INFER_STATE_DAMAGED', {
    message: `${error.message} ${known} All files stay as they are in ${join(root, stack.name)}.`,
    suggestions: [
      ...sound.slice(0, 1).map(serial => `infer deploy recover --from ${serial}`),
      'infer deploy recover --from-provider',
    ],
    cause: error,
  })
}

/** What is damaged stays where it is, beside what is begun anew. */
async function fromCloud(
  {place, store, stack, engine}: Session,
  {lockWaitMs: waitMs, lineage: named}: RecoverChoice,
): Promise<RecoverResult> {
  const {signal} = engine
  const writer = await store.open(stack.name, {command: COMMAND, waitMs, signal, anew: true})
  try {
    const backups = await store.backups(stack.name)
    const known = backups.find(({sound, serial}) => sound && serial > 0)?.lineage
    const {adopted, others} = await rebuildStack(engine, writer, stack, {known, named})
    return {
      file: place.shown,
      stack: stack.name,
      done: true,
      adopted,
      others: others.map(({id, tags}) => ({id, tags})),
      recovered: [],
      strays: [],
    }
  } finally {
    await writer.close()
  }
}
