// Reads what is there into what is remembered. Nothing is believed to be gone without proof, nor when much is gone at once.
import {InferError} from '@inferloop/contract'
import {changesOf} from './diff.ts'
import {fieldsOf} from './fields.ts'
import {normalized} from './normalize.ts'
import {overlaid} from './observed.ts'
import {lookAt, type Looked} from './look.ts'
import type {ResourceRow} from '../state/snapshot.ts'
import {driverOf, record, rowOf, snapshotOf, type Run} from './run.ts'

export interface Refreshed {
  readonly changed: readonly string[]
  readonly gone: readonly string[]
  /** Whether they are there could not be said; they stay as they were. */
  readonly unsure: readonly string[]
}

/** @throws InferError INFER_DEPLOY_PROTECTED when more than a fifth is gone; nothing is changed then */
export async function refresh(
  run: Run,
  {allowVanished}: {readonly allowVanished: boolean},
): Promise<Refreshed> {
  const {resources, detached} = snapshotOf(run)
  const kept = Object.values(detached)
  const rows = [...Object.values(resources), ...kept].filter(({id}) => id !== undefined)
  const looked = await lookAt(run.engine, snapshotOf(run), rows, run.limits.reads)
  const gone = looked.filter(({found}) => found.is === 'absent').map(({row}) => row.name)
  if (!allowVanished && gone.length > 1 && gone.length > rows.length * run.limits.vanish)
    throw new InferError('INFER_DEPLOY_PROTECTED', {
      message: `${gone.length} of ${rows.length} resources were not found: ${gone.join(', ')}. Nothing was changed: this may be another account.`,
      suggestions: [
        `infer deploy providers --test ${snapshotOf(run).target.provider}`,
        'infer deploy refresh --allow-vanished',
      ],
    })
  const changed: string[] = []
  for (const {row, found} of looked) {
    if (found.is === 'unsure') continue
    if (kept.includes(row)) {
      if (found.is === 'absent') await forgetKept(run, row)
      continue
    }
    if (found.is === 'absent') {
      await record(run, {is: 'row', name: row.name, ...(row.prior === undefined ? {} : {row: row.prior})})
      continue
    }
    if (await recordSeen(run, {row, found})) changed.push(row.name)
  }
  return {changed, gone, unsure: looked.filter(({found}) => found.is === 'unsure').map(({row}) => row.name)}
}

/** What was set free is nobody's to change; that it is gone is worth knowing when its name comes back. */
async function forgetKept(run: Run, row: ResourceRow): Promise<void> {
  const {detached} = snapshotOf(run)
  const name = Object.keys(detached).find(key => detached[key] === row)
  if (name !== undefined) await record(run, {is: 'row', name, as: 'detached'})
}

/** Whether it is another than remembered. What is the same is not written. */
async function recordSeen(run: Run, {row: looked, found}: Looked): Promise<boolean> {
  const row = rowOf(run, looked.name)
  if (row === undefined || found.is !== 'there') return false
  const driver = driverOf(run, row.kind)
  const remembered = normalized(driver, row.inputs)
  const seen = normalized(driver, found.thing.inputs)
  const observed = overlaid(fieldsOf(driver), remembered, seen, run.engine.hide)
  const differs = changesOf(driver, remembered, observed, () => false).length > 0
  if (!differs && row.observed === undefined) return false
  const {observed: _, observedAt: __, ...rest} = row
  const at = run.engine.clock.now()
  await record(run, {
    is: 'row',
    name: row.name,
    row: {...rest, outputs: found.thing.outputs, ...(differs ? {observed, observedAt: at} : {})},
  })
  return differs
}
