// Finding a generator by name and loading its code.
import {type GeneratorDescriptor, InferError} from '@inferloop/contract'
import {expect} from 'chai'
import type {Offer} from '../../src/registry/collect.ts'
import {findGenerator, missingGenerator} from '../../src/registry/find-offer.ts'
import {askPlugin, loadGenerator} from '../../src/registry/generators.ts'

const offer = (
  name: string,
  load: () => Promise<unknown> = async () => ({}),
  plugin = '@example/p',
): Offer => ({
  descriptor: {contract: 1, name, summary: 's', options: [], load: load as GeneratorDescriptor['load']},
  plugin,
  version: '1.0.0',
})

const caught = async (work: () => unknown): Promise<InferError> => {
  try {
    await work()
  } catch (error) {
    return error as InferError
  }
  throw new Error('nothing was thrown')
}

describe('findGenerator', () => {
  const collected = {offers: [offer('trees'), offer('pairs')], complaints: []}

  it('takes no name that every object has for a published one', async () => {
    const {suggestions} = await caught(() => findGenerator(collected, 'constructor'))
    expect(suggestions).to.include('infer plugins install @inferloop/generator-constructor')
  })

  it('gives the one of that name', () => {
    expect(findGenerator(collected, 'pairs').descriptor.name).to.equal('pairs')
  })

  it('names what is installed, what is near and what to install', async () => {
    const {code, message, suggestions, oclif} = await caught(() => findGenerator(collected, 'pair'))
    expect(code).to.equal('INFER_GENERATOR_UNKNOWN')
    expect(oclif.exit).to.equal(4)
    expect(message).to.include('(installed: trees, pairs)')
    expect(suggestions).to.include('--generator pairs')
    expect(suggestions).to.include('infer plugins install @inferloop/generator-pair')
  })

  it('says of one we publish the one thing to type', async () => {
    const {suggestions} = await caught(() => findGenerator(collected, 'ctgan'))
    expect(suggestions).to.deep.equal(['infer plugins install @inferloop/generator-ctgan'])
    expect(missingGenerator(collected, 'ctgan')).to.equal('@inferloop/generator-ctgan')
    expect(missingGenerator(collected, 'trees')).to.equal(undefined)
    expect(missingGenerator(collected, 'nobody')).to.equal(undefined)
  })

  it('says which side to update when it is installed and speaks another contract', async () => {
    const refused = {
      plugin: '@example/p',
      generator: 'x',
      reason: 'it speaks contract 2',
      update: 'npm i -g infer',
    }
    const {code, oclif, suggestions} = await caught(() =>
      findGenerator({...collected, complaints: [refused]}, 'x'),
    )
    expect(code).to.equal('INFER_PLUGIN_INCOMPATIBLE')
    expect(oclif.exit).to.equal(4)
    expect(suggestions).to.deep.equal(['npm i -g infer'])
  })

  it('does not ask to install what is installed and broken', async () => {
    const dead = {...collected, complaints: [{plugin: '@inferloop/generator-ctgan', reason: 'no luck'}]}
    expect(missingGenerator(dead, 'ctgan')).to.equal(undefined)
    const {code, message} = await caught(() => findGenerator(dead, 'ctgan'))
    expect(code).to.equal('INFER_PLUGIN_BROKEN')
    expect(message).to.include('@inferloop/generator-ctgan').and.include('no luck')
  })

  it('suggests no package for what cannot be a name', async () => {
    const {suggestions} = await caught(() => findGenerator(collected, '../etc; rm'))
    expect(suggestions).to.deep.equal(['infer info'])
  })
})

describe('loadGenerator', () => {
  it('says which plugin it is whose code does not load, and keeps the cause', async () => {
    const cause = new Error('Cannot find package')
    const error = await caught(() => loadGenerator(offer('x', () => Promise.reject(cause))))
    expect(error.code).to.equal('INFER_PLUGIN_BROKEN')
    expect(error.message).to.include('@example/p').and.include('Cannot find package')
    expect(error.cause).to.equal(cause)
  })

  it('says what a generator lacks', async () => {
    const half = async () => ({fit: () => 0, sample: () => 0})
    const {message} = await caught(() => loadGenerator(offer('x', half)))
    expect(message).to.include('has no save, load')
  })
})

describe('askPlugin', () => {
  const {signal} = new AbortController()

  it('blames the plugin for what it throws, but leaves coded errors and our own bugs as they are', async () => {
    const bug = new Error('x is undefined')
    const thrown = (whose: Offer, error: unknown) =>
      caught(() =>
        askPlugin(whose, signal, () => {
          throw error
        }),
      )
    expect(await thrown(offer('x'), bug)).to.include({code: 'INFER_PLUGIN_BROKEN', cause: bug})
    const ours = offer('x', undefined, '@inferloop/generator-trees')
    expect(await thrown(ours, bug)).to.equal(bug)
    for (const whose of [offer('x'), ours])
      expect((await thrown(whose, undefined)).message).to.include('it failed: undefined')
    const coded = new InferError('INFER_MODEL_DAMAGED', {message: 'm', suggestions: ['s']})
    expect(await thrown(offer('x'), coded)).to.equal(coded)
  })
})
