// Plugins that break are named with the reason, and the others go on.
import {expect} from 'chai'
import {collectGenerators, type HookRunner} from '../../src/registry/collect.ts'

const descriptor = (name: string, more: object = {}) => ({
  contract: 1,
  name,
  summary: 'for tests',
  options: [],
  load: async () => ({}),
  ...more,
})

const plugin = (name: string, type = 'user') => ({name, version: '1.2.3', type})

/** Answers as oclif's Config would. */
const plugins = (
  successes: readonly (readonly [ReturnType<typeof plugin>, unknown])[],
  failures: readonly (readonly [ReturnType<typeof plugin>, unknown])[] = [],
): HookRunner => ({
  runHook: async () => ({
    successes: successes.map(([one, result]) => ({plugin: one, result})),
    failures: failures.map(([one, error]) => ({plugin: one, error: error as Error})),
  }),
})

const reasons = async (runner: HookRunner) =>
  (await collectGenerators(runner)).complaints.map(({plugin: name, reason}) => `${name}: ${reason}`)

describe('collectGenerators', () => {
  it('gives each generator with its plugin and version', async () => {
    const {offers, complaints} = await collectGenerators(plugins([[plugin('a'), [descriptor('x')]]]))
    expect(
      offers.map(({plugin: name, version, descriptor: {name: its}}) => [name, version, its]),
    ).to.deep.equal([['a', '1.2.3', 'x']])
    expect(complaints).to.deep.equal([])
  })

  it('names a plugin whose hook threw, in its own words', async () => {
    expect(await reasons(plugins([], [[plugin('a'), new Error('no luck')]]))).to.deep.equal(['a: no luck'])
    expect(await reasons(plugins([], [[plugin('a'), 'no luck']]))).to.deep.equal(['a: no luck'])
  })

  it('says who should update when a plugin speaks another contract', async () => {
    const [newer] = await reasons(plugins([[plugin('a'), [descriptor('x', {contract: 2})]]]))
    expect(newer).to.equal(
      'a: its generator "x" speaks contract 2, this infer speaks 1: update infer (npm install --global @inferloop/cli@latest)',
    )
    const [older] = await reasons(plugins([[plugin('a'), [descriptor('x', {contract: 0})]]]))
    expect(older).to.include('update the plugin (infer plugins update)')
    const [none] = await reasons(plugins([[plugin('a'), [descriptor('x', {contract: undefined})]]]))
    expect(none).to.include('contract should be 1')
  })

  it('outlives whatever a plugin returns, and the others go on', async () => {
    const circle: {self?: unknown} = {}
    circle.self = circle
    const throwing = {
      get name(): string {
        throw new Error('not today')
      },
    }
    const bad: [string, unknown][] = [
      ['circle', circle],
      ['big', 1n],
      ['getter', [throwing]],
      ['option', [descriptor('x', {options: [{name: 'a', default: 1n}]})]],
      ['lazy', [descriptor('y', {options: [circle]})]],
      [
        'iterator',
        Object.assign([], {
          [Symbol.iterator]: () => {
            throw Object.create(null)
          },
        }),
      ],
    ]
    const runner = plugins([
      ...bad.map(([name, result]) => [plugin(name), result] as const),
      [plugin('z'), [descriptor('fine')]],
    ])
    const {offers, complaints} = await collectGenerators(runner)
    expect(offers.map(({descriptor: {name}}) => name)).to.deep.equal(['fine'])
    expect(complaints.map(({plugin: name}) => name).toSorted()).to.deep.equal(
      bad.map(([name]) => name).toSorted(),
    )
  })

  it('says what is wrong with a descriptor, and keeps the good one beside it', async () => {
    const runner = plugins([[plugin('a'), [descriptor('No Name'), null, descriptor('fine')]]])
    const {offers, complaints} = await collectGenerators(runner)
    expect(offers.map(({descriptor: {name}}) => name)).to.deep.equal(['fine'])
    expect(complaints[0]!.reason).to.include('lower-case words')
    expect(complaints[1]!.reason).to.include('should be an object')
  })

  it('says when a descriptor cannot even be read, and keeps the good one beside it', async () => {
    const trap = {
      contract: 1,
      get name(): string {
        throw new Error('snap')
      },
    }
    const {offers, complaints} = await collectGenerators(plugins([[plugin('a'), [trap, descriptor('fine')]]]))
    expect(offers.map(({descriptor: {name}}) => name)).to.deep.equal(['fine'])
    expect(complaints[0]).to.deep.equal({plugin: 'a', reason: 'a generator of it cannot be read: snap'})
  })

  it('says when a hook returns no list', async () => {
    expect(await reasons(plugins([[plugin('a'), undefined]]))).to.deep.equal([
      'a: its hook should return a list of generators, returned nothing',
    ])
  })

  it('keeps the bundled one of two with the same name, whichever answers first, and names both', async () => {
    const runner = plugins([
      [plugin('a'), [descriptor('x')]],
      [plugin('z', 'core'), [descriptor('x')]],
    ])
    const {offers, complaints} = await collectGenerators(runner)
    expect(offers.map(({plugin: name}) => name)).to.deep.equal(['z'])
    expect(complaints).to.deep.equal([{plugin: 'a', reason: 'it offers a generator "x", and z does too'}])
  })
})
