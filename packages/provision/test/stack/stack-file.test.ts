// Stack files as they are read, and what is said of those that cannot be.
import {execFileSync} from 'node:child_process'
import {join} from 'node:path'
import {readStack} from '@inferloop/provision'
import {expect} from 'chai'
import {aFolder, faultOf, HEAD, type Folder} from './a-folder.ts'

const STACK = `stack: orders
version: 1
provider: sandbox
settings: {region: eu-1}
maxMonthlyCost: {amount: 200}
usage: {data: {GiB: 50}}
hooks:
  - {when: after, of: deploy, run: [curl, -f, "\${api.url}/livez"]}
resources:
  net: {kind: network.vpc}
  subnet: {kind: network.subnet, vpc: net, cidr: 10.0.1.0/24}
  data:
    kind: storage.object
    protect: false
    renamedFrom: [bucket]
    native: {sandbox: {class: cold}, aws: {tier: ia}}
    ignoreDrift: [{path: versioned, reason: the audit turns it on, until: 2027-03-31}]
  api:
    kind: compute.container
    image: ghcr.io/inferloop/infer:0.1
    subnet: subnet
    env: {DATA: "\${data.url}", TOKEN: "\${secret:API_TOKEN}", URL: "https://u:\${secret:PW}@x", SHELL_LATER: "\${HOME}"}
    dependsOn: [data]
outputs: {api: "\${api.url}"}
`

describe('a stack file', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())

  it('is read as the plain data that the engine takes', async () => {
    const stack = await folder.read(STACK)
    expect(stack).to.include({name: 'orders', provider: 'sandbox'})
    expect(stack.settings).to.deep.equal({region: 'eu-1'})
    expect(stack.maxMonthlyCost).to.deep.equal({amount: 200, currency: 'USD'})
    expect(stack.usage).to.deep.equal({data: {GiB: 50}})
    expect(stack.hooks).to.deep.equal([
      {when: 'after', of: 'deploy', run: ['curl', '-f', '${api.url}/livez']},
    ])
    const [net, , data, api] = stack.resources
    expect(net).to.deep.equal({
      name: 'net',
      kind: 'network.vpc',
      inputs: {},
      place: {file: 'stack.yaml', line: 10, column: 3},
    })
    expect(data).to.deep.include({
      protect: false,
      renamedFrom: ['bucket'],
      inputs: {native: {class: 'cold'}},
      ignoreDrift: [
        {path: 'versioned', reason: 'the audit turns it on', until: Date.parse('2027-04-01T00:00:00Z')},
      ],
    })
    expect(api).to.deep.include({
      dependsOn: ['data'],
      inputs: {
        image: 'ghcr.io/inferloop/infer:0.1',
        subnet: 'subnet',
        env: {
          DATA: '${data.url}',
          TOKEN: {$secret: 'API_TOKEN'},
          URL: 'https://u:${secret:PW}@x',
          SHELL_LATER: '${HOME}',
        },
      },
    })
    expect(stack.outputs).to.deep.equal({api: '${api.url}'})
  })

  it('is the same in JSON', async () => {
    const plain = {stack: 'a', version: 1, provider: 'sandbox', resources: {data: {kind: 'storage.object'}}}
    const yaml = await folder.read(
      'stack: a\nversion: 1\nprovider: sandbox\nresources: {data: {kind: storage.object}}',
    )
    const json = await folder.read(JSON.stringify(plain), {name: 'stack.json'})
    const unplaced = ({resources, ...rest}: typeof json) => ({
      ...rest,
      resources: resources.map(one => ({...one, place: undefined})),
    })
    expect(unplaced(json)).to.deep.equal(unplaced(yaml))
    expect((await folder.fault('{"stack": "a",}', {name: 'stack.json'})).message).to.equal(
      'is no JSON: a comment, a comma too many, or a text without double quotes (stack.json:1:15)',
    )
  })

  it('tells of every fault at once, each with its path, its value, and line and column', async () => {
    const {code, message, suggestions} = await folder.fault(`stack: demo
version: 1
provder: sandbox
resources:
  subnet: {kind: network.subnet, vpc: net, cidr: 10.0.1.0/33}
  web:
    kind: compute.contaner
  api:
    kind: compute.container
    image: "a b"
    port: 70000
    cpus: 2
    subnet: subnets
    replicas: many
`)
    expect(code).to.equal('INFER_STACK')
    expect(message.split('\n')).to.deep.equal([
      'provider: is missing (where it is deployed) (stack.yaml:1:1)',
      'provder: is not a field; did you mean provider? (stack.yaml:3:1)',
      'resources.subnet.vpc: names "net", which is no resource of this stack; there are subnet, web, api (stack.yaml:5:39)',
      'resources.subnet.cidr: should be addresses such as 10.0.0.0/16, was "10.0.1.0/33" (stack.yaml:5:50)',
      'resources.web.kind: there is no kind "compute.contaner"; the nearest is compute.container (stack.yaml:7:11)',
      'resources.api.image: should be an image such as ghcr.io/me/app:1.2, was "a b" (stack.yaml:10:12)',
      'resources.api.port: should be a whole number from 1 to 65535, was 70000 (stack.yaml:11:11)',
      'resources.api.cpus: is not a field; did you mean cpu? (stack.yaml:12:5)',
      'resources.api.subnet: names "subnets", which is no resource of this stack; the nearest is subnet (stack.yaml:13:13)',
      'resources.api.replicas: should be a whole number from 0 to 100, was "many" (stack.yaml:14:15)',
    ])
    expect(suggestions).to.deep.equal(['provider: …', 'kind: compute.container', 'cpu: …'])
  })

  const faults: readonly (readonly [what: string, body: string, message: string])[] = [
    [
      'a newer version',
      'stack: a\nversion: 2\nprovider: b\n',
      'version: is 2, and this infer reads up to 1 (stack.yaml:2:10)',
    ],
    ['no stack', '', 'is empty (stack.yaml:1:1)'],
    ['a list', '- a\n', 'should be keys with values (stack.yaml:1:1)'],
    [
      'an unknown section',
      `${HEAD}resource: {}\n`,
      'resource: is not a field; did you mean resources? (stack.yaml:4:1)',
    ],
    [
      'a section of another shape',
      `${HEAD}resources: [a]\n`,
      'resources: should be fields with values, was ["a"] (stack.yaml:4:12)',
    ],
    [
      'a resource without fields',
      `${HEAD}resources: {a: }\n`,
      'resources.a: should be a kind with its fields (stack.yaml:4:13)',
    ],
    [
      'a resource without a kind',
      `${HEAD}resources: {a: {b: 1}}\n`,
      'resources.a: has no kind (stack.yaml:4:16)',
    ],
    [
      'a name that is none',
      `${HEAD}resources: {A b: {kind: storage.object}}\n`,
      'resources["A b"]: is no name: use a to z, 0 to 9, - and _, such as api or db-main (stack.yaml:4:18)',
    ],
    [
      'a resource of another kind',
      `${HEAD}resources:\n  a: {kind: storage.object}\n  q: {kind: queue.jobs, cache: a}\n`,
      'resources.q.cache: should name a db.cache, and a is a storage.object (stack.yaml:6:32)',
    ],
    [
      'an output that the kind has not',
      `${HEAD}resources: {a: {kind: storage.object}}\noutputs: {u: "\${a.uri}"}\n`,
      'outputs.u: a is a storage.object, which has no output uri; it has id, name, url (stack.yaml:5:14)',
    ],
    [
      'resources that need each other',
      `${HEAD}resources:\n  a: {kind: storage.object, dependsOn: [b]}\n  b: {kind: storage.object, dependsOn: [a]}\n`,
      'resources.a: needs itself: a → b → a (stack.yaml:5:6)',
    ],
    [
      'a queue in a cache that forgets',
      `${HEAD}resources:\n  c: {kind: db.cache, eviction: allkeys-lru}\n  q: {kind: queue.jobs, cache: c}\n`,
      'resources.q.cache: c may drop jobs: a queue needs eviction noeviction and appendOnly true (stack.yaml:6:32)',
    ],
    [
      'a name that was and is',
      `${HEAD}resources:\n  a: {kind: storage.object, renamedFrom: [b]}\n  b: {kind: storage.object}\n`,
      'resources.a.renamedFrom[0]: b is still a resource of this stack (stack.yaml:5:43)',
    ],
    [
      'a day that is none',
      `${HEAD}resources:\n  a: {kind: storage.object, ignoreDrift: [{path: x, reason: why not, until: 2027-02-30}]}\n`,
      'resources.a.ignoreDrift[0].until: should be a day, was "2027-02-30" (stack.yaml:5:77)',
    ],
    [
      'native fields of nobody',
      `${HEAD}resources: {a: {kind: storage.object, native: cold}}\n`,
      'resources.a.native: should be fields with values, was "cold" (stack.yaml:4:47)',
    ],
    [
      'usage of nothing',
      `${HEAD}usage: {a: {GiB: 1}}\n`,
      'usage.a: is no resource of this stack (stack.yaml:4:12)',
    ],
    [
      'a reference in the settings',
      `${HEAD}settings: {region: "\${a.url}"}\n`,
      'settings.region: cannot refer to ${a.url}: it is read before anything is deployed (stack.yaml:4:20)',
    ],
    [
      'a reference that is none',
      `${HEAD}outputs: {a: "\${secrets:X}"}\n`,
      'outputs.a: ${secrets:X} is no reference (stack.yaml:4:14)',
    ],
  ]
  for (const [what, text, message] of faults)
    it(`with ${what} is refused`, async () => {
      const error = await folder.fault(text)
      expect([error.code, error.message]).to.deep.equal(['INFER_STACK', message])
      expect(error.suggestions).to.not.deep.equal([])
    })

  it('has keys of its own that no kind has too', async () => {
    const [{RESOURCE_KINDS}, {published}] = await Promise.all([
      import('@inferloop/contract'),
      import('@inferloop/provision'),
    ])
    const own = (await published()).ofResources.map(({path}) => path)
    for (const [kind, {fields}] of Object.entries(RESOURCE_KINDS))
      expect(
        Object.keys(fields).filter(name => own.includes(name)),
        kind,
      ).to.deep.equal([])
  })

  it('has settings and native fields held against those of the provider where they are known', async () => {
    const text = `${HEAD}settings: {regio: a}\nresources: {a: {kind: storage.object, native: {sandbox: {slow: 1}}}}\n`
    const {message} = await folder.fault(text, {
      settings: {region: {type: 'string', summary: 'region'}},
      native: {'storage.object': {slow: {type: 'boolean', summary: 'slow'}}},
    })
    expect(message.split('\n')).to.deep.equal([
      'settings.regio: is not a field; did you mean region? (stack.yaml:4:12)',
      'resources.a.native.sandbox.slow: should be true or false, was 1 (stack.yaml:5:64)',
    ])
  })

  it('that is missing, or a folder, is said to be so', async () => {
    const missing = await faultOf(readStack('nowhere.yaml', {folder: folder.path, env: {}}))
    expect([missing.code, missing.message]).to.deep.equal([
      'INFER_FILE_MISSING',
      'There is no file nowhere.yaml.',
    ])
    const isFolder = await faultOf(readStack(folder.path, {folder: '/', env: {}}))
    expect(isFolder.code).to.equal('INFER_FILE_UNREADABLE')
    expect(isFolder.message).to.match(/it is a folder\.$/)
  })

  it('that is a FIFO is refused, and nobody waits for what is written into it', async () => {
    execFileSync('mkfifo', [join(folder.path, 'fifo.yaml')])
    const error = await faultOf(readStack('fifo.yaml', {folder: folder.path, env: {}}))
    expect([error.code, error.message]).to.deep.equal([
      'INFER_FILE_UNREADABLE',
      'The file fifo.yaml cannot be read: it is no file.',
    ])
  })
})
