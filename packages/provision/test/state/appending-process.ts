// A process of its own that opens a stack again and again and appends one entry each time. Says what was acknowledged, a line each.
import {setTimeout} from 'node:timers/promises'
import {localState} from '../../src/index.ts'

const [root = '', name = '', times = ''] = process.argv.slice(2)
const store = await localState({
  root,
  env: {XDG_STATE_HOME: root},
  clock: {
    now: Date.now,
    monotonic: () => performance.now(),
    sleep: (milliseconds, signal) => setTimeout(Math.min(milliseconds, 20), undefined, {signal}),
  },
})
for (let at = 0; at < Number(times); at++) {
  const writer = await store.open('shop', {
    command: name,
    waitMs: 60_000,
    signal: new AbortController().signal,
  })
  await writer.append({is: 'notify', name: `${name}-${at}`, reason: 'appended'})
  process.stdout.write(`${name}-${at}\n`)
  await writer.close()
}
