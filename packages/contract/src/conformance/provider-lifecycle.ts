// Cases about one thing from its making to its end.
import {check} from './checks.ts'
import {ended, thrownBy} from './provider-bench.ts'
import type {KindCase} from './provider.ts'
import {sampleChange} from './provider-samples.ts'
import {canonical, readDifference} from './provider-sameness.ts'
import {clearingUp, driverOf, waitWindow, withInputs, withThing} from './provider-things.ts'
import {RESOURCE_KINDS} from '../provider/kinds.ts'

export const lifecycleCases: readonly KindCase[] = [
  {
    name: 'reads back what it was asked for',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({call, id, inputs}) => {
        const found = await driver.read(call, id)
        check(found.is === 'there', `read said ${found.is} of what was made`)
        const difference = readDifference(kind, driver, inputs, found.thing.inputs)
        check(difference === undefined, `${difference}`)
        check(found.thing.id === id, `read gave the id ${found.thing.id} for ${id}`)
        check(
          canonical(found.thing.tags) === canonical({...call.tags}),
          `tags should be ${canonical({...call.tags})}, were ${canonical(found.thing.tags)}`,
        )
        check(Number.isFinite(found.thing.createdAt), 'createdAt should be milliseconds since 1970')
      })
    },
  },
  {
    name: 'gives its id before anything is waited for, and the outputs of its kind at the end',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withInputs(connection, tools, kind, async (inputs, call) => {
        const {steps, id, result} = await ended(driver.create(call, inputs))
        await clearingUp(driver, tools, [id], async () => {
          check(steps[0] !== undefined && 'id' in steps[0], 'the first step should be the id')
          const ids = new Set(steps.flatMap(step => ('id' in step ? [step.id] : [])))
          check(ids.size === 1, `one id expected, ${[...ids].join(', ')} given`)
          for (const [output, summary] of Object.entries(RESOURCE_KINDS[kind]!.outputs))
            if (!summary.includes('if any'))
              check(result[output] !== undefined, `the output ${output} (${summary}) is missing`)
          check((await driver.ready(call, id)).is === 'ready', 'create ended before it was ready')
        })
      })
    },
  },
  {
    name: 'makes one thing of one operation, however often it is asked',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({call, id, inputs}) => {
        await waitWindow(driver, tools)
        const again = await ended(driver.create({...call, deadline: tools.call().deadline}, inputs))
        await waitWindow(driver, tools)
        const hits = await Array.fromAsync(driver.find(tools.call(), {'infer-op': call.opId}))
        const others = [...new Set([again.id, ...hits.map(hit => hit.id)])].filter(one => one !== id)
        await clearingUp(driver, tools, others, async () => {
          check(others.length === 0, `a second create made ${others.join(', ')} beside ${id}`)
          check(hits.length === 1, `find gave it ${hits.length} times`)
        })
      })
    },
  },
  {
    name: 'is found by its tags within its window, and by no others',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({call, id}) => {
        await waitWindow(driver, tools)
        const found = async (tags: Parameters<typeof driver.find>[1]): Promise<string[]> =>
          (await Array.fromAsync(driver.find(tools.call(), tags))).map(thing => thing.id)
        check((await found({'infer-op': call.opId})).join() === id, 'find by its operation missed it')
        check((await found({'infer-stack': 'conformance'})).includes(id), 'find by its stack missed it')
        check((await found({'infer-op': 'opnever0000'})).length === 0, 'find gave it for another operation')
        check(
          (await found({...call.tags, 'infer-lineage': 'other'})).length === 0,
          'find gave it for another lineage',
        )
      })
    },
  },
  {
    name: 'can be removed twice, and is absent then',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({id}) => {
        const call = tools.call()
        await ended(driver.delete(call, id))
        const found = await driver.read(call, id)
        check(found.is === 'absent', `read said ${found.is} of what was removed`)
        await ended(driver.delete(call, id))
      })
    },
  },
  {
    name: 'is never believed absent for a refusal or a failure',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({id}) => {
        for (const how of ['refused', 'broken', 'throttled'] as const) {
          const found = await tools.disturbed(how, () => driver.read(tools.call(), id))
          check(found.is === 'unsure', `read said ${found.is} when it was ${how}`)
          check(found.why !== '', 'unsure should say why')
          const removal = () => tools.disturbed(how, () => ended(driver.delete(tools.call(), id)))
          check((await thrownBy(removal)) !== undefined, `delete succeeded when it was ${how}`)
          const search = () =>
            tools.disturbed(how, () =>
              Array.fromAsync(driver.find(tools.call(), {'infer-stack': 'conformance'})),
            )
          check((await thrownBy(search)) !== undefined, `find ended well when it was ${how}`)
        }
        check((await driver.read(tools.call(), id)).is === 'there', 'it was gone afterwards')
      })
    },
  },
  {
    name: 'changes in place what can be, and reads it back',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({id, inputs}) => {
        const change = sampleChange(kind, driver, inputs)
        if (change === undefined) return
        const wanted = driver.normalize(change.inputs)
        // Twice, as after a crash.
        for (let time = 0; time < 2; time++)
          await ended(driver.update(tools.call(), id, wanted, change.changes))
        const found = await driver.read(tools.call(), id)
        check(found.is === 'there', `read said ${found.is} after an update in place`)
        const difference = readDifference(kind, driver, wanted, found.thing.inputs)
        check(difference === undefined, `after a change of ${change.changes[0]!.path}: ${difference}`)
      })
    },
  },
  {
    name: 'keeps its fields through every operation, health and logs',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      await withThing(connection, tools, kind, async ({id, inputs}) => {
        for (const [name, operation] of Object.entries(driver.operations ?? {})) {
          check(operation.summary !== '', `${name} should have a summary`)
          const call = tools.call()
          await ended(operation.run(call, id))
          await ended(operation.run(call, id))
        }
        const health = await driver.health?.(tools.call(), id)
        check(health === undefined || health.detail !== '', 'health should have a detail')
        const lines = driver.logs === undefined ? [] : await Array.fromAsync(driver.logs(tools.call(), id, 1))
        check(lines.length <= 1, `one line was asked for, ${lines.length} came`)
        const found = await driver.read(tools.call(), id)
        const difference =
          found.is === 'there'
            ? readDifference(kind, driver, inputs, found.thing.inputs)
            : `read said ${found.is}`
        check(difference === undefined, `${difference}`)
      })
    },
  },
]
