// What things would cost a month in US dollars. The prices are made up: of the size of real ones, so that sums look right.
import type {CostItem, Estimate, Inputs, ResourceKind, Usage} from '@inferloop/contract'

export const PRICES_AS_OF = '2026-11-01'
const HOURS = 730

interface Line {
  readonly what: string
  readonly unit: string
  readonly price: number
  readonly quantity: (inputs: Inputs, usage: Usage) => Estimate
}

const exactly = (n: number): Estimate => ({low: n, typical: n, high: n})
const number = (inputs: Inputs, name: string): number => Number(inputs[name] ?? 0)
const always = (): Estimate => exactly(1)
const field =
  (name: string, times = 1): Line['quantity'] =>
  inputs =>
    exactly(number(inputs, name) * times)

/** As declared; unknown where it was not, never 0. */
const used =
  (name: string): Line['quantity'] =>
  (_, usage) => {
    const value = usage[name]
    return value === undefined ? 'unknown' : {low: value * 0.8, typical: value, high: value * 1.5}
  }

const copies = (inputs: Inputs): number => (inputs['standby'] === true ? 2 : 1)
const machine =
  (name: string): Line['quantity'] =>
  inputs =>
    exactly(number(inputs, name) * HOURS * copies(inputs))

/** Between none and all of them where it scales to zero. */
const service =
  (name: string): Line['quantity'] =>
  inputs => {
    const all = number(inputs, name) * number(inputs, 'replicas') * HOURS
    return inputs['scaleToZero'] === true ? {low: 0, typical: all / 4, high: all} : exactly(all)
  }

const CPU = {unit: 'vCPU-hour', price: 0.031}
const MEMORY = {unit: 'GiB-hour', price: 0.0042}

const LINES: Readonly<Record<ResourceKind, readonly Line[]>> = {
  'compute.vm': [
    {what: 'processors', ...CPU, quantity: field('cpu', HOURS)},
    {what: 'memory', ...MEMORY, quantity: field('memory', HOURS)},
    {what: 'system disk', unit: 'GiB-month', price: 0.08, quantity: field('disk')},
  ],
  'compute.container': [
    {what: 'processors', ...CPU, quantity: service('cpu')},
    {what: 'memory', ...MEMORY, quantity: service('memory')},
  ],
  'compute.job': [{what: 'processors', ...CPU, quantity: used('cpuHours')}],
  'compute.function': [{what: 'calls', unit: 'million calls', price: 0.2, quantity: used('millionCalls')}],
  'storage.object': [
    {what: 'objects', unit: 'GiB-month', price: 0.023, quantity: used('storedGiB')},
    {what: 'egress', unit: 'GiB', price: 0.09, quantity: used('egressGiB')},
  ],
  'storage.file': [{what: 'room', unit: 'GiB-month', price: 0.16, quantity: field('size')}],
  'storage.block': [{what: 'room', unit: 'GiB-month', price: 0.08, quantity: field('size')}],
  'network.loadBalancer': [{what: 'hours', unit: 'hour', price: 0.0225, quantity: () => exactly(HOURS)}],
  'network.firewall': [{what: 'hours', unit: 'hour', price: 0.395, quantity: () => exactly(HOURS)}],
  'network.dns': [{what: 'records', unit: 'record-month', price: 0.02, quantity: always}],
  'security.secret': [{what: 'secrets', unit: 'secret-month', price: 0.4, quantity: always}],
  'security.key': [{what: 'keys', unit: 'key-month', price: 1, quantity: always}],
  'monitor.metrics': [{what: 'series', unit: 'series-month', price: 0.3, quantity: used('series')}],
  'monitor.logs': [{what: 'lines', unit: 'GiB', price: 0.5, quantity: used('logsGiB')}],
  'monitor.alarm': [{what: 'alarms', unit: 'alarm-month', price: 0.1, quantity: always}],
  'db.relational': [
    {what: 'processors', unit: 'vCPU-hour', price: 0.052, quantity: machine('cpu')},
    {what: 'memory', unit: 'GiB-hour', price: 0.0068, quantity: machine('memory')},
    {
      what: 'room',
      unit: 'GiB-month',
      price: 0.115,
      quantity: inputs => exactly(number(inputs, 'size') * copies(inputs)),
    },
  ],
  'db.document': [
    {what: 'requests', unit: 'million requests', price: 0.75, quantity: used('millionRequests')},
  ],
  'db.cache': [{what: 'memory', unit: 'GiB-hour', price: 0.022, quantity: machine('memory')}],
  'queue.jobs': [{what: 'jobs', unit: 'million jobs', price: 0.4, quantity: used('millionJobs')}],
}

/** `inputs` normalized. Kinds that are free have no line. */
export const costOf = (kind: ResourceKind, inputs: Inputs, usage: Usage): readonly CostItem[] =>
  (LINES[kind] ?? []).map(({what, unit, price, quantity}) => ({
    what,
    unit,
    quantity: quantity(inputs, usage),
    price,
    currency: 'USD',
    priceAsOf: PRICES_AS_OF,
  }))
