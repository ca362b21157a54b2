// A connection to a cloud in a folder, or to one that runs as a server.
import {resolve} from 'node:path'
import {
  InferError,
  inputFaults,
  RESOURCE_KINDS,
  withDefaults,
  type Capabilities,
  type Connection,
  type Identity,
  type Inputs,
  type Provider,
  type ProviderIo,
} from '@inferloop/contract'
import {cloudFetch} from './cloud/cloud-fetch.ts'
import {cloudOver} from './cloud/cloud.ts'
import {folderStore} from './cloud/folder-store.ts'
import {DIALS} from './dials.ts'
import {allKinds, driverOf} from './drivers/driver.ts'
import {createWire, type Wire} from './drivers/wire.ts'
import {SETTINGS, type Settings} from './settings.ts'
import {testConnection} from './test-connection.ts'

export const sandbox: Provider = {
  async connect(given, io) {
    const settings = settingsFrom(given)
    const [endpoint, reached] = await reach(settings, io)
    const wire = createWire(endpoint, reached)
    const whoami = (): Promise<Identity> => identity(wire, settings, io)
    // Whether it answers at all is said now, not at the first resource.
    const first = await whoami()
    const drivers = allKinds()
      .filter(kind => !settings.without.includes(kind))
      .map(
        kind =>
          [
            kind,
            driverOf({kind, wire, io: reached, pollMs: settings.poll}, driverSettings(settings)),
          ] as const,
      )
    return {
      whoami,
      test: () => testConnection(wire, io, first),
      capabilities: async () => capabilities(settings),
      drivers: new Map(drivers),
      close: async () => {},
    } satisfies Connection
  },
}

/** @throws InferError INFER_CONFIG */
function settingsFrom(given: Readonly<Record<string, unknown>>): Settings {
  const kinds = (given['without'] as readonly string[] | undefined) ?? []
  const [fault] = inputFaults(SETTINGS, given, 'settings')
  const stranger = fault === undefined && kinds.find(kind => !Object.hasOwn(RESOURCE_KINDS, kind))
  if (fault === undefined && typeof stranger !== 'string')
    return withDefaults(SETTINGS, given as Inputs) as unknown as Settings
  throw new InferError('INFER_CONFIG', {
    message:
      fault === undefined
        ? `settings.without: should name kinds, was "${String(stranger)}".`
        : `${fault.path}: ${fault.message}.`,
    suggestions: [`settings of the sandbox: ${Object.keys(SETTINGS).join(', ')}`],
  })
}

/** The address, and the means to get there. Dials that are set are turned now. */
async function reach(settings: Settings, io: ProviderIo): Promise<[string, ProviderIo]> {
  const {endpoint, folder, faults} = settings
  if (endpoint === undefined) {
    const cloud = cloudOver(folderStore(resolve(io.folder, folder)), () => io.clock.now())
    if (faults !== undefined) cloud.turn(faults)
    return ['http://sandbox.localhost', {...io, fetch: cloudFetch(cloud, io.clock)}]
  }
  if (faults !== undefined) await turnDials(endpoint, faults, io)
  return [endpoint, io]
}

/** @throws InferError INFER_PROVIDER_UNREACHABLE */
async function turnDials(endpoint: string, faults: object, io: ProviderIo): Promise<void> {
  try {
    const url = `${endpoint.replace(/\/$/, '')}/control/dials`
    const {status} = await io.fetch(url, {method: 'PUT', body: JSON.stringify(faults), signal: io.signal})
    if (status !== 200) throw new Error(`the answer was ${status}`)
  } catch (error) {
    io.signal.throwIfAborted()
    throw new InferError('INFER_PROVIDER_UNREACHABLE', {
      message: `The dials of the sandbox at ${endpoint} could not be turned: ${(error as Error).message}.`,
      suggestions: [
        'npx -p @inferloop/provider-sandbox infer-sandbox --port 4310',
        'take "faults" out of the provider’s settings',
      ],
      cause: error,
    })
  }
}

/** @throws InferError INFER_PROVIDER_UNREACHABLE, INFER_PROVIDER_REFUSED */
async function identity(wire: Wire, {region, endpoint, folder}: Settings, io: ProviderIo): Promise<Identity> {
  const deadline = io.clock.now() + 30_000
  try {
    const {account} = await wire(
      {call: 'GetAccount', method: 'GET', path: ['v1', 'account']},
      {opId: '', deadline, signal: io.signal},
    )
    if (typeof account !== 'string') throw new Error('the answer names no account')
    return {provider: 'sandbox', account, region}
  } catch (error) {
    io.signal.throwIfAborted()
    const {status} = error as {status?: number}
    const refused = status === 401 || status === 403
    throw new InferError(refused ? 'INFER_PROVIDER_REFUSED' : 'INFER_PROVIDER_UNREACHABLE', {
      message: `The sandbox at ${endpoint ?? folder} did not say whose it is: ${(error as Error).message}.`,
      suggestions:
        endpoint === undefined
          ? ['infer deploy providers --test sandbox']
          : [
              'npx -p @inferloop/provider-sandbox infer-sandbox --port 4310',
              'infer deploy providers --test sandbox',
            ],
      cause: error,
    })
  }
}

/** What is not listed after the window is believed not to be there, so nothing may come later than that. */
function driverSettings({region, window, faults}: Settings) {
  const {listLagMs, landLateMs, tokenLifetimeMs} = withDefaults(DIALS, (faults ?? {}) as Inputs) as Record<
    string,
    number
  >
  const windowMs = faults === undefined ? window : Math.max(window, listLagMs! + landLateMs!)
  return {region, windowMs, tokenLifetimeMs: tokenLifetimeMs!}
}

function capabilities({without}: Settings): Capabilities {
  return Object.fromEntries(
    allKinds().map(kind => [
      kind,
      without.includes(kind)
        ? {
            supported: false,
            reason: `this sandbox was told to do without ${kind}`,
            instead: INSTEAD[kind] ?? `take ${kind} out of "without" in the provider’s settings`,
          }
        : {supported: true, maturity: 'stable' as const},
    ]),
  )
}

const INSTEAD: Readonly<Record<string, string>> = {
  'compute.function': 'compute.container with scaleToZero',
  'compute.job': 'compute.container that sleeps between its runs',
  'storage.file': 'storage.object',
  'db.document': 'db.relational',
  'queue.jobs': 'db.cache',
}
