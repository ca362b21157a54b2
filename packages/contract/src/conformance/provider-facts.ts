// Cases about what a provider says of itself and of its kinds; nothing is made.
import {fieldsAlong} from '../provider/field-at.ts'
import {fieldsFaults, providerFaults} from '../provider/descriptor-faults.ts'
import {effectOf} from '../provider/effect-of.ts'
import {inputFaults} from '../provider/check-inputs.ts'
import type {ResourceKind} from '../provider/field.ts'
import {RESOURCE_KINDS} from '../provider/kinds.ts'
import type {Inputs} from '../provider/resource.ts'
import {check} from './checks.ts'
import {fieldsOf} from './provider-bench.ts'
import type {KindCase, ProviderCase} from './provider.ts'
import {sampleInputs} from './provider-samples.ts'
import {canonical} from './provider-sameness.ts'
import {driverOf} from './provider-things.ts'

const EFFECTS = ['inPlace', 'replace', 'createOnly']

export const connectionCases: readonly ProviderCase[] = [
  {
    name: 'introduces itself',
    async run(_, {descriptor}) {
      const faults = providerFaults(descriptor)
      check(faults.length === 0, faults.join('; '))
    },
  },
  {
    name: 'says the same of whose it is each time',
    async run(connection, {descriptor}) {
      const [first, second] = [await connection.whoami(), await connection.whoami()]
      check(canonical({...first}) === canonical({...second}), 'whoami said two things')
      check(
        first.provider === descriptor.name,
        `provider should be ${descriptor.name}, was ${first.provider}`,
      )
      check(first.account !== '' && first.region !== '', 'account and region should be words')
    },
  },
  {
    name: 'has a driver for what it can, a reason and another way for what it cannot',
    async run(connection) {
      const capabilities = await connection.capabilities()
      for (const kind of Object.keys(RESOURCE_KINDS) as ResourceKind[]) {
        const told = capabilities[kind]
        check(told !== undefined, `capabilities say nothing of ${kind}`)
        const driver = connection.drivers.get(kind)
        check(
          told.supported === (driver !== undefined),
          `${kind}: supported is ${told.supported}, and its driver is ${driver === undefined ? 'missing' : 'there'}`,
        )
        if (!told.supported)
          check(
            (told.reason ?? '') !== '' && (told.instead ?? '') !== '',
            `${kind}: why not, and what instead?`,
          )
        for (const field of told.lacks ?? [])
          check(
            fieldsAlong(fieldsOf(kind), field) !== undefined,
            `${kind} lacks ${field}, which is no field of it`,
          )
      }
      const strangers = [...connection.drivers.keys()].filter(kind => !Object.hasOwn(RESOURCE_KINDS, kind))
      check(strangers.length === 0, `drivers for ${strangers.join(', ')}, which are no portable kinds`)
    },
  },
  {
    name: 'tries itself, and says what to do about what fails',
    async run(connection, tools) {
      const inOrder = await connection.test()
      check(inOrder.length > 0, 'test tried nothing')
      const results = [...inOrder, ...(await tools.disturbed('refused', () => connection.test()))]
      for (const {name, detail, passed, fix = ''} of results) {
        check(name !== '' && detail !== '', 'a check should have a name and a detail')
        check(passed || fix !== '', `${name} failed and says no fix`)
      }
      check(
        results.slice(inOrder.length).some(({passed}) => !passed),
        'everything passed with every right refused',
      )
    },
  },
]

export const factsOfKinds: readonly KindCase[] = [
  {
    name: 'normalizes once and for all, and leaves what it is given alone',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      const inputs = {...sampleInputs(fieldsOf(kind), 'sample', () => 'some-id'), ...tools.samples?.[kind]}
      const before = canonical(inputs)
      const once = driver.normalize(frozen(inputs))
      check(canonical(inputs) === before, 'normalize changed its argument')
      check(
        canonical(driver.normalize(frozen(once))) === canonical(once),
        'normalize of normalize is something else',
      )
      const {native, ...portable} = once
      const [fault] = [
        ...inputFaults(fieldsOf(kind), portable),
        ...inputFaults(driver.native, native ?? {}, 'native'),
      ]
      check(fault === undefined, `normalize made a fault: ${fault?.path} ${fault?.message}`)
    },
  },
  {
    name: 'knows what each change takes, and which kind it is for',
    async run(kind, connection) {
      const driver = driverOf(connection, kind)
      check(driver.kind === kind, `the driver says it is for ${driver.kind}`)
      for (const [path, effect] of Object.entries(driver.effects)) {
        check(fieldsAlong(fieldsOf(kind), path) !== undefined, `effects names ${path}, which is no field`)
        check(EFFECTS.includes(effect), `effects says ${effect} of ${path}`)
      }
      const faults = fieldsFaults(driver.native, 'native')
      check(faults.length === 0, faults.join('; '))
      for (const name of [
        ...Object.keys(fieldsOf(kind)),
        ...Object.keys(driver.native).map(one => `native.${one}`),
      ])
        check(EFFECTS.includes(effectOf(name, RESOURCE_KINDS[kind]!, driver)), `${name} has no effect`)
      const {consistencyWindowMs, idempotency, tokenLifetimeMs, timeouts, rateClass} = driver
      check(['token', 'natural', 'tag', 'marker'].includes(idempotency), `idempotency is ${idempotency}`)
      check(idempotency !== 'token' || (tokenLifetimeMs ?? 0) > 0, 'a token needs a lifetime')
      check(
        Number.isFinite(consistencyWindowMs) && consistencyWindowMs >= 0,
        'consistencyWindowMs should be a length of time',
      )
      check(
        Object.values(timeouts).every(value => value > 0),
        'each timeout should be above 0',
      )
      check(rateClass !== '', 'rateClass should be a word')
    },
  },
  {
    name: 'calls a cost unknown that it does not know, and dates its prices',
    async run(kind, connection, tools) {
      const driver = driverOf(connection, kind)
      const sample: Inputs = {
        ...sampleInputs(fieldsOf(kind), 'sample', () => 'some-id'),
        ...tools.samples?.[kind],
      }
      for (const {what, unit, price, quantity, currency, priceAsOf} of driver.cost(
        driver.normalize(sample),
        {},
      )) {
        check(what !== '' && unit !== '', 'a cost should have a name and a unit')
        check(/^[A-Z]{3}$/.test(currency), `${what}: currency should be like USD, was ${currency}`)
        check(/^\d{4}-\d{2}-\d{2}$/.test(priceAsOf), `${what}: priceAsOf should be a day, was ${priceAsOf}`)
        check(
          price === 'unknown' || (Number.isFinite(price) && price > 0),
          `${what}: the price is ${price}; unknown is said so`,
        )
        if (quantity === 'unknown') continue
        const {low, typical, high} = quantity
        check(
          low >= 0 && low <= typical && typical <= high && high > 0 && Number.isFinite(high),
          `${what}: ${low} to ${high}, typically ${typical}; what nobody declared is unknown, not 0`,
        )
      }
    },
  },
]

function frozen(value: Inputs): Inputs {
  for (const part of Object.values(value))
    if (part !== null && typeof part === 'object') frozen(part as Inputs)
  return Object.freeze(value)
}
