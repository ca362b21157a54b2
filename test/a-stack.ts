// A small stack in a folder of its own, in a sandbox that answers at once.
import {type Cloud, cloudOver, folderStore} from '@inferloop/provider-sandbox'
import {type Folder, type Ran, temporaryFolder} from './spawn-infer.ts'

/** With a network, something that holds data, and a service that stands on both. */
export const SHOP = `stack: shop
version: 1
provider: sandbox
settings: {window: 50, poll: 5, faults: {provisionMs: 5, listLagMs: 10, landLateMs: 10}}
resources:
  net: {kind: network.vpc, cidr: 10.0.0.0/16}
  subnet: {kind: network.subnet, vpc: net, cidr: 10.0.1.0/24}
  data: {kind: storage.object}
  api:
    kind: compute.container
    image: ghcr.io/inferloop/infer:0.1
    subnet: subnet
    replicas: 2
    env: {INFER_DATA: "\${data.url}"}
outputs: {api: "\${api.url}"}
`

export interface StackFolder extends Folder {
  /** `infer deploy …` */
  deploy(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Its --json. */
  json<T>(args: readonly string[]): Promise<T>
  /** The sandbox as it truly is. */
  cloud(): Cloud
  /** A bucket that was made by hand. */
  bucketByHand(id: string): void
}

export function stackFolder(text = SHOP): StackFolder {
  const folder = temporaryFolder()
  folder.write('stack.yaml', text)
  const deploy = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    folder.infer(['deploy', ...args], {env: {NODE_ENV: 'development', ...env}})
  const cloud = () => cloudOver(folderStore(folder.file('.infer/sandbox')), Date.now)
  return {
    ...folder,
    deploy,
    cloud,
    bucketByHand(name) {
      const body = JSON.stringify({inputs: {}, name})
      cloud().handle({method: 'POST', url: '/v1/things/storage.object', headers: {}, body})
    },
    json: async <T>(args: readonly string[]) =>
      JSON.parse((await deploy([...args, '--json'])).stdout.toString()) as T,
  }
}
