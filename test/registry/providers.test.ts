// A provider is found by its name, and whatever it does wrong is said to be its own fault.
import {expect} from 'chai'
import {InferError, type Provider, type ProviderDescriptor} from '@inferloop/contract'
import {collectProviders, type Offer} from '../../src/registry/collect.ts'
import {findProvider, missingProvider} from '../../src/registry/find-offer.ts'
import {blamingProvider, loadProvider} from '../../src/registry/providers.ts'

const provider: Provider = {connect: () => Promise.reject(new Error('never asked'))}
const card = (more: Partial<ProviderDescriptor> = {}): ProviderDescriptor => ({
  contract: 1,
  name: 'cloudy',
  summary: 'for tests',
  settings: {},
  credentials: [],
  load: async () => provider,
  ...more,
})
const offerOf = (descriptor: ProviderDescriptor, plugin = 'a-plugin'): Offer<ProviderDescriptor> => ({
  descriptor,
  plugin,
  version: '1.0.0',
})
const collected = async (...offers: readonly unknown[]) =>
  collectProviders({
    runHook: async () => ({
      successes: [{plugin: {name: 'a-plugin', version: '1.0.0'}, result: offers}],
      failures: [],
    }),
  })
const caught = async (work: () => unknown): Promise<InferError> => {
  try {
    await work()
  } catch (error) {
    return error as InferError
  }
  throw new Error('nothing was thrown')
}
const never = new AbortController().signal

describe('a provider', () => {
  it('is found by its name, or the nearest name and what to install are said', async () => {
    const all = await collected(card())
    expect(findProvider(all, 'cloudy').plugin).to.equal('a-plugin')
    const unknown = await caught(() => findProvider(all, 'clody'))
    expect(unknown.code).to.equal('INFER_PROVIDER_UNKNOWN')
    expect(unknown.suggestions).to.deep.equal([
      'provider: cloudy',
      'infer plugins install @inferloop/provider-clody',
      'infer deploy providers',
    ])
    const ours = await caught(() => findProvider(all, 'sandbox'))
    expect(ours.suggestions).to.deep.equal(['infer plugins install @inferloop/provider-sandbox'])
    expect(missingProvider(all, 'sandbox')).to.equal('@inferloop/provider-sandbox')
    expect(missingProvider(all, 'cloudy')).to.equal(undefined)
  })

  it('with a visiting card that is wrong is refused with the reason', async () => {
    const secret = {token: {type: 'string', summary: 'token', secret: true}}
    const all = await collected(card({settings: secret as ProviderDescriptor['settings']}))
    const refused = await caught(() => findProvider(all, 'cloudy'))
    expect(refused.code).to.equal('INFER_PLUGIN_BROKEN')
    expect(refused.message).to.include('credentials come from the environment')
  })

  it('whose code does not load, or is none, is said to be broken', async () => {
    expect(await loadProvider(offerOf(card()))).to.equal(provider)
    const lost = await caught(() =>
      loadProvider(offerOf(card({load: () => Promise.reject(new Error('gone'))}))),
    )
    expect(lost.message).to.equal('Provider "cloudy" of a-plugin is broken: its code cannot be loaded: gone.')
    const none = await caught(() => loadProvider(offerOf(card({load: async () => ({}) as Provider}))))
    expect(none.message).to.include('its code has no connect')
  })

  it('of others that throws whatever without a code is blamed, and ours is not', async () => {
    for (const thrown of ['words', undefined, 42, new TypeError('null.x')]) {
      const error = await caught(() => blamingProvider(offerOf(card()), never, () => Promise.reject(thrown)))
      expect(error.code, String(thrown)).to.equal('INFER_PLUGIN_BROKEN')
      expect(error.message).to.include('Provider "cloudy" of a-plugin is broken: it failed')
    }
    const known = new InferError('INFER_PROVIDER_REFUSED', {message: 'no', suggestions: []})
    const own = new TypeError('ours')
    const failing = (plugin: string, error: Error) => () =>
      blamingProvider(offerOf(card(), plugin), never, () => Promise.reject(error))
    expect(await caught(failing('a-plugin', known))).to.equal(known)
    expect(await caught(failing('@inferloop/provider-cloudy', own))).to.equal(own)
  })
})
