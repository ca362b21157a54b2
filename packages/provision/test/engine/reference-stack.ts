// A stack of 26 resources with every way of keeping a second create from making a second thing, and versions of it.
import type {DesiredResource, Stack} from '../../src/engine/stack.ts'

type Short = Omit<DesiredResource, 'name'>

const V1: Readonly<Record<string, Short>> = {
  net: {kind: 'network.vpc', inputs: {cidr: '10.0.0.0/16'}},
  'subnet-a': {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.0.1.0/24'}},
  'subnet-b': {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.0.2.0/24', public: true}},
  web: {
    kind: 'network.securityGroup',
    inputs: {vpc: 'net', allow: [{port: 443, protocol: 'tcp', from: ['0.0.0.0/0']}]},
  },
  inner: {
    kind: 'network.securityGroup',
    inputs: {vpc: 'net', allow: [{port: 5432, protocol: 'tcp', from: ['10.0.0.0/16']}]},
  },
  wall: {
    kind: 'network.firewall',
    inputs: {vpc: 'net', allow: [{port: 443, protocol: 'tcp', from: ['0.0.0.0/0']}]},
  },
  key: {kind: 'security.key', inputs: {}},
  password: {kind: 'security.secret', inputs: {value: {$secret: 'DB_PASSWORD'}, key: 'key'}},
  role: {
    kind: 'security.identity',
    inputs: {
      allow: [
        {to: 'write', on: 'data'},
        {to: 'use', on: 'password'},
      ],
    },
  },
  data: {kind: 'storage.object', inputs: {key: 'key'}},
  shared: {kind: 'storage.file', inputs: {size: 50, subnet: 'subnet-a'}},
  db: {
    kind: 'db.relational',
    inputs: {password: 'password', subnets: ['subnet-a'], securityGroups: ['inner'], size: 20},
  },
  cache: {kind: 'db.cache', inputs: {memory: 1, subnets: ['subnet-a']}},
  jobs: {kind: 'queue.jobs', inputs: {cache: 'cache'}},
  docs: {kind: 'db.document', inputs: {partitionKey: 'id'}},
  api: {
    kind: 'compute.container',
    inputs: {
      image: 'shop/api:1',
      port: 8080,
      env: {DB: '${db.host}', TOKEN: {$secret: 'TOKEN'}, URL: 'redis://${cache.host}:${cache.port}'},
      secrets: {PASSWORD: 'password'},
      subnet: 'subnet-a',
      securityGroups: ['web'],
      identity: 'role',
    },
  },
  worker: {
    kind: 'compute.container',
    inputs: {
      image: 'shop/worker:1',
      env: {BUCKET: '${data.name}'},
      subnet: 'subnet-a',
      identity: 'role',
      replicas: 2,
    },
  },
  nightly: {
    kind: 'compute.job',
    inputs: {image: 'shop/nightly:1', schedule: '0 3 * * *', subnet: 'subnet-a', identity: 'role'},
  },
  thumb: {kind: 'compute.function', inputs: {image: 'shop/thumb:1', env: {DB: '${db.host}'}}},
  box: {kind: 'compute.vm', inputs: {cpu: 2, subnet: 'subnet-b', securityGroups: ['web']}},
  disk: {kind: 'storage.block', inputs: {size: 10, machine: 'box'}},
  cert: {kind: 'security.certificate', inputs: {domain: 'shop.example.com'}},
  front: {
    kind: 'network.loadBalancer',
    inputs: {target: 'api', certificate: 'cert', subnets: ['subnet-b'], public: true},
  },
  name: {kind: 'network.dns', inputs: {name: 'shop.example.com', values: ['${front.address}']}},
  numbers: {kind: 'monitor.metrics', inputs: {targets: ['api', 'db']}},
  lines: {kind: 'monitor.logs', inputs: {sources: ['api', 'worker']}},
  bell: {kind: 'monitor.alarm', inputs: {of: 'api', metric: 'errors', above: 5}},
}

export function stackOf(resources: Readonly<Record<string, Short>>, more: Partial<Stack> = {}): Stack {
  return {
    name: 'shop',
    provider: 'sandbox',
    settings: {},
    resources: Object.entries(resources).map(([name, rest]) => ({name, ...rest})),
    outputs: {},
    hooks: [],
    ...more,
  }
}

/** The stack with some inputs others; null takes a resource away. */
export function varied(
  changes: Readonly<Record<string, Partial<Short> | null>>,
  more: Partial<Stack> = {},
): Stack {
  const resources: Record<string, Short> = {...V1}
  for (const [name, change] of Object.entries(changes)) {
    const before = resources[name]
    if (change === null) delete resources[name]
    else
      resources[name] = {
        ...(before ?? {kind: 'compute.vm'}),
        ...change,
        inputs: {...before?.inputs, ...change.inputs},
      } as Short
  }
  return stackOf(resources, {outputs: {url: '${front.url}'}, ...more})
}

export const FIRST = varied({})

/** Ten fields change in place, one container comes, one function goes. */
export const UPDATED = varied({
  web: {inputs: {allow: [{port: 8443, protocol: 'tcp', from: ['0.0.0.0/0']}]}},
  role: {inputs: {allow: [{to: 'read', on: 'data'}]}},
  shared: {inputs: {size: 80}},
  db: {inputs: {size: 40, backups: 14}},
  cache: {inputs: {memory: 2}},
  api: {inputs: {image: 'shop/api:2', replicas: 3}},
  worker: {inputs: {image: 'shop/worker:2'}},
  box: {inputs: {cpu: 4}},
  name: {inputs: {ttl: 60}},
  bell: {inputs: {above: 9}},
  mail: {kind: 'compute.container', inputs: {image: 'shop/mail:1', env: {DB: '${db.host}'}}},
  thumb: null,
})

/** Another network, and with it all that stands in it; a record and a function that cannot stand beside their successors. */
export const REPLACED = varied({
  net: {inputs: {cidr: '10.1.0.0/16'}},
  'subnet-a': {inputs: {cidr: '10.1.1.0/24'}},
  'subnet-b': {inputs: {cidr: '10.1.2.0/24'}},
  name: {inputs: {type: 'A'}},
  thumb: {inputs: {memory: 1}},
})

export const DATA = ['key', 'password', 'data', 'shared', 'db', 'cache', 'jobs', 'docs', 'disk']
