// The dials of the cloud: how slow, how late, how small it is, and which faults it has. One table checks settings and the control door.
import type {Fields} from '@inferloop/contract'

export const FAULTS = [
  'bad-request',
  'forbidden',
  'not-found',
  'conflict',
  'throttled',
  'broken',
  'unavailable',
  'reset-before',
  'reset-after',
  'truncated',
  'wrong-body',
  'late',
  'hang',
  'stuck',
  'failed',
  'clock-jump',
] as const

export type FaultName = (typeof FAULTS)[number]

export const ACTIONS = [
  'account',
  'create',
  'read',
  'update',
  'delete',
  'find',
  'operate',
  'health',
  'logs',
  'mark',
] as const

export type ActionName = (typeof ACTIONS)[number]

export interface Rule {
  readonly fault: FaultName
  /** Of the calls it is for, after the first `after`, each n-th. */
  readonly every: number
  readonly after: number
  /** How often at most; without end by default. */
  readonly times?: number
  readonly call?: ActionName
  readonly kind?: string
}

export interface Dials {
  readonly latencyMs: number
  readonly provisionMs: number
  readonly listLagMs: number
  readonly landLateMs: number
  readonly hangMs: number
  readonly jumpMs: number
  readonly retryAfterMs: number
  readonly tokenLifetimeMs: number
  readonly quota: number
  readonly checkReferences: boolean
  readonly rules: readonly Rule[]
}

const milliseconds = (value: number, summary: string) =>
  ({type: 'integer', min: 0, max: 86_400_000, default: value, unit: 'ms', summary}) as const

export const DIALS = {
  latencyMs: milliseconds(0, 'how long each answer takes'),
  provisionMs: milliseconds(300, 'how long making, changing and removing takes'),
  listLagMs: milliseconds(300, 'after so long lists see what was made, and forget what was removed'),
  landLateMs: milliseconds(1500, 'after so long a request lands that the fault “late” has lost'),
  hangMs: milliseconds(30_000, 'after so long the fault “hang” cuts the connection'),
  jumpMs: {type: 'integer', default: 3_600_000, unit: 'ms', summary: 'how far “clock-jump” sets the clock'},
  retryAfterMs: milliseconds(1000, 'what Retry-After of “throttled” and “unavailable” says'),
  tokenLifetimeMs: milliseconds(900_000, 'after so long a client token is forgotten'),
  quota: {type: 'integer', min: 0, default: 500, summary: 'things of one kind at most'},
  checkReferences: {
    type: 'boolean',
    default: true,
    summary: 'refuse ids that are not there, and the removal of what others need',
  },
  rules: {
    type: 'list',
    default: [],
    summary: 'faults, and at which calls',
    of: {
      type: 'object',
      summary: 'rule',
      fields: {
        fault: {type: 'string', choices: FAULTS, required: true, summary: 'what goes wrong'},
        every: {type: 'integer', min: 1, default: 1, summary: 'at each n-th call'},
        after: {type: 'integer', min: 0, default: 0, summary: 'calls that are left alone first'},
        times: {type: 'integer', min: 0, summary: 'how often at most; without end by default'},
        call: {type: 'string', choices: ACTIONS, summary: 'at these calls only'},
        kind: {type: 'string', summary: 'at calls about this kind only'},
      },
    },
  },
} as const satisfies Fields
