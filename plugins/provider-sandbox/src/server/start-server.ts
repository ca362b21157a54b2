// The cloud behind a port of this machine, with a second door for its dials.
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Cloud} from '../cloud/cloud.ts'
import {control} from '../cloud/control.ts'

export interface RunningServer {
  /** `http://127.0.0.1:4310` */
  readonly endpoint: string
  close(): Promise<void>
}

/** Any free port by default; 127.0.0.1 alone, for it asks nobody for a password. */
export async function startServer(cloud: Cloud, port = 0): Promise<RunningServer> {
  const server = createServer((request, response) => {
    // Whoever went away needs no answer.
    response.on('error', () => {})
    answer(cloud, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => void server.close(resolve))
    },
  }
}

const LARGEST_BODY = 1_000_000

async function answer(cloud: Cloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST_BODY) {
      response.writeHead(413).end()
      return
    }
    parts.push(part)
  }
  const {method = 'GET', url = '/', headers} = request
  const body = Buffer.concat(parts).toString('utf8')
  if (url.startsWith('/control/')) {
    const {status, body: said} = control(cloud, method, url, body)
    response.writeHead(status, {'content-type': 'application/json'}).end(`${JSON.stringify(said)}\n`)
    return
  }
  const sent = cloud.handle({method, url, headers: headers as Record<string, string>, body})
  if (sent.delayMs > 0) await new Promise(resolve => setTimeout(resolve, sent.delayMs).unref())
  if (sent.cut) response.destroy()
  else response.writeHead(sent.status, sent.headers).end(sent.text)
}
