// What a thing wrote, for those who only want to read it: without a lock, and without a try too many.
import {InferError} from '@inferloop/contract'
import type {StackView} from '../state/store.ts'
import {failure, shortened} from './ask.ts'
import {deployedRow} from './deployed-row.ts'
import type {Engine} from './engine.ts'

/**
 * The last lines, oldest first. Tried 3 times until the first line comes.
 *
 * @throws InferError INFER_OPTION when nothing of that name is deployed or its kind writes no logs here, INFER_PROVIDER_REFUSED,
 * INFER_PROVIDER_UNREACHABLE; the signal's reason
 */
export async function* logs(
  {connection, clock, signal}: Engine,
  {snapshot}: StackView,
  name: string,
  lines: number,
): AsyncGenerator<string, void> {
  const {kind, id, opId} = deployedRow(snapshot, name, meant => `infer deploy logs ${meant}`)
  const driver = connection.drivers.get(kind)
  if (driver?.logs === undefined) throw writesNone(name, kind, snapshot, connection.drivers)
  const {stack, lineage} = snapshot
  const tags = {'infer-op': opId, 'infer-stack': stack, 'infer-lineage': lineage, 'infer-name': name}
  for (let tries = 1, begun = false; ; tries++)
    try {
      const deadline = clock.now() + driver.timeouts.read
      for await (const line of driver.logs({opId, token: opId, tags, deadline, signal}, id, lines)) {
        begun = true
        yield line
      }
      return
    } catch (error) {
      signal.throwIfAborted()
      const said = shortened(driver.explain(error))
      if (begun || tries >= 3 || !(said.retryable || said.ambiguous))
        throw failure(driver, {name, kind, opId}, 'logs', said, error)
      await clock.sleep(Math.min(said.retryAfterMs ?? 0, 10_000), signal)
    }
}

function writesNone(
  name: string,
  kind: string,
  {resources}: StackView['snapshot'],
  drivers: Engine['connection']['drivers'],
): InferError {
  const others = Object.values(resources).filter(
    row => row.id !== undefined && drivers.get(row.kind)?.logs !== undefined,
  )
  return new InferError('INFER_OPTION', {
    message: `${name} is a ${kind}, which writes no logs here (${others.map(one => one.name).join(', ') || 'nothing in this stack'} does).`,
    suggestions: others.length > 0 ? [`infer deploy logs ${others[0]!.name}`] : ['infer deploy status'],
  })
}
