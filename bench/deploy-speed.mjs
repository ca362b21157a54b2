// How long a stack of 500 resources takes to plan, from what is remembered and with a look at every one of them, and what remembering costs.
// node bench/deploy-speed.mjs [--resources 500] [--latency 50] [--parallel N]; state is on this disk, the cloud in this process.
import {appendFileSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {parseArgs} from 'node:util'
import {cloudFetch, createCloud, sandbox} from '@inferloop/provider-sandbox'
import {deployStack, localState, planStack, refreshStack} from '@inferloop/provision'

const {values: given} = parseArgs({
  options: {
    resources: {type: 'string', default: '500'},
    latency: {type: 'string', default: '50'},
    parallel: {type: 'string'},
  },
})
const count = Number(given.resources)
const latencyMs = Number(given.latency)
const {signal} = new AbortController()
const clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (milliseconds, stop) => pause(milliseconds, undefined, {signal: stop}),
}
const folder = mkdtempSync(join(tmpdir(), 'infer-speed-'))
const cloud = createCloud({now: clock.now, dials: {quota: 10 * count, provisionMs: 0, listLagMs: 0}})
const io = {
  fetch: cloudFetch(cloud, clock),
  clock,
  random: Math.random,
  log: () => {},
  secret: async name => name,
  env: {},
  folder,
  signal,
}
const engine = {
  connection: await sandbox.connect({endpoint: 'http://sandbox.localhost', poll: 5}, io),
  clock,
  random: Math.random,
  signal,
  secret: io.secret,
  fingerprint: value => value,
  report: () => {},
  tool: {infer: '1.0.0', providers: {sandbox: '1.0.0'}},
  ...(given.parallel !== undefined && {limits: {parallel: Number(given.parallel)}}),
}
const env = {XDG_STATE_HOME: join(folder, 'inbox')}
const store = await localState({root: join(folder, 'state'), env, clock})

/** All of one class, which is the slowest there is: classes do not wait for each other. */
const stack = {
  name: 'wide',
  provider: 'sandbox',
  settings: {},
  resources: Array.from({length: count}, (_, i) => ({
    name: `box-${i}`,
    kind: 'compute.container',
    inputs: {image: 'shop/api:1', env: {N: String(i)}},
  })),
  outputs: {},
  hooks: [],
}

async function holding(work) {
  const writer = await store.open('wide', {command: 'bench', signal})
  try {
    return await work(writer)
  } finally {
    await writer.close()
  }
}

async function seconds(work) {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const best = async work => Math.min(await seconds(work), await seconds(work), await seconds(work))

try {
  cloud.turn({latencyMs})
  let writing = 0
  const made = await seconds(() =>
    holding(writer =>
      deployStack(
        engine,
        {
          ...writer,
          append: async entry => {
            const began = performance.now()
            await writer.append(entry)
            writing += performance.now() - began
          },
        },
        stack,
      ),
    ),
  )
  const remembered = await best(async () => planStack(engine, await store.read('wide'), stack))
  cloud.forgetCalls()
  const refreshed = await best(async () => {
    await holding(writer => refreshStack(engine, writer))
    await planStack(engine, await store.read('wide'), stack)
  })
  const reads = cloud.calls().filter(({call}) => call === 'read').length / 3
  const rows = [
    {promise: `plan ${count} resources from what is remembered`, seconds: remembered, figure: 1},
    {promise: `read ${count} resources at ${latencyMs} ms a call, and plan`, seconds: refreshed, figure: 3},
  ]
  for (const {promise, seconds: took, figure} of rows)
    console.log(`${promise}: ${took.toFixed(2)} s (promised: under ${figure} s)`)
  console.log(
    `${reads} reads a time; deploying them took ${made.toFixed(1)} s, of which ${(writing / 1000).toFixed(1)} s waiting for the disk, all steps together`,
  )
  const results = process.env.INFER_PROVE_RESULTS
  if (results !== undefined)
    appendFileSync(
      results,
      `${JSON.stringify({proof: 'speed', counts: {'s to plan': remembered, 's to read and plan': refreshed}})}\n`,
    )
  if (rows.some(({seconds: took, figure}) => took > figure)) process.exitCode = 1
} finally {
  rmSync(folder, {recursive: true})
}
