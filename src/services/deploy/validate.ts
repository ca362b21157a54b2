// Whether a stack file can be deployed as far as can be told without changing anything.
import type {Capabilities, ResourceKind} from '@inferloop/contract'
import {checkCapabilities, secretNames, type Stack} from '@inferloop/provision'
import {hooksOf} from './hooks.ts'
import {openStack, type StackChoice, type Surroundings, withSession} from './session.ts'

/** Faults are errors; this is of a file without any. */
export interface ValidateResult {
  readonly file: string
  readonly stack: string
  readonly provider: string
  /** Whether the provider was asked what it can. */
  readonly connected: boolean
  readonly resources: number
  readonly kinds: Readonly<Record<ResourceKind, number>>
  readonly outputs: number
  readonly hooks: number
  readonly warnings: readonly string[]
}

type Opened = Parameters<Parameters<typeof withSession>[2]>[0]

/** @throws InferError INFER_STACK with every fault and its place; with `connect` INFER_PROVIDER_LACKS, and of `withSession` */
export async function validate(
  choice: StackChoice,
  around: Surroundings,
  connect: boolean,
): Promise<ValidateResult> {
  if (!connect) return resultOf(await openStack(choice, around), around)
  return withSession(choice, around, async session => {
    const {stack, engine} = session
    const capabilities = await engine.connection.capabilities()
    checkCapabilities(stack.provider, stack.resources, capabilities)
    return resultOf(session, around, capabilities)
  })
}

async function resultOf(
  {place, stack}: Pick<Opened, 'place' | 'stack'>,
  {env}: Surroundings,
  capabilities?: Capabilities,
): Promise<ValidateResult> {
  const hooks = await hooksOf(stack, place.folder, env)
  const kinds: Record<ResourceKind, number> = {}
  for (const {kind} of stack.resources) kinds[kind] = (kinds[kind] ?? 0) + 1
  const preview = Object.keys(kinds).filter(
    kind => capabilities?.[kind as ResourceKind]?.maturity === 'preview',
  )
  const lost = new Set(hooks.filter(({program}) => program === null).map(({run}) => run[0]))
  return {
    file: place.shown,
    stack: stack.name,
    provider: stack.provider,
    connected: capabilities !== undefined,
    resources: stack.resources.length,
    kinds,
    outputs: Object.keys(stack.outputs).length,
    hooks: hooks.length,
    warnings: [
      ...[...new Set(stack.resources.flatMap(({inputs}) => secretNames(inputs)))]
        .toSorted()
        .filter(name => (env[name] ?? '') === '')
        .map(name => `the secret ${name} has no value here: export ${name}=…`),
      ...[...lost].map(program => `a hook runs ${program}, which is not found here`),
      ...overdue(stack, Date.now()),
      ...preview.map(kind => `${kind} is a preview with ${stack.provider}: proven on an emulator alone`),
    ],
  }
}

const overdue = ({resources}: Stack, now: number): readonly string[] =>
  resources.flatMap(({name, ignoreDrift = []}) =>
    ignoreDrift
      .filter(({until}) => until !== undefined && until < now)
      .map(({path}) => `${name}: the time of its ignoreDrift for ${path} is over`),
  )
