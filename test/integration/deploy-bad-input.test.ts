// What is wrong with a stack, a plan or the state: each has its code and exit, and the command that is named next works.
import {expect} from 'chai'
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {well} from '../deploy-cases.ts'
import {type DeployRan, deployWorld, type DeployWorld} from '../deploy-world.ts'

const stack = (endpoint: string, resources: string, settings = ''): string =>
  `stack: shop\nversion: 1\nprovider: sandbox\nsettings: {endpoint: "${endpoint}", poll: 5${settings}}\nresources:\n${resources}\n`

const API = '  api: {kind: compute.container, image: shop/api:1}\n  data: {kind: storage.object}'

/** As it would be without the frame of a terminal. */
const flat = (text: string): string => text.replaceAll(/\s*\n [›»]?\s+/g, ' ').replaceAll(/^ [›»]\s+/gm, '')

function refused(ran: DeployRan, status: number, code: string, ...said: readonly string[]): void {
  expect(ran.status, ran.stderr).to.equal(status)
  expect(ran.stderr)
    .to.include(`Code: ${code}`)
    .and.not.match(/^\s+at .*:\d+:\d+/m)
  for (const part of said) expect(flat(ran.stderr)).to.include(part)
}

/** The first command that the error names, without `infer deploy`. */
function nextOf({stderr}: DeployRan): string[] {
  const command = /infer deploy( [^\n]*)?/.exec(stderr.slice(stderr.indexOf('Try this')))?.[1] ?? ''
  return command.trim().split(/\s+/).filter(Boolean)
}

describe('infer deploy, given what is wrong', function () {
  this.timeout(60_000)
  let world: DeployWorld

  beforeEach(async () => {
    world = await deployWorld(endpoint => stack(endpoint, API))
  })
  afterEach(() => world.close())

  const write = (resources: string, settings = ''): void =>
    world.write('stack.yaml', stack(world.endpoint, resources, settings))

  it('shows the shortest circle of resources that need each other', async () => {
    write(
      ['a: b', 'b: c', 'c: d', 'd: a', 'e: f', 'f: e']
        .map(pair => pair.split(': '))
        .map(([name, needs]) => `  ${name}: {kind: compute.container, image: x/y:1, dependsOn: [${needs}]}`)
        .join('\n'),
    )
    refused(await world.deploy(['plan']), 2, 'INFER_STACK', 'e → f → e')
  })

  it('names the nearest kind and the nearest field', async () => {
    write('  api: {kind: compute.contaner, image: x/y:1}')
    refused(
      await world.deploy(['--yes']),
      2,
      'INFER_STACK',
      'compute.contaner',
      'the nearest is compute.container',
    )
    write('  api: {kind: compute.container, image: x/y:1, replica: 2}')
    refused(await world.deploy(['--yes']), 2, 'INFER_STACK', 'did you mean replicas')
  })

  it('names what can be used where the provider lacks a kind', async () => {
    write('  thumb: {kind: compute.function, image: x/y:1}', ', without: [compute.function]')
    refused(await world.deploy(['plan']), 2, 'INFER_PROVIDER_LACKS', 'compute.container with scaleToZero')
    expect(world.cloud.things()).to.deep.equal([])
  })

  it('touches nothing in another account', async () => {
    well(await world.deploy(['--yes']))
    const {account} = world.cloud.state()
    world.write('stack.yaml', stack('', API).replace('endpoint: ""', 'folder: another'))
    for (const words of [['plan'], ['--yes'], ['destroy', '--yes', '--allow-loss', 'data']])
      refused(await world.deploy(words), 2, 'INFER_TARGET_MISMATCH', account, 'Nothing was touched')
    expect(world.cloud.things()).to.have.length(2)
  })

  it('makes nothing a second time where state was lost, and takes up what is there', async () => {
    const first = await world.deploy(['--yes'])
    well(first)
    expect(first.stderr).to.not.include('Warning')
    const lose = (): void => rmSync(join(world.folder, '.infer'), {recursive: true})
    lose()
    well(await world.deploy(['recover', '--from-provider', '--yes']))
    const again = await world.deploy(['--yes'])
    well(again)
    expect(again.stderr).to.not.include('Warning')
    expect(world.cloud.things()).to.have.length(2)
    lose()
    const made = await world.deploy(['--yes'])
    refused(made, 2, 'INFER_DEPLOY_PROTECTED', '2 things of that name are there')
    expect(flat(made.stderr)).to.include('infer deploy recover --from-provider')
    expect(world.cloud.things()).to.have.length(2)
  })

  it('refuses plans that are stale, altered or none, and the next command makes a new one', async () => {
    well(await world.deploy(['plan', '-o', 'shop.plan.json']))
    well(await world.deploy(['--yes']))
    refused(
      await world.deploy(['--plan', 'shop.plan.json']),
      2,
      'INFER_PLAN_STALE',
      'something was deployed since',
    )
    write(API.replace('api:1', 'api:2'))
    well(await world.deploy(['plan', '-o', 'shop.plan.json']))
    const plan = join(world.folder, 'shop.plan.json')
    writeFileSync(plan, readFileSync(plan, 'utf8').replaceAll('api:2', 'api:3'))
    const altered = await world.deploy(['--plan', 'shop.plan.json'])
    refused(altered, 2, 'INFER_PLAN_STALE', 'was altered')
    well(await world.deploy(nextOf(altered)))
    world.write('other.json', '{}')
    const none = await world.deploy(['--plan', 'other.json'])
    refused(none, 2, 'INFER_PLAN_STALE', 'is not a plan')
    well(await world.deploy(nextOf(none)))
    expect(readFileSync(join(world.folder, 'other.json'), 'utf8')).to.equal('{}')
    const kept = await world.deploy(['plan', '-o', 'other.json'])
    refused(kept, 2, 'INFER_OUTPUT_EXISTS', 'is no plan')
    well(await world.deploy(nextOf(kept)))
    well(await world.deploy(['--plan', 'shop.plan.json']))
  })

  it('refuses the state of a newer infer, and leaves it as it is', async () => {
    well(await world.deploy(['--yes']))
    const path = newestOf('snapshots')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"schema":1', '"schema":99'))
    const before = readFileSync(path)
    for (const words of [['plan'], ['--yes'], ['status'], ['destroy', '--yes']])
      refused(await world.deploy(words), 2, 'INFER_STATE_VERSION', 'schema 99', 'npm install')
    expect(readFileSync(path).equals(before)).to.equal(true)
  })

  for (const what of ['journal', 'snapshots', 'lock'])
    it(`refuses a damaged file, never takes it for none, and is led back: ${what}`, async () => {
      well(await world.deploy(['--yes']))
      write(API.replace('api:1', 'api:2'))
      well(await world.deploy(['--yes']))
      const path = newestOf(what)
      const bytes = readFileSync(path)
      bytes[bytes.length >> 1]! ^= 1
      writeFileSync(path, bytes)
      for (const words of [['plan'], ['status']])
        refused(await world.deploy(words), 2, 'INFER_STATE_DAMAGED', what, 'Nothing was changed')
      const stopped = await world.deploy(['--yes'])
      refused(stopped, 2, 'INFER_STATE_DAMAGED', what)
      const ways = await world.deploy([...nextOf(stopped), '--yes'])
      refused(ways, 2, 'INFER_STATE_DAMAGED', '--from-provider')
      well(await world.deploy([...nextOf(ways), '--yes']))
      world.cloud.forgetCalls()
      well(await world.deploy(['--yes']))
      expect(world.cloud.things().map(({tags}) => tags['infer-name'])).to.have.members(['api', 'data'])
      expect(world.cloud.calls().filter(({call}) => call === 'create' || call === 'delete')).to.deep.equal([])
    })

  const newestOf = (what: string): string => {
    const folder = join(world.folder, '.infer/deploy/shop', what)
    const name = readdirSync(folder)
      .toSorted((a, b) => a.localeCompare(b, 'en', {numeric: true}))
      .at(-1)
    return join(folder, name ?? '')
  }
})
