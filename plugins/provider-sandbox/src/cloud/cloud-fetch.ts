// A `fetch` that ends at a cloud in this process: the same roads and the same accidents as over a network.
import type {Clock} from '@inferloop/contract'
import type {Cloud} from './cloud.ts'
import {control} from './control.ts'

/** Delays go by `clock`, so that a simulated one takes no time. */
export function cloudFetch(cloud: Cloud, clock: Clock): typeof fetch {
  return async (input, init = {}) => {
    const signal = init.signal ?? new AbortController().signal
    signal.throwIfAborted()
    // A turn of the event loop, as any network takes: who does not await is found out.
    await new Promise<void>(resolve => void setImmediate(resolve))
    signal.throwIfAborted()
    const address = new URL(input instanceof Request ? input.url : input)
    const {method = 'GET'} = init
    const url = address.pathname + address.search
    const body = typeof init.body === 'string' ? init.body : ''
    if (url.startsWith('/control/')) {
      const {status, body: said} = control(cloud, method, url, body)
      return Response.json(said, {status})
    }
    const asked = {method, url, headers: Object.fromEntries(new Headers(init.headers)), body}
    const {status, headers, text, cut, delayMs} = cloud.handle(asked)
    if (delayMs > 0) await clock.sleep(delayMs, signal)
    if (cut)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'}),
      })
    return new Response(text, {status, headers})
  }
}
