// Cases about stopping, telling and keeping silent.
import {secretsIn} from '../provider/secret-reference.ts'
import {check} from './checks.ts'
import {ended, RETRY_AFTER, thrownBy, type Disturbance} from './provider-bench.ts'
import type {KindCase} from './provider.ts'
import {sampleChange} from './provider-samples.ts'
import {clearingUp, driverOf, withInputs, withThing} from './provider-things.ts'

export const mannersOfKinds: readonly KindCase[] = [
  {
    name: 'stops with the signal’s reason, before a request, within one and while it waits',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({id, inputs}) => {
        const change = sampleChange(kind, driver, inputs)
        const tasks: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
          read: signal => driver.read(tools.call({signal}), id),
          find: signal => Array.fromAsync(driver.find(tools.call({signal}), {'infer-stack': 'conformance'})),
          ready: signal => driver.ready(tools.call({signal}), id),
          delete: signal => ended(driver.delete(tools.call({signal}), id)),
          ...(change !== undefined && {
            update: (signal: AbortSignal) =>
              ended(driver.update(tools.call({signal}), id, driver.normalize(change.inputs), change.changes)),
          }),
        }
        for (const [name, task] of Object.entries(tasks)) {
          await stops(`${name}, before a request`, reason => task(AbortSignal.abort(reason)))
          if (name === 'delete') continue
          if (tools.disturb === undefined)
            await stops(`${name}, within a request`, async reason => {
              const controller = new AbortController()
              tools.atNextRequest(() => controller.abort(reason))
              try {
                await task(controller.signal)
              } finally {
                tools.atNextRequest(undefined)
              }
            })
        }
        check((await driver.read(tools.call(), id)).is === 'there', 'it is gone, though all were stopped')
      })
      await withInputs(connection, tools, kind, async (inputs, call) => {
        const controller = new AbortController()
        const work = driver.create({...call, signal: controller.signal}, inputs)
        const {value} = (await work.next()) as {value: {readonly id: string}}
        await clearingUp(driver, tools, [value.id], () =>
          stops('create, after its id', async reason => {
            controller.abort(reason)
            await ended(work)
          }),
        )
      })
    },
  },
  {
    name: 'begins nothing after its deadline',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withInputs(connection, tools, kind, async (inputs, call) => {
        const late = {...call, deadline: tools.io.clock.now() - 1}
        const made: string[] = []
        const error = await thrownBy(async () => made.push((await ended(driver.create(late, inputs))).id))
        await clearingUp(driver, tools, made, async () => {
          check(error !== undefined, 'create went on after its deadline')
          check(
            !driver.explain(error).ambiguous,
            'it never began, and explain says that it may have been done',
          )
        })
      })
    },
  },
  {
    name: 'tells refusals from failures: what may be tried again, and what may have been done',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withInputs(connection, tools, kind, async (inputs, call) => {
        const explained = async (how: Disturbance) => {
          const error = await thrownBy(() => tools.disturbed(how, () => ended(driver.create(call, inputs))))
          check(error !== undefined, `create ended well when it was ${how}`)
          const told = driver.explain(error)
          for (const part of ['code', 'call', 'message', 'fix'] as const)
            check(
              typeof told[part] === 'string' && told[part] !== '',
              `explain should give ${part} when it was ${how}`,
            )
          return told
        }
        for (const how of ['bad-request', 'refused'] as const) {
          const {retryable, ambiguous} = await explained(how)
          check(!retryable, `explain says that trying again may help when it was ${how}`)
          check(!ambiguous, `explain says that it may have been done when it was ${how}`)
        }
        const throttled = await explained('throttled')
        check(throttled.retryable && !throttled.ambiguous, 'a 429 was not done, and may be tried again')
        const wait = throttled.retryAfterMs
        check(
          wait === undefined || wait >= RETRY_AFTER * 1000,
          `Retry-After was ${RETRY_AFTER} s, retryAfterMs ${wait}`,
        )
        check((await explained('broken')).ambiguous, 'a 500 may have been done all the same')
        const stranger = driver.explain(new Error('something else'))
        check(!stranger.retryable, 'an error nobody knows is no reason to try again')
      })
    },
  },
  {
    name: 'keeps the values of secrets to itself',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withInputs(connection, tools, kind, async (inputs, call) => {
        const shown: unknown[] = [inputs]
        const before = tools.asked.length
        for (const how of ['bad-request', 'broken'] as const) {
          const error = await thrownBy(() => tools.disturbed(how, () => ended(driver.create(call, inputs))))
          shown.push(everythingOf(error), driver.explain(error))
        }
        const made = await ended(driver.create(call, inputs))
        await clearingUp(driver, tools, [made.id], async () => {
          shown.push(
            made,
            await driver.read(call, made.id),
            await driver.ready(call, made.id),
            driver.cost(inputs, {}),
          )
          shown.push(await Array.fromAsync(driver.find(call, call.tags)))
          if (driver.logs !== undefined) shown.push(await Array.fromAsync(driver.logs(call, made.id, 100)))
        })
        const hasSecrets = secretsIn(inputs).length > 0
        check(!hasSecrets || tools.asked.length > before, 'nobody asked for the secret the inputs refer to')
        const text = JSON.stringify([shown, tools.heard])
        for (const form of spellings(tools.canary))
          check(!text.includes(form), 'the value of a secret stands in an output, an error or the log')
      })
    },
  },
]

async function stops(when: string, task: (reason: Error) => Promise<unknown>): Promise<void> {
  const reason = new Error('told to stop')
  const thrown = await thrownBy(() => task(reason))
  check(thrown !== undefined, `${when}: it went on to the end, though told to stop`)
  check(
    thrown === reason,
    `${when}: it should throw the signal’s own reason, threw ${thrown instanceof Error ? thrown.message : typeof thrown}`,
  )
}

/** Also what JSON leaves out of an error. */
function everythingOf(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > 5) return error
  const {message, stack, cause} = error
  return [message, stack, {...error}, everythingOf(cause, depth + 1)]
}

/** As it may stand in JSON within JSON, in base64, in an address. */
function spellings(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const base64 = btoa(String.fromCharCode(...bytes))
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [
    secret,
    quoted,
    JSON.stringify(quoted).slice(1, -1),
    base64.slice(0, -4),
    encodeURIComponent(secret),
  ]
}
