// What a stack file may set for this provider.
import type {Fields} from '@inferloop/contract'
import {DIALS} from './dials.ts'

export interface Settings {
  readonly folder: string
  readonly endpoint?: string
  readonly region: string
  readonly window: number
  readonly poll: number
  readonly without: readonly string[]
  readonly faults?: Readonly<Record<string, unknown>>
}

export const SETTINGS = {
  folder: {
    type: 'string',
    default: '.infer/sandbox',
    summary: 'folder the cloud lives in, from that of the stack file on; unused with an endpoint',
  },
  endpoint: {
    type: 'string',
    format: 'url',
    summary: 'address of a running infer-sandbox, such as http://127.0.0.1:4310',
  },
  region: {type: 'string', format: 'slug', default: 'eu-1', summary: 'region; any word will do'},
  window: {
    type: 'integer',
    min: 0,
    max: 86_400_000,
    default: 2000,
    unit: 'ms',
    summary:
      'how long infer waits before it believes that something is not listed; listLagMs and landLateMs must fit in',
  },
  poll: {
    type: 'integer',
    min: 1,
    max: 60_000,
    default: 100,
    unit: 'ms',
    summary: 'how often it asks whether something is done',
  },
  without: {
    type: 'list',
    default: [],
    of: {type: 'string', summary: 'kind'},
    summary: 'kinds this cloud has not, to see what infer says then',
  },
  faults: {type: 'object', summary: 'dials of the cloud', fields: DIALS},
} as const satisfies Fields
