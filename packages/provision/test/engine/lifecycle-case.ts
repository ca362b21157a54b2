// Cases of the lifecycle fuzz as plain data, so that they shrink and print: stacks, what a provider does, operations.
import {FAULTS} from '../../../../plugins/provider-sandbox/src/index.ts'
import {STATUSES, type Status} from '@inferloop/contract'
import fc from 'fast-check'
import {needsOf, withNeeds} from '../../src/engine/graph.ts'
import type {DesiredResource, Stack} from '../../src/engine/stack.ts'
import {FIRST, REPLACED, stackOf, UPDATED} from './reference-stack.ts'

export interface StackPick {
  /** With all they need. */
  readonly names: readonly string[]
  /** Which version of a resource; the first where none is named. */
  readonly versions: Readonly<Record<string, number>>
  /** Those nothing refers to get another name, and say what it was. */
  readonly renamed: readonly string[]
  readonly protect: boolean | undefined
}

export interface Behaviour {
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  readonly listLagMs: number
  readonly provisionMs: number
  /** Killed there, where the run gets so far. */
  readonly killAt: number | undefined
  /** What was sent as it was killed lands all the same. */
  readonly late: boolean
}

/** Of numbers that choose among what there is then, the rest of the division counts. */
export type Operation =
  | {
      readonly is: 'deploy'
      readonly stack: StackPick
      readonly scope: 'all' | 'target' | 'exclude' | 'replace'
      readonly at: number
      readonly allowLoss: boolean
      readonly detach: boolean
      readonly refresh: boolean
    }
  | {readonly is: 'destroy'; readonly how: 'all' | 'keepData' | 'protected'}
  | {readonly is: 'rollback' | 'refresh' | 'recover'}
  | {readonly is: 'operate'; readonly at: number; readonly which: number}
  /** State forgets a row that nothing needs; the thing is taken up again by its id. */
  | {readonly is: 'adopt'; readonly at: number}

/** What happens between runs: to the state, as some history could have left it, and to the cloud. */
export type Meddling =
  | {readonly is: 'status'; readonly at: number; readonly status: Status}
  | {readonly is: 'notify'; readonly at: number}
  | {readonly is: 'protect'; readonly at: number; readonly protect: boolean}
  | {readonly is: 'remove'; readonly at: number}
  | {readonly is: 'secret'}

export interface Step {
  readonly meddling: readonly Meddling[]
  readonly operation: Operation
  readonly behaviour: Behaviour
}

export interface Case {
  readonly start: StackPick
  readonly steps: readonly Step[]
}

/** Sizes stay: no cloud makes a disk smaller. */
const VERSIONS = [FIRST, UPDATED, REPLACED].map(
  ({resources}) =>
    new Map(
      resources.map(one => {
        const {size} = FIRST.resources.find(({name}) => name === one.name)?.inputs ?? {}
        return [one.name, size === undefined ? one : {...one, inputs: {...one.inputs, size}}]
      }),
    ),
)
const ALL = [...new Set(VERSIONS.flatMap(one => [...one.keys()]))].toSorted()
const NEEDS = needsOf(
  [...REPLACED.resources, UPDATED.resources.find(({name}) => name === 'mail')!],
  new Map(),
)
const NEEDED = new Set([...NEEDS.values()].flat())
const FREE = ALL.filter(name => !NEEDED.has(name))

export function stackFrom({names, versions, renamed, protect}: StackPick): Stack {
  const resources = ALL.filter(name => withNeeds(names, NEEDS).has(name)).map((name): DesiredResource => {
    const there = VERSIONS.flatMap(version => version.get(name) ?? [])
    const one = there[(versions[name] ?? 0) % there.length]!
    return {
      ...one,
      ...(protect === undefined ? {} : {protect}),
      ...(renamed.includes(name) ? {name: `${name}-2`, renamedFrom: [name]} : {}),
    }
  })
  return {...stackOf({}), resources}
}

const pick: fc.Arbitrary<StackPick> = fc.record({
  names: fc.subarray(ALL, {minLength: 1, maxLength: 4}),
  versions: fc.dictionary(fc.constantFrom(...ALL), fc.nat(2), {maxKeys: 12}),
  renamed: fc.oneof({weight: 3, arbitrary: fc.constant([])}, fc.subarray(FREE, {maxLength: 4})),
  protect: fc.constantFrom(undefined, undefined, false, true),
})

const rule = fc
  .record({
    fault: fc.constantFrom(...FAULTS),
    call: fc.constantFrom(undefined, 'create', 'read', 'update', 'delete', 'find', 'operate', 'mark'),
    after: fc.nat(30),
    every: fc.integer({min: 1, max: 7}),
    times: fc.constantFrom(1, 1, 2, 5, undefined),
  })
  .map(one => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)))

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  rules: fc.array(rule, {maxLength: 3}),
  listLagMs: fc.constantFrom(0, 300, 500),
  provisionMs: fc.constantFrom(0, 0, 1000),
  killAt: fc.oneof(fc.constant(undefined), fc.integer({min: 1, max: 80})),
  late: fc.boolean(),
})

const at = fc.nat(40)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('deploy' as const),
      stack: pick,
      scope: fc.constantFrom(
        'all' as const,
        'all' as const,
        'target' as const,
        'exclude' as const,
        'replace' as const,
      ),
      at,
      allowLoss: fc.boolean(),
      detach: fc.boolean(),
      refresh: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('destroy' as const),
      how: fc.constantFrom('all' as const, 'keepData' as const, 'protected' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constantFrom('rollback' as const, 'rollback' as const, 'refresh' as const, 'recover' as const),
    }),
  },
  fc.record({is: fc.constant('operate' as const), at, which: fc.nat(3)}),
  fc.record({is: fc.constant('adopt' as const), at}),
)

const meddling: fc.Arbitrary<Meddling> = fc.oneof(
  fc.record({is: fc.constant('status' as const), at, status: fc.constantFrom(...STATUSES)}),
  fc.record({is: fc.constant('notify' as const), at}),
  fc.record({is: fc.constant('protect' as const), at, protect: fc.boolean()}),
  fc.record({is: fc.constant('remove' as const), at}),
  fc.record({is: fc.constant('secret' as const)}),
)

export const cases: fc.Arbitrary<Case> = fc.record({
  start: pick,
  steps: fc.array(fc.record({meddling: fc.array(meddling, {maxLength: 2}), operation, behaviour}), {
    minLength: 1,
    maxLength: 3,
  }),
})
