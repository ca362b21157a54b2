// The suite itself: an honest generator passes every case, and for every case there is a way to fail it.
import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import offer from '../../../../test/fixtures/plugins/well-behaved/src/hooks/generators.js'
import {conformanceCases, runConformance} from '../../src/conformance/generator.ts'
import type {Generator, GeneratorDescriptor, Json, RunContext, SavedModel, Table} from '../../src/index.ts'

const [descriptor] = (await offer()) as [GeneratorDescriptor]
const honest = await descriptor.load()
const tools = {createRandom, descriptor}
const deaf = (run: RunContext): RunContext => ({...run, signal: new AbortController().signal})

/** A generator whose batches pass through `change` before they come out. */
const changed = (change: (batch: Table, random: RunContext['random']) => Table): Generator => ({
  ...honest,
  async *sample(model, rows, run) {
    for await (const batch of honest.sample(model, rows, run)) yield change(batch, run.random)
  },
})

const withRandom = (random: (run: RunContext) => RunContext['random']): Generator => ({
  ...honest,
  sample: (model, rows, run) => honest.sample(model, rows, {...run, random: random(run)}),
})

const withSaved = (change: (saved: SavedModel, model: never) => SavedModel): Generator => ({
  ...honest,
  save: model => change(honest.save(model), model as never),
})

const failsOnSmallTables: Generator = {
  ...honest,
  async fit(table, options, run) {
    if (table.rows <= 100) throw new Error('too few rows')
    return honest.fit(table, options, run)
  },
}

const ignoresTheSignal: Generator = {
  ...honest,
  fit: (table, options, run) => honest.fit(table, options, deaf(run)),
  sample: (model, rows, run) => honest.sample(model, rows, deaf(run)),
}

/** For the start of each case's name, a generator or descriptor that breaks what the case asks for. */
const breakers: Record<string, {readonly generator?: Generator; readonly descriptor?: GeneratorDescriptor}> =
  {
    'introduces itself': {descriptor: {...descriptor, name: 'Pairs of columns'}},
    'works at every privacy level': {
      generator: {
        ...honest,
        async fit(table, options, run) {
          if (options.privacy === 'high') throw new Error('not implemented')
          return honest.fit(table, options, run)
        },
      },
    },
    'works at the smallest and largest': {
      generator: {
        ...honest,
        async fit(table, options, run) {
          if (options['bins'] === 250) throw new RangeError('255 bins at most')
          return honest.fit(table, options, run)
        },
      },
    },
    'does not begin to learn': {generator: ignoresTheSignal},
    'stops learning': {generator: ignoresTheSignal},
    'lets the event loop turn': {generator: ignoresTheSignal},
    'stops drawing': {generator: ignoresTheSignal},
    'can be left': {
      generator: (() => {
        let busy = false
        return {
          ...honest,
          async *sample(model, rows, run) {
            if (busy) return
            busy = true
            yield* honest.sample(model, rows, run)
            busy = false
          },
        } satisfies Generator
      })(),
    },
    'says how far it is': {
      generator: {
        ...honest,
        fit: (table, options, run) =>
          honest.fit(table, options, {
            ...run,
            progress: event => run.progress({...event, done: event.done + 1}),
          }),
      },
    },
    'says nothing more': {
      generator: {
        ...honest,
        async fit(table, options, run) {
          const model = await honest.fit(table, options, run)
          setTimeout(() => run.progress({phase: 'fit', done: 1, total: 1, unit: 'columns'}), 5)
          return model
        },
      },
    },
    'leaves the table': {
      generator: {
        ...honest,
        async fit(table, options, run) {
          const [first] = table.columns
          if (first !== undefined && 'codes' in first) first.codes.sort()
          return honest.fit(table, options, run)
        },
      },
    },
    'gives exactly as many rows': {
      generator: {...honest, sample: (model, rows, run) => honest.sample(model, Math.max(1, rows), run)},
    },
    'gives at most': {
      generator: {
        ...honest,
        async *sample(_model, rows) {
          yield {rows, columns: []}
        },
      },
    },
    'makes no cell missing': {
      generator: changed(batch => {
        const [plan] = batch.columns
        if (plan !== undefined && 'codes' in plan) plan.codes[0] = plan.schema.categories.length
        return batch
      }),
    },
    'learns from': {generator: failsOnSmallTables},
    "keeps every column's distribution": {
      generator: changed(batch => {
        const seats = batch.columns[1]
        if (seats !== undefined && !('codes' in seats)) seats.values.fill(seats.schema.min)
        return batch
      }),
    },
    'keeps a strong dependence': {
      generator: changed(batch => {
        const price = batch.columns[2]
        if (price !== undefined && !('codes' in price)) price.values.sort()
        return batch
      }),
    },
    'gives the same rows for the same seed': {
      generator: withRandom(() => createRandom(Math.floor(Math.random() * 2 ** 32))),
    },
    'gives other rows': {generator: withRandom(() => createRandom(0))},
    'gives the same rows on 1, 2 and 4': {generator: withRandom(run => run.random.split(run.threads))},
    'gives the same rows after saving': {
      generator: {
        ...honest,
        load: (saved, columns) => ({...(honest.load(saved, columns) as object), loaded: true}),
        sample: (model, rows, run) =>
          honest.sample(model, rows, {
            ...run,
            random: 'loaded' in (model as object) ? run.random.split('other') : run.random,
          }),
      },
    },
    'saves plain JSON': {
      generator: withSaved(saved => ({
        ...saved,
        meta: {...(saved.meta as object), made: new Date(0) as unknown as Json},
      })),
    },
    'saves the same model': {
      generator: {
        ...honest,
        fit: async (table, options, run) => ({
          ...((await honest.fit(table, options, run)) as object),
          threads: run.threads,
        }),
        save(model) {
          const saved = honest.save(model)
          return {...saved, meta: {...(saved.meta as object), threads: (model as {threads: number}).threads}}
        },
      },
    },
    'saves no column': {
      generator: {
        ...honest,
        fit: async (table, options, run) => ({...((await honest.fit(table, options, run)) as object), table}),
        save(model) {
          const saved = honest.save(model)
          const [first] = (model as {table: Table}).table.columns
          return first === undefined || 'codes' in first
            ? saved
            : {...saved, arrays: {...saved.arrays, rows: first.values}}
        },
      },
    },
    'refuses a saved model with a part': {
      generator: {...honest, load: ({meta}) => (meta as {kind: string}).kind.length},
    },
    'refuses a saved model with other': {
      generator: {
        ...honest,
        load(saved, columns) {
          try {
            return honest.load(saved, columns)
          } catch {
            return undefined
          }
        },
      },
    },
  }

describe('the conformance suite', () => {
  for (const {name, run} of conformanceCases()) {
    it(`is passed by an honest generator that ${name}`, () => run(honest, tools))

    it(`notices a generator that breaks “${name}”`, async () => {
      const [, breaker] = Object.entries(breakers).find(([start]) => name.startsWith(start)) ?? []
      expect(breaker, 'a way to break it').to.not.equal(undefined)
      let noticed: unknown
      try {
        await run(breaker?.generator ?? honest, {...tools, descriptor: breaker?.descriptor ?? descriptor})
      } catch (error) {
        noticed = error
      }
      expect(noticed).to.be.an('error')
    })
  }

  it('runs every case, also after one has failed', async () => {
    const outcomes = await runConformance({
      createRandom,
      descriptor: {...descriptor, load: async () => failsOnSmallTables},
    })
    expect(outcomes.map(({name}) => name)).to.deep.equal(conformanceCases().map(({name}) => name))
    const failed = outcomes.filter(({error}) => error !== undefined)
    expect(failed.length).to.equal(9)
    expect(failed[0]?.error?.message).to.equal('too few rows')
  })

  it('counts a case that never ends as failed', async () => {
    const hangs: Generator = {...honest, fit: () => new Promise(() => {})}
    const outcomes = await runConformance(
      {createRandom, descriptor: {...descriptor, load: async () => hangs}},
      {secondsEach: 0.01},
    )
    expect(outcomes.filter(({error}) => error?.message === 'not done after 0.01 s').length).to.be.greaterThan(
      20,
    )
  })
})
