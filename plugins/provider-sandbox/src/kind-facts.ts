// What the sandbox knows of each portable kind: how a second create is kept from making a second thing, ids, own fields, operations.
// The four ways are spread as real clouds have them: a network has no token, a bucket has a name, a disk takes a token.
import type {Effect, Fields, Idempotency, ResourceKind} from '@inferloop/contract'

export interface KindFacts {
  readonly idempotency: Idempotency
  /** Ids begin so: `vpc-0f3a…`. */
  readonly prefix: string
  readonly native?: Fields
  readonly effects?: Readonly<Record<string, Effect>>
  readonly operations?: Readonly<Record<string, OperationFacts>>
  /** A new one cannot stand beside the old: the name is taken. */
  readonly deleteFirst?: true
  readonly hasLogs?: true
}

export interface OperationFacts {
  readonly summary: string
  readonly interrupts: boolean
}

const restart = {restart: {summary: 'starts it anew', interrupts: true}}
const snapshot = {snapshot: {summary: 'keeps a copy of its data', interrupts: false}}
const rotate = {rotate: {summary: 'makes a new version', interrupts: false}}

export const KIND_FACTS: Readonly<Record<ResourceKind, KindFacts>> = {
  'compute.vm': {
    idempotency: 'token',
    prefix: 'i',
    hasLogs: true,
    operations: {...restart},
    native: {
      spot: {
        type: 'boolean',
        default: false,
        effect: 'replace',
        summary: 'cheaper, and may be taken away at any time',
      },
    },
  },
  'compute.container': {idempotency: 'natural', prefix: 'svc', hasLogs: true, operations: {...restart}},
  'compute.job': {
    idempotency: 'token',
    prefix: 'job',
    hasLogs: true,
    operations: {start: {summary: 'runs it once, now', interrupts: false}},
  },
  'compute.function': {idempotency: 'natural', prefix: 'fn', hasLogs: true, effects: {memory: 'replace'}},
  'storage.object': {
    idempotency: 'natural',
    prefix: 'bucket',
    native: {
      class: {
        type: 'string',
        choices: ['standard', 'cold'],
        default: 'standard',
        summary: 'how often objects are read',
      },
    },
  },
  'storage.file': {idempotency: 'token', prefix: 'fs', operations: {...snapshot}},
  'storage.block': {idempotency: 'token', prefix: 'vol', operations: {...snapshot}},
  'network.vpc': {idempotency: 'tag', prefix: 'vpc'},
  'network.subnet': {idempotency: 'tag', prefix: 'subnet'},
  'network.securityGroup': {idempotency: 'tag', prefix: 'sg'},
  'network.firewall': {idempotency: 'marker', prefix: 'fw'},
  'network.loadBalancer': {idempotency: 'natural', prefix: 'lb'},
  'network.dns': {idempotency: 'natural', prefix: 'dns', deleteFirst: true},
  'security.identity': {idempotency: 'natural', prefix: 'role'},
  'security.secret': {idempotency: 'token', prefix: 'secret', operations: {...rotate}},
  'security.certificate': {idempotency: 'token', prefix: 'cert'},
  'security.key': {idempotency: 'tag', prefix: 'key', operations: {...rotate}},
  'monitor.metrics': {idempotency: 'marker', prefix: 'metrics'},
  'monitor.logs': {idempotency: 'marker', prefix: 'logs'},
  'monitor.alarm': {idempotency: 'tag', prefix: 'alarm'},
  'db.relational': {
    idempotency: 'natural',
    prefix: 'db',
    hasLogs: true,
    operations: {...restart, ...snapshot},
  },
  'db.document': {idempotency: 'natural', prefix: 'docs'},
  'db.cache': {idempotency: 'natural', prefix: 'cache', hasLogs: true, operations: {...restart}},
  'queue.jobs': {idempotency: 'natural', prefix: 'queue', effects: {keep: 'replace'}},
}
