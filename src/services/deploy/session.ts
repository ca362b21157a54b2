// Everything a command of `infer deploy` works with: the stack as wanted, what is remembered of it, and its provider.
import {join, resolve} from 'node:path'
import type {Connection, Fields, ProviderDescriptor, ProviderIo, ResourceKind} from '@inferloop/contract'
import {
  type Engine,
  localState,
  readStack,
  secretNames,
  type Stack,
  type StateStore,
} from '@inferloop/provision'
import type {Collected, Offer} from '../../registry/collect.ts'
import {findProvider} from '../../registry/find-offer.ts'
import {blamingProvider, loadProvider} from '../../registry/providers.ts'
import {version} from '../version.ts'
import {fingerprintOf} from './fingerprint.ts'
import type {History} from './history.ts'
import {realClock} from './real-clock.ts'
import {hookRunner} from './run-hook.ts'
import type {SecretKeeper} from './secret-keeper.ts'
import {type StackPlace, stackPlace} from './stack-place.ts'

export interface StackChoice {
  readonly file?: string | undefined
  readonly variables: Readonly<Record<string, string>>
  /** Folder of the state. */
  readonly state?: string | undefined
}

/** What a session is given of the world. */
export interface Surroundings {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly keeper: SecretKeeper
  readonly collect: (wanted: string) => Promise<Collected<ProviderDescriptor>>
  readonly report: Engine['report']
  readonly history: History
  /** Lines for --verbose. */
  readonly log: (line: string) => void
  /** Lines that programs of the stack print. */
  readonly hookLine: (line: string) => void
}

export interface OpenStack {
  readonly place: StackPlace
  readonly stack: Stack
  readonly offer: Offer<ProviderDescriptor>
  readonly store: StateStore
}

export interface Session extends OpenStack {
  readonly engine: Engine
}

/** What is remembered of the stack that a file names: no plugin is asked for. @throws InferError as `readStack` */
export async function openRemembered(
  choice: StackChoice,
  around: Surroundings,
): Promise<Omit<OpenStack, 'offer'> & {readonly root: string}> {
  const place = await stackPlace(choice.file, around.cwd)
  const stack = await read(place, choice, around)
  return {place, stack, store: await stateOf(place, choice, around), root: stateRoot(place, choice, around)}
}

/** A stack without its provider: nobody is asked anything. @throws InferError as `readStack` and `findProvider` */
export async function openStack(choice: StackChoice, around: Surroundings): Promise<OpenStack> {
  const place = await stackPlace(choice.file, around.cwd)
  const {provider} = await read(place, choice, around)
  const offer = findProvider(await around.collect(provider), provider)
  const {settings} = offer.descriptor
  const stack = await read(place, choice, around, {settings})
  for (const {inputs} of stack.resources) for (const name of secretNames(inputs)) around.keeper.know(name)
  return {place, stack, offer, store: await stateOf(place, choice, around)}
}

/** The work with a connection, which is closed afterwards. @throws InferError as `openStack`, `loadProvider` and `Provider.connect` */
export async function withSession<T>(
  choice: StackChoice,
  around: Surroundings,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const {place, stack: plain, offer, store} = await openStack(choice, around)
  const provider = await loadProvider(offer)
  return blamingProvider(offer, around.signal, async () => {
    const connection = await provider.connect(plain.settings, ioOf(offer, place, around))
    try {
      await around.history.open(stateRoot(place, choice, around), plain.provider)
      const native = nativeOf(connection)
      const stack = await read(place, choice, around, {settings: offer.descriptor.settings, native})
      const engine = engineOf({place, stack, offer, store}, connection, around)
      return await work({place, stack, offer, store, engine})
    } finally {
      await around.history.close()
      await closed(connection, around)
    }
  })
}

/** What was done is done: a connection that cannot be closed is only worth a line. */
export async function closed(connection: Connection, {log}: Pick<Surroundings, 'log'>): Promise<void> {
  try {
    await connection.close()
  } catch (error) {
    log(`the connection could not be closed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** From here on the values of the provider's credentials are hidden, too. */
export function ioOf(
  {descriptor}: Offer<ProviderDescriptor>,
  {folder}: Pick<StackPlace, 'folder'>,
  around: Surroundings,
): ProviderIo {
  const {keeper, log, env, signal} = around
  for (const {name, secret} of descriptor.credentials) if (secret) keeper.know(name)
  return {
    fetch,
    clock: realClock,
    random: Math.random,
    log: line => log(keeper.hide(line)),
    secret: reference => keeper.secret(reference),
    env,
    signal,
    folder,
  }
}

function engineOf(
  {place, stack, offer, store}: OpenStack,
  connection: Connection,
  {signal, keeper, report, history, hookLine}: Surroundings,
): Engine {
  return {
    connection,
    clock: realClock,
    random: Math.random,
    signal,
    secret: reference => keeper.secret(reference),
    fingerprint: fingerprintOf(stack.name),
    hide: keeper.hide,
    report(event) {
      history.note(event)
      report(event)
    },
    tool: {infer: version, providers: {[stack.provider]: offer.version}},
    runHook: hookRunner(place.folder, line => hookLine(keeper.hide(line))),
    reread: () => store.read(stack.name),
  }
}

type Kinds = Readonly<Partial<Record<ResourceKind, Fields>>>

const nativeOf = ({drivers}: Connection): Kinds =>
  Object.fromEntries([...drivers].map(([kind, {native}]) => [kind, native]))

const read = (
  {path}: StackPlace,
  {variables}: StackChoice,
  {env, cwd}: Surroundings,
  known: {readonly settings?: Fields; readonly native?: Kinds} = {},
): Promise<Stack> => readStack(path, {folder: cwd, variables, env, ...known})

export const stateOf = (
  place: Pick<StackPlace, 'folder'>,
  choice: Pick<StackChoice, 'state'>,
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<StateStore> =>
  localState({root: stateRoot(place, choice, around), env: around.env, clock: realClock})

export const stateRoot = (
  {folder}: Pick<StackPlace, 'folder'>,
  {state}: Pick<StackChoice, 'state'>,
  {cwd}: Pick<Surroundings, 'cwd'>,
): string => (state === undefined ? join(folder, '.infer', 'deploy') : resolve(cwd, state))
