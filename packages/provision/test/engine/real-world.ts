// An engine with real state and the sandbox's cloud, both in a folder, by the real clock.
import {createHmac, randomInt} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import {join} from 'node:path'
import type {Clock} from '@inferloop/contract'
import {sandbox} from '../../../../plugins/provider-sandbox/src/index.ts'
import type {Engine} from '../../src/engine/engine.ts'
import {localState} from '../../src/state/local-state.ts'
import type {StateStore} from '../../src/state/store.ts'

export interface RealWorld {
  readonly engine: Engine
  readonly store: StateStore
}

export async function realWorld(folder: string): Promise<RealWorld> {
  const {signal} = new AbortController()
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
  const connection = await sandbox.connect(
    {
      folder: 'cloud',
      window: 100,
      poll: 5,
      faults: {provisionMs: 2, listLagMs: 50, landLateMs: 0},
    },
    {fetch, clock, random, log: () => undefined, secret, env: {}, folder, signal},
  )
  const engine: Engine = {
    connection,
    clock,
    random,
    signal,
    secret,
    fingerprint: value => createHmac('sha256', 'key').update(value).digest('hex'),
    report: () => undefined,
    tool: {infer: '1.0.0', providers: {sandbox: '1.0.0'}},
    limits: {lateMs: 100, backoffMs: 10},
  }
  return {engine, store}
}
