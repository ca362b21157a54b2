// Cases about manners: stops when told, says how far it is, checks its options, lets other things run meanwhile.
import {descriptorFaults} from '../descriptor.ts'
import type {Progress} from '../run-context.ts'
import {CONTRACT} from '../hooks.ts'
import {check} from './checks.ts'
import {orders} from './tables.ts'
import {batchesOf, listening, optionsFrom, runWith, turn, type ConformanceCase} from './workbench.ts'

export const mannersCases: readonly ConformanceCase[] = [
  {
    name: 'introduces itself with a descriptor that can be used',
    async run(_generator, {descriptor}) {
      const faults = descriptorFaults(descriptor)
      check(faults.length === 0, faults.join('; '))
      check(
        descriptor.contract === CONTRACT,
        `contract should be ${CONTRACT}, was ${String(descriptor.contract)}`,
      )
    },
  },
  {
    name: 'works at every privacy level',
    async run(generator, tools) {
      for (const privacy of ['low', 'default', 'high'] as const) {
        const model = await generator.fit(orders(300), {...optionsFrom(tools), privacy}, runWith(tools))
        const batches = await batchesOf(generator, model, 20, runWith(tools))
        check(
          batches.reduce((sum, batch) => sum + batch.rows, 0) === 20,
          `privacy ${privacy} gave other than 20 rows`,
        )
      }
    },
  },
  {
    name: 'works at the smallest and largest value of every option',
    async run(generator, tools) {
      const options = optionsFrom(tools)
      for (const {name, min, max, choices, type} of tools.descriptor.options) {
        if (tools.options !== undefined && name in tools.options) continue
        const values =
          type === 'boolean' ? [true, false] : (choices ?? [min, max].filter(value => value !== undefined))
        for (const value of values) {
          const model = await generator.fit(orders(200), {...options, [name]: value}, runWith(tools))
          const batches = await batchesOf(generator, model, 20, runWith(tools))
          check(
            batches.reduce((sum, batch) => sum + batch.rows, 0) === 20,
            `${name} ${String(value)} gave other than 20 rows`,
          )
        }
      }
    },
  },
  {
    name: 'does not begin to learn when told to stop before',
    async run(generator, tools) {
      const reason = new Error('stopped before')
      const signal = AbortSignal.abort(reason)
      await rejectsWith(reason, () =>
        generator.fit(orders(300), optionsFrom(tools), runWith(tools, {signal})),
      )
    },
  },
  {
    name: 'stops learning when told to, with the reason it was told',
    async run(generator, tools) {
      for (const threads of [1, 2]) {
        const controller = new AbortController()
        const reason = new Error('stopped while learning')
        const progress = ({done, total}: Progress): void => {
          if (done < total) controller.abort(reason)
        }
        const run = runWith(tools, {signal: controller.signal, progress, threads})
        await rejectsWith(reason, () => generator.fit(orders(3000), optionsFrom(tools), run))
      }
    },
  },
  {
    name: 'lets the event loop turn while it learns, so that Ctrl-C is heard',
    async run(generator, tools) {
      const controller = new AbortController()
      const reason = new Error('stopped from outside')
      setImmediate(() => controller.abort(reason))
      const run = runWith(tools, {signal: controller.signal})
      await rejectsWith(reason, () => generator.fit(orders(3000), optionsFrom(tools), run))
    },
  },
  {
    name: 'stops drawing when told to, with the reason it was told',
    async run(generator, tools) {
      const model = await generator.fit(orders(300), optionsFrom(tools), runWith(tools))
      for (const threads of [1, 2]) {
        const controller = new AbortController()
        const reason = new Error('stopped while drawing')
        await rejectsWith(reason, async () => {
          const run = runWith(tools, {signal: controller.signal, threads})
          for await (const _ of generator.sample(model, 300_000, run)) controller.abort(reason)
        })
      }
    },
  },
  {
    name: 'can be left in the middle of drawing and asked again',
    async run(generator, tools) {
      const model = await generator.fit(orders(300), optionsFrom(tools), runWith(tools))
      for await (const _ of generator.sample(model, 300_000, runWith(tools, {threads: 2}))) break
      const batches = await batchesOf(generator, model, 10, runWith(tools, {threads: 2}))
      check(
        batches.reduce((sum, batch) => sum + batch.rows, 0) === 10,
        'the second time it gave other than 10 rows',
      )
    },
  },
  {
    name: 'says how far it is, forwards and never beyond the end',
    async run(generator, tools) {
      const learning = listening(tools)
      const model = await generator.fit(orders(300), optionsFrom(tools), learning.run)
      checkProgress(learning.events, 'fit')
      const drawing = listening(tools)
      await batchesOf(generator, model, 10_001, drawing.run)
      checkProgress(drawing.events, 'sample')
    },
  },
  {
    name: 'says nothing more after it is done',
    async run(generator, tools) {
      const {events, run} = listening(tools)
      const model = await generator.fit(orders(300), optionsFrom(tools), {...run, threads: 2})
      const learnt = events.length
      await turn(20)
      check(events.length === learnt, `${events.length - learnt} progress events came after fit`)
      await batchesOf(generator, model, 10_001, {...run, threads: 2})
      const drawn = events.length
      await turn(20)
      check(events.length === drawn, `${events.length - drawn} progress events came after sample`)
    },
  },
]

function checkProgress(events: readonly Progress[], during: string): void {
  check(events.length > 0, `${during} said nothing`)
  const furthest = new Map<string, number>()
  for (const {phase, done, total, unit} of events) {
    check(phase !== '' && unit !== '', `${during}: phase and unit should be words`)
    check(done >= 0 && done <= total, `${during}: ${phase} said ${done} of ${total} ${unit}`)
    check(done >= (furthest.get(phase) ?? 0), `${during}: ${phase} went back to ${done} ${unit}`)
    furthest.set(phase, done)
  }
}

async function rejectsWith(reason: Error, task: () => Promise<unknown>): Promise<void> {
  let thrown: unknown
  try {
    await task()
  } catch (error) {
    thrown = error
  }
  check(thrown !== undefined, `it went on to the end, though told to stop`)
  check(
    thrown === reason,
    `it should throw the signal's own reason, threw ${thrown instanceof Error ? thrown.message : typeof thrown}`,
  )
}
