// What is known of a thing only once it is there: addresses, hosts, names.
import type {Inputs, Json, Outputs, ResourceKind} from '@inferloop/contract'
import {addressIn, drawn, publicAddress} from './ids.ts'
import {keyOf, type CloudState} from './state.ts'

interface Made {
  readonly id: string
  readonly inputs: Inputs
  readonly region: string
  readonly state: CloudState
  /** Milliseconds since 1970. */
  readonly at: number
}

type Rule = (made: Made) => Record<string, Json>

const DAY_MS = 86_400_000

/** Inside its subnet where it has one. */
function privateAddress({id, inputs, state}: Made): string {
  const subnet = inputs['subnet'] ?? (inputs['subnets'] as readonly string[] | undefined)?.[0]
  const cidr =
    typeof subnet === 'string' ? state.things[keyOf('network.subnet', subnet)]?.inputs['cidr'] : undefined
  return addressIn(typeof cidr === 'string' ? cidr : '10.0.0.0/16', id)
}

const host = ({id, region}: Made, service: string): string => `${id}.${service}.${region}.sandbox.example`
const named: Rule = ({id}) => ({name: id})
const answersAt =
  (service: string): Rule =>
  made => ({url: `https://${host(made, service)}`})
const both =
  (service: string): Rule =>
  made => ({...named(made), ...answersAt(service)(made)})

const RULES: Readonly<Record<ResourceKind, Rule>> = {
  'compute.vm': made => ({
    address: privateAddress(made),
    ...(made.inputs['publicAddress'] === true && {publicAddress: publicAddress(made.id)}),
  }),
  'compute.container': answersAt('run'),
  'compute.job': named,
  'compute.function': answersAt('call'),
  'storage.object': both('objects'),
  'storage.file': made => ({address: privateAddress(made), path: `/export/${made.id}`}),
  'storage.block': ({id}) => ({device: `/dev/disk/by-id/sandbox-${id}`}),
  'network.vpc': ({inputs}) => ({cidr: inputs['cidr'] ?? '10.0.0.0/16'}),
  'network.subnet': ({inputs}) => ({cidr: inputs['cidr']!, zone: inputs['zone']!}),
  'network.loadBalancer': made => ({
    url: `https://${host(made, 'lb')}`,
    address: made.inputs['public'] === true ? publicAddress(made.id) : privateAddress(made),
  }),
  'network.dns': ({inputs}) => ({name: inputs['name']!}),
  'security.identity': named,
  'security.secret': ({id}) => ({name: id, version: '1'}),
  'security.certificate': ({at}) => ({validUntil: new Date(at + 90 * DAY_MS).toISOString()}),
  'security.key': named,
  'monitor.metrics': answersAt('metrics'),
  'monitor.logs': answersAt('logs'),
  'db.relational': made => ({
    host: host(made, 'db'),
    port: 5432,
    database: made.inputs['database']!,
    user: made.inputs['user']!,
  }),
  'db.document': both('docs'),
  'db.cache': made => ({host: host(made, 'cache'), port: 6379}),
  'queue.jobs': both('queue'),
}

export const outputsOf = (kind: ResourceKind, made: Made): Outputs => RULES[kind]?.(made) ?? {}

/** Fields the cloud fills in where they are missing. */
export const computedInputs = (kind: ResourceKind, id: string, inputs: Inputs, region: string): Inputs =>
  kind === 'network.subnet' && inputs['zone'] === undefined
    ? {...inputs, zone: `${region}${'abc'[drawn(id, 3)]}`}
    : inputs
