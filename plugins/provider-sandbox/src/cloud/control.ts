// The second door: dials, the log of calls, and what is truly there. Nothing asked here counts as a call.
import type {Json} from '@inferloop/contract'
import type {Cloud} from './cloud.ts'
import {ok, refuse} from './reply.ts'
import type {Reply} from './state.ts'

export function control(cloud: Cloud, method: string, url: string, body: string): Reply {
  const asked = `${method} ${new URL(url, 'http://sandbox').pathname}`
  switch (asked) {
    case 'GET /control/dials':
      return ok(cloud.dials() as unknown as Json)
    case 'PUT /control/dials':
      return turned(cloud, body)
    case 'GET /control/calls':
      return ok(cloud.calls() as unknown as Json)
    case 'DELETE /control/calls':
      cloud.forgetCalls()
      return ok({})
    case 'GET /control/things':
      return ok({things: cloud.things(), pending: cloud.pending()} as unknown as Json)
    case 'POST /control/reset':
      cloud.reset()
      return ok({})
    default:
      return refuse(404, 'NoSuchRoute', `nothing answers ${asked}`)
  }
}

function turned(cloud: Cloud, body: string): Reply {
  try {
    cloud.turn(JSON.parse(body) as Record<string, unknown>)
    return ok(cloud.dials() as unknown as Json)
  } catch (error) {
    return refuse(400, 'ValidationFailed', (error as Error).message)
  }
}
