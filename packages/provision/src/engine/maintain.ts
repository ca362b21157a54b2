// Runs that change no wish: clearing up, reading anew, operating.
import type {Outputs} from '@inferloop/contract'
import type {StackWriter} from '../state/store.ts'
import type {Engine} from './engine.ts'
import {operate, restartNotified} from './operate.ts'
import {recover, type Recovered} from './recover.ts'
import {refresh, type Refreshed} from './refresh.ts'
import {runOf, snapshotOf} from './run.ts'
import {sweep, type Stray} from './sweep.ts'
import {enter} from './target.ts'

/** Ends what an interrupted run left, and looks for strays. @throws InferError as `recover` of recover.ts */
export async function recoverStack(
  engine: Engine,
  writer: StackWriter,
): Promise<{readonly recovered: readonly Recovered[]; readonly strays: readonly Stray[]}> {
  const run = runOf(engine, writer)
  await enter(run)
  const recovered = await recover(run)
  const strays = await sweep(
    run,
    Object.values(snapshotOf(run).resources).map(({kind}) => kind),
  )
  await writer.compact()
  return {recovered, strays}
}

/** @throws InferError INFER_TARGET_MISMATCH, INFER_DEPLOY_PROTECTED when more than a fifth is gone */
export async function refreshStack(
  engine: Engine,
  writer: StackWriter,
  options: {readonly allowVanished: boolean} = {allowVanished: false},
): Promise<Refreshed> {
  const run = runOf(engine, writer)
  await enter(run)
  await recover(run)
  const refreshed = await refresh(run, options)
  await writer.compact()
  return refreshed
}

/** Restart, rotate, snapshot and what else the kind can; then whatever has to start anew because of it. */
export async function operateStack(
  engine: Engine,
  writer: StackWriter,
  name: string,
  operation: string,
): Promise<Outputs> {
  const run = runOf(engine, writer)
  await enter(run)
  await recover(run)
  const outputs = await operate(run, name, operation)
  await restartNotified(run)
  await writer.compact()
  return outputs
}
