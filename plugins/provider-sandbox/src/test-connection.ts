// What can be tried without changing anything: that it answers, whose it is, what its clock says, that it lets every kind be listed.
import {RESOURCE_KINDS, type CheckResult, type Identity, type ProviderIo} from '@inferloop/contract'
import type {Wire} from './drivers/wire.ts'

const MOST_SKEW_MS = 300_000

export async function testConnection(wire: Wire, io: ProviderIo, first: Identity): Promise<CheckResult[]> {
  const call = {opId: '', deadline: io.clock.now() + 30_000, signal: io.signal}
  const tried = async (
    name: string,
    fix: string,
    run: () => Promise<[boolean, string]>,
  ): Promise<CheckResult> => {
    try {
      const [passed, detail] = await run()
      return {name, passed, detail, ...(!passed && {fix})}
    } catch (error) {
      io.signal.throwIfAborted()
      return {name, passed: false, detail: (error as Error).message, fix}
    }
  }
  const account = () => wire({call: 'GetAccount', method: 'GET', path: ['v1', 'account']}, call)
  return [
    await tried('account', 'infer deploy status', async () => {
      const {account: now} = await account()
      return [now === first.account, `it is ${JSON.stringify(now)}`]
    }),
    await tried('clock', 'set the clock, or turn the dial clock-jump off', async () => {
      const {now} = await account()
      const skew = Math.abs(Number(now) - io.clock.now())
      return [skew <= MOST_SKEW_MS, `it differs by ${Math.round(skew / 1000)} s`]
    }),
    await tried('lists', 'take the rule with the fault out of the dials', async () => {
      const kinds = Object.keys(RESOURCE_KINDS)
      for (const kind of kinds)
        await wire({call: 'ListThings', method: 'GET', path: ['v1', 'things', kind]}, call)
      return [true, `all ${kinds.length} kinds can be listed`]
    }),
  ]
}
