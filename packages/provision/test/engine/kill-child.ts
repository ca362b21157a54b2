// A deployment in a process of its own, with state and a cloud in folders: to be killed.
import {createHmac, randomInt} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import {join} from 'node:path'
import type {Clock} from '@inferloop/contract'
import {sandbox} from '../../../../plugins/provider-sandbox/src/index.ts'
import {deploy} from '../../src/engine/deploy.ts'
import {destroy} from '../../src/engine/destroy.ts'
import {localState} from '../../src/state/local-state.ts'
import {DATA, FIRST, REPLACED, UPDATED} from './reference-stack.ts'

const [folder = '', what = ''] = process.argv.slice(2)
const signal = new AbortController().signal
const clock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (milliseconds, stop) => pause(milliseconds, undefined, {signal: stop}),
}
const random = () => randomInt(2 ** 32) / 2 ** 32
const secret = async (name: string) => `value of ${name}`
const store = await localState({
  root: join(folder, 'state'),
  env: {XDG_STATE_HOME: join(folder, 'inbox')},
  clock,
})
const writer = await store.open('shop', {command: what, signal})
const connection = await sandbox.connect(
  {
    folder: join(folder, 'cloud'),
    window: 100,
    poll: 5,
    faults: {provisionMs: 2, listLagMs: 50, landLateMs: 0},
  },
  {fetch, clock, random, log: () => undefined, secret, env: {}, folder, signal},
)
const engine = {
  connection,
  clock,
  random,
  signal,
  secret,
  fingerprint: (value: string) => createHmac('sha256', 'key').update(value).digest('hex'),
  report: () => undefined,
  tool: {infer: '1.0.0', providers: {sandbox: '1.0.0'}},
  limits: {lateMs: 100, backoffMs: 10},
}
const stack = {create: FIRST, update: UPDATED, replace: REPLACED}[what]
const {plan} =
  stack === undefined
    ? await destroy(engine, writer, {allowLoss: DATA})
    : await deploy(engine, writer, stack, {allowLoss: DATA})
await writer.close()
const {snapshot} = await store.read('shop')
// Lists show what was made just now a little later.
await pause(150)
const found: string[] = []
for (const [kind, driver] of connection.drivers) {
  const tags = {'infer-op': '', 'infer-stack': 'shop', 'infer-lineage': snapshot.lineage, 'infer-name': ''}
  const call = {opId: 'look', token: 'look', tags, deadline: clock.now() + 60_000, signal}
  for await (const {id, tags: its} of driver.find(call, {'infer-stack': 'shop'}))
    if ((await driver.read(call, id)).is === 'there') found.push(`${kind} ${id} ${its['infer-name']}`)
}
console.log(
  JSON.stringify({
    steps: plan.steps.filter(({action}) => action !== 'none').length,
    open: Object.keys(snapshot.openOps).length,
    rows: Object.values(snapshot.resources)
      .map(({kind, id, name}) => `${kind} ${id} ${name}`)
      .toSorted((a, b) => a.localeCompare(b)),
    found: found.toSorted((a, b) => a.localeCompare(b)),
  }),
)
