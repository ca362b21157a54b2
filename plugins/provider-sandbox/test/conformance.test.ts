import {
  openProvider,
  providerCases,
  type ProviderParts,
  type ProviderTools,
} from '@inferloop/contract/conformance-provider'
import type {Connection} from '@inferloop/contract'
import {expect} from 'chai'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import offer from '../src/hooks/providers.ts'
import {cloudFetch, cloudOver, createCloud, folderStore, startServer, type Cloud} from '../src/index.ts'
import {realClock, testClock, testIo} from './world.ts'

const [descriptor] = await offer()
const quick = {provisionMs: 3, listLagMs: 5, landLateMs: 0}

interface Stage {
  readonly parts: Omit<ProviderParts, 'descriptor'>
  readonly cloud: Cloud
  readonly end: () => Promise<void>
}

const FAULTS = {
  'bad-request': 'bad-request',
  refused: 'forbidden',
  throttled: 'throttled',
  broken: 'broken',
} as const

/** Where the sandbox can live; each passes the same cases. */
const stages: Record<string, () => Promise<Stage>> = {
  async 'in memory'() {
    const clock = testClock()
    const cloud = createCloud({now: clock.now})
    return {
      cloud,
      parts: {
        settings: {endpoint: 'http://sandbox.localhost'},
        io: testIo({clock, fetch: cloudFetch(cloud, clock)}),
      },
      end: async () => {},
    }
  },
  async 'over HTTP'() {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const cloud = cloudOver(folderStore(folder), Date.now)
    cloud.turn(quick)
    const server = await startServer(cloud)
    return {
      cloud,
      parts: {settings: {endpoint: server.endpoint, window: 10, poll: 2}, io: testIo({clock: realClock})},
      async end() {
        await server.close()
        rmSync(folder, {recursive: true})
      },
    }
  },
  async 'in a folder'() {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const cloud = cloudOver(folderStore(folder), Date.now)
    return {
      cloud,
      parts: {
        settings: {folder: basename(folder), window: 10, poll: 2, faults: quick},
        io: testIo({clock: realClock, folder: tmpdir()}),
        async disturb(how) {
          cloud.turn({rules: [{fault: FAULTS[how], every: 1}], retryAfterMs: 2000})
          return async () => cloud.turn({rules: []})
        },
      },
      end: async () => rmSync(folder, {recursive: true}),
    }
  },
}

for (const [where, open] of Object.entries(stages)) {
  describe(`the sandbox ${where} keeps the contract`, () => {
    let stage: Stage
    let bench: {readonly connection: Connection; readonly tools: ProviderTools}
    before(async () => {
      stage = await open()
      bench = await openProvider({descriptor: descriptor!, ...stage.parts})
    })
    after(async () => {
      await bench.connection.close()
      await stage.end()
    })

    for (const {name, run} of providerCases()) it(name, () => run(bench.connection, bench.tools))

    it('has nothing left of it all', () => {
      expect(stage.cloud.things()).to.deep.equal([])
    })
  })
}
