// A small stack in the sandbox that is there within a second, and its cloud as a server, for tests that run commands.
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {createCloud, startServer} from '@inferloop/provider-sandbox'
import type {Folder, Ran} from './spawn-infer.ts'

/** Settings of a quick sandbox, in a folder of its own or at an address. */
const settings = (endpoint?: string): string =>
  endpoint === undefined
    ? 'settings: {folder: cloud, window: 50, poll: 5, faults: {provisionMs: 5, listLagMs: 5, landLateMs: 0}}'
    : `settings: {endpoint: "${endpoint}", window: 50, poll: 5}`

export const RESOURCES = `  data: {kind: storage.object}
  box: {kind: compute.vm, image: debian-12, cpu: 1, memory: 2}
`

export interface StackParts {
  readonly endpoint?: string
  readonly resources?: string
  /** Lines at the end. */
  readonly more?: string
}

export const aStack = ({endpoint, resources = RESOURCES, more = ''}: StackParts = {}): string =>
  `stack: shop\nversion: 1\nprovider: sandbox\n${settings(endpoint)}\nresources:\n${resources}${more}`

/** In a folder, with the providers of the workspace. */
export const inferIn =
  (folder: Folder, env: Readonly<Record<string, string>> = {}) =>
  (...args: readonly string[]): Promise<Ran> =>
    folder.infer(args, {env: {NODE_ENV: 'development', ...env}})

/** A cloud that counts calls that change something. */
export async function aCloud() {
  const cloud = createCloud({now: Date.now, dials: {provisionMs: 5, listLagMs: 5, landLateMs: 0}})
  const server = await startServer(cloud)
  return {
    ...server,
    cloud,
    mutating: (): readonly object[] => cloud.calls().filter(({mutating}) => mutating),
  }
}

type Cloud = Awaited<ReturnType<typeof aCloud>>

/** What somebody does in the console of the provider: changes fields of a thing, or removes it. */
export async function byHand(
  {endpoint, cloud}: Cloud,
  kind: string,
  change: Readonly<Record<string, unknown>> | 'remove',
): Promise<void> {
  const thing = cloud.things().find(one => one.kind === kind)!
  const path = `${endpoint}/v1/things/${kind}/${thing.id}`
  const body = JSON.stringify({
    inputs: {...thing.inputs, ...(change === 'remove' ? {} : change)},
    tags: thing.tags,
  })
  const answer = await fetch(path, change === 'remove' ? {method: 'DELETE'} : {method: 'PATCH', body})
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  await new Promise(resolve => setTimeout(resolve, 50))
}

/** Every file below a folder, with its bytes. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  return Object.fromEntries(
    names.map(name => {
      const path = join(folder, name)
      return [name, statSync(path).isFile() ? readFileSync(path, 'base64') : 'a folder']
    }),
  )
}
