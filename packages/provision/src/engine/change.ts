// Changes a thing in place. When it is not known how far a change came, what is there is read and remembered.
import {InferError, type FieldChange, type Inputs, type KindDriver, type Thing} from '@inferloop/contract'
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {ask, askAgain, backOff, failure, follow, progressOf, understand} from './ask.ts'
import {changesOf} from './diff.ts'
import {fieldsOf} from './fields.ts'
import {type AfterMade, withoutDue} from './hooks-due.ts'
import {normalized} from './normalize.ts'
import {overlaid, withSecretsOf} from './observed.ts'
import {secretsIn} from './references.ts'
import {driverOf, record, rowOf, type Run} from './run.ts'
import {revealed} from './secrets.ts'
import {lastLines, outputsOf, readThing, settle} from './settle.ts'

/** For an operation whose intent is durable; `row` is what it shall be. */
export async function change(
  run: Run,
  op: Op,
  changes: readonly FieldChange[],
  row: ResourceRow,
  after: AfterMade | undefined,
): Promise<void> {
  const driver = driverOf(run, op.kind)
  const id = op.id!
  const inputs = await revealed(run, op.after ?? {})
  for (let tries = 1; ; tries++)
    try {
      await ask(run, driver, op, 'update', call =>
        follow(driver.update(call, id, inputs, changes), call, progressOf(run, op)),
      )
      break
    } catch (error) {
      const said = understand(run, driver, error, 'update')
      if (said.retryable || said.ambiguous) {
        await backOff(run, driver, op, 'update', said, tries, error)
        await record(run, {is: 'attempt', opId: op.opId, at: run.engine.clock.now()})
        continue
      }
      await closeUpdate(run, op, said.message, withoutDue)
      throw failure(driver, op, 'update', said, error)
    }
  const settled = await settle(run, driver, op, id, 'update')
  if (settled.is === 'failed') {
    const logs = await lastLines(run, driver, op, id)
    await record(run, {
      is: 'failed',
      opId: op.opId,
      name: op.name,
      why: settled.why,
      row: {...row, status: 'degraded'},
    })
    throw new InferError('INFER_DEPLOY_FAILED', {
      message: `${op.name} (${op.kind}, ${id}) was changed and is not ready: ${settled.why}.${logs.length > 0 ? ` It wrote:\n${logs.join('\n')}` : ''}`,
      suggestions: ['infer deploy rollback', `infer deploy logs ${op.name}`],
    })
  }
  const outputs = await outputsOf(run, driver, op, id)
  await after?.(id, outputs)
  await record(run, {
    is: 'done',
    opId: op.opId,
    name: op.name,
    row: {...(after === undefined ? row : withoutDue(row)), id, status: settled.status, outputs},
  })
}

/**
 * Ends an update of which it is not known how far it came: the row says what is there, and the next plan goes on from it. What cannot
 * be read back, and secrets, count as not set.
 */
export async function closeUpdate(
  run: Run,
  op: Op,
  why: string,
  left: (row: ResourceRow) => ResourceRow = row => row,
): Promise<void> {
  const driver = driverOf(run, op.kind)
  const thing = await readThing(run, driver, op, op.id!)
  const row = rowOf(run, op.name)
  if (row === undefined) return
  if (thing === undefined) {
    await record(run, {is: 'done', opId: op.opId, name: op.name})
    return
  }
  const {is} = await askAgain(run, driver, op, 'read', call => driver.ready(call, op.id!))
  await record(run, {
    is: 'failed',
    opId: op.opId,
    name: op.name,
    why,
    row: {
      ...asRead(run, driver, op, left(row), thing),
      status: is === 'failed' ? 'degraded' : 'ready',
      outputs: thing.outputs,
    },
  })
}

function asRead(run: Run, driver: KindDriver, op: Op, row: ResourceRow, thing: Thing): ResourceRow {
  const fields = fieldsOf(driver)
  const before = op.before ?? row.inputs
  const after = op.after ?? before
  const touched = changesOf(driver, before, after, () => true)
  const seen = normalized(driver, thing.inputs)
  // A field only `after` has is looked for, too.
  const wide = withSecretsOf(after, {...after, ...before})
  const inputs: Record<string, Inputs[string]> = {...overlaid(fields, wide, seen, run.engine.hide)}
  for (const {path, secret} of touched) {
    const key = path.split('.')[0]!
    if (!(key in seen) && secret !== true) inputs[key] = {$unknown: `\${${op.name}.${key}}`}
  }
  const doubtful = new Set(touched.flatMap(({after: value}) => (value === undefined ? [] : secretsIn(value))))
  const secrets = Object.entries(row.secrets ?? {}).filter(([reference]) => !doubtful.has(reference))
  const {observed: _, observedAt: __, ...rest} = row
  return {...rest, inputs, secrets: Object.fromEntries(secrets)}
}
