// Makes a thing with all it needs for a case, and clears everything away after it.
import type {ResourceKind} from '../provider/field.ts'
import type {Call, KindDriver} from '../provider/kind-driver.ts'
import type {Connection} from '../provider/provider.ts'
import type {Inputs} from '../provider/resource.ts'
import {check} from './checks.ts'
import {ended, fieldsOf, type ProviderTools} from './provider-bench.ts'
import {neededKinds, sampleInputs} from './provider-samples.ts'

export interface Made {
  readonly call: Call
  readonly id: string
  /** Normalized. */
  readonly inputs: Inputs
}

/** Inputs for `kind`, everything they refer to made; cleared away when `run` is done, however it ends. */
export async function withInputs(
  connection: Connection,
  tools: ProviderTools,
  kind: ResourceKind,
  run: (inputs: Inputs, call: Call) => Promise<void>,
): Promise<void> {
  const call = tools.call()
  const ids = new Map<readonly ResourceKind[], string>()
  const build = async ([needed, ...others]: readonly (readonly ResourceKind[])[]): Promise<void> => {
    if (needed === undefined) {
      const given = tools.samples?.[kind] ?? {}
      const inputs = {...sampleInputs(fieldsOf(kind), `s${call.opId}`, kinds => ids.get(kinds)), ...given}
      return run(driverOf(connection, kind).normalize(inputs), call)
    }
    const other = needed.find(one => connection.drivers.has(one))
    check(
      other !== undefined,
      `${kind} needs one of ${needed.join(', ')}, and none is supported: give samples`,
    )
    await withThing(connection, tools, other, async ({id}) => {
      ids.set(needed, id)
      await build(others)
    })
  }
  await build(neededKinds(fieldsOf(kind)))
}

/** A thing that is ready. */
export async function withThing(
  connection: Connection,
  tools: ProviderTools,
  kind: ResourceKind,
  run: (made: Made) => Promise<void>,
): Promise<void> {
  const driver = driverOf(connection, kind)
  await withInputs(connection, tools, kind, async (inputs, call) => {
    const {id} = await ended(driver.create(call, inputs))
    check(id !== '', `${kind}: create ended without an id`)
    await clearingUp(driver, tools, [id], () => run({call, id, inputs}))
  })
}

/** Removes what was made also when `run` fails; its error is the one that is told. */
export async function clearingUp(
  driver: KindDriver,
  tools: ProviderTools,
  ids: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  let failed = true
  try {
    await run()
    failed = false
  } finally {
    for (const id of ids)
      try {
        await ended(driver.delete(tools.call(), id))
      } catch (error) {
        // oxlint-disable-next-line no-unsafe-finally -- only where nothing else is told
        if (!failed) throw error
      }
  }
}

export function driverOf(connection: Connection, kind: ResourceKind): KindDriver {
  const driver = connection.drivers.get(kind)
  check(driver !== undefined, `${kind} has no driver`)
  return driver
}

/** Until what was made must be seen by `find`. */
export async function waitWindow({consistencyWindowMs}: KindDriver, {io}: ProviderTools): Promise<void> {
  if (consistencyWindowMs > 0) await io.clock.sleep(consistencyWindowMs, io.signal)
}
