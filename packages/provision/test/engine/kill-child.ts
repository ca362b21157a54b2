// A deployment in a process of its own, with state and a cloud in folders: to be killed.
import {setTimeout as pause} from 'node:timers/promises'
import {deploy} from '../../src/engine/deploy.ts'
import {destroy} from '../../src/engine/destroy.ts'
import {realWorld} from './real-world.ts'
import {DATA, FIRST, REPLACED, UPDATED} from './reference-stack.ts'

const [folder = '', what = ''] = process.argv.slice(2)
const {engine, store} = await realWorld(folder)
const {clock, signal, connection} = engine
const writer = await store.open('shop', {command: what, signal})
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
