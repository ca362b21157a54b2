// Whether a provider can be used from here: its connection, each right that is needed, and the kinds it can make.
import {
  errorCode,
  EXIT,
  InferError,
  type Capability,
  type CheckResult,
  type ResourceKind,
} from '@inferloop/contract'
import {readStack} from '@inferloop/provision'
import {findProvider} from '../../registry/find-offer.ts'
import {blamingProvider, loadProvider} from '../../registry/providers.ts'
import {closed, ioOf, openStack, type StackChoice, type Surroundings} from './session.ts'
import {type StackPlace, stackPlace} from './stack-place.ts'

export interface ProviderTest {
  readonly provider: string
  /** The stack file whose settings were used; null where the defaults were. */
  readonly file: string | null
  /** Null where it did not say. */
  readonly account: string | null
  readonly region: string | null
  readonly passed: boolean
  readonly checks: readonly CheckResult[]
  readonly kinds: readonly (Capability & {readonly kind: ResourceKind})[]
}

interface Chosen {
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly place?: StackPlace
}

/**
 * A connection that fails is a check that did not pass.
 *
 * @throws InferError INFER_OPTION when nothing says which provider, or the file is of another; INFER_PROVIDER_UNKNOWN,
 * INFER_PLUGIN_BROKEN, and of `openStack`
 */
export async function testProvider(
  named: string | undefined,
  choice: StackChoice,
  around: Surroundings,
): Promise<ProviderTest> {
  const {name, settings, place} = await choose(named, choice, around)
  const offer = findProvider(await around.collect(name), name)
  const provider = await loadProvider(offer)
  const of = {provider: name, file: place?.shown ?? null}
  const io = ioOf(offer, place ?? {folder: around.cwd}, around)
  return blamingProvider(offer, around.signal, async () => {
    const connection = await provider.connect(settings, io).catch(refusal)
    if ('detail' in connection)
      return {...of, account: null, region: null, passed: false, checks: [connection], kinds: []}
    try {
      const {account, region} = await connection.whoami()
      const checks = await connection.test()
      const capabilities = Object.entries(await connection.capabilities())
      return {
        ...of,
        account,
        region,
        passed: checks.every(({passed}) => passed),
        checks,
        kinds: capabilities.map(([kind, capability]) => ({kind: kind as ResourceKind, ...capability})),
      }
    } finally {
      await closed(connection, around)
    }
  })
}

export const exitOf = ({passed}: ProviderTest): number => (passed ? EXIT.done : EXIT.outside)

/** That of the file where there is one; a name alone may do without. */
async function choose(named: string | undefined, choice: StackChoice, around: Surroundings): Promise<Chosen> {
  if (named !== undefined && choice.file === undefined) {
    const place = await stackPlace(undefined, around.cwd).catch(noFile)
    if (place === undefined) return {name: named, settings: {}}
    const {variables} = choice
    const {provider, settings} = await readStack(place.path, {
      folder: around.cwd,
      variables,
      env: around.env,
    })
    return provider === named ? {name: named, settings, place} : {name: named, settings: {}}
  }
  const {place, stack} = await openStack(choice, around)
  if (named !== undefined && named !== stack.provider)
    throw new InferError('INFER_OPTION', {
      message: `${place.shown} is for ${stack.provider}, and ${named} is to be tried.`,
      suggestions: [`infer deploy providers --test ${stack.provider} --file ${place.shown}`],
    })
  return {name: stack.provider, settings: stack.settings, place}
}

/** Where no file or more than one is here, nobody meant one. */
function noFile(error: unknown): undefined {
  if (errorCode(error) === undefined) throw error
  return undefined
}

const REFUSALS = ['INFER_PROVIDER_REFUSED', 'INFER_PROVIDER_UNREACHABLE']

function refusal(error: unknown): CheckResult {
  if (!REFUSALS.includes(errorCode(error) ?? '')) throw error
  const {message, suggestions = []} = error as Error & {readonly suggestions?: readonly string[]}
  return {name: 'connection', passed: false, detail: message, fix: suggestions.join('; ')}
}
