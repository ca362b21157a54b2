// infer deploy and its plan: what they print in a pipe, as lines of JSON, and what stays of a run.
import {expect} from 'chai'
import {existsSync, mkdirSync} from 'node:fs'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'
import {schemaFaults, schemaOf} from '../json-faults.ts'

interface Line {
  readonly at: number
  readonly is: string
  readonly name?: string
  readonly text?: string
}

const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line)

const ESCAPE = String.fromCharCode(27)

describe('infer deploy', () => {
  let folder: StackFolder
  beforeEach(() => {
    folder = stackFolder()
  })
  afterEach(() => folder.remove())

  it('shows the plan, then each step as a line, without codes of a terminal', async () => {
    const {status, stdout, stderr} = await folder.deploy(['--yes', '--progress', 'tree'], {FORCE_COLOR: '0'})
    expect(status, stderr).to.equal(0)
    expect(stderr).to.not.include(ESCAPE)
    expect(stderr).to.match(/^shop on sandbox, account sandbox-\w+, eu-1\n\n\+ data {2}storage.object\n/)
    expect(stderr).to.include('\n4 to make\n')
    for (const name of ['net', 'subnet', 'data', 'api'])
      expect(stderr).to.match(new RegExp(`\n${name}: making\n[^]*\n${name}: made in [\\d.]+ s\n`))
    expect(stdout.toString()).to.match(/^✔ shop: 4 made, in [\d.]+ s\napi {2}https:/)
  })

  it('says with --quiet nothing but, where it is asked for by name, lines of JSON', async () => {
    const quiet = await folder.deploy(['--yes', '--quiet', '--progress', 'lines'])
    expect([quiet.status, quiet.stdout.toString(), quiet.stderr]).to.deep.equal([0, '', ''])
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 3'))
    const json = await folder.deploy(['--yes', '--quiet', '--progress', 'json'])
    expect([json.status, json.stdout.toString()]).to.deep.equal([0, ''])
    expect(linesOf(json.stderr).map(({is}) => is)).to.include.members(['plan', 'begun', 'done'])
    expect(linesOf(json.stderr).map(({is}) => is)).to.not.include('said')
  })

  it('writes lines of JSON as schemas/deploy-progress.v1.json says, beside --json', async () => {
    const rules = '[{fault: throttled, call: create, kind: storage.object, times: 1}]'
    const faults = `faults: {retryAfterMs: 5, rules: ${rules}, `
    folder.write('stack.yaml', SHOP.replace('faults: {', faults))
    const hook = `    hooks: [{when: after, of: create, run: [node, -e, "console.log('warm')"]}]\n`
    folder.write('hooked.yaml', SHOP.replace('    replicas: 2\n', `    replicas: 2\n${hook}`))
    const first = await folder.deploy(['--yes', '--json', '--progress', 'json'])
    expect(first.status, first.stderr).to.equal(0)
    folder.write(
      'fails.yaml',
      SHOP.replace('faults: {', 'faults: {rules: [{fault: forbidden, call: update}], '),
    )
    folder.write('fails.yaml', folder.read('fails.yaml').replace('replicas: 2', 'replicas: 3'))
    const failed = await folder.deploy(['--yes', '--file', 'fails.yaml', '--progress', 'json', '--json'])
    expect(failed.status).to.equal(5)
    const hooked = await folder.deploy([
      '--yes',
      '--file',
      'hooked.yaml',
      '--progress',
      'json',
      '--replace',
      'api',
    ])
    expect(hooked.status, hooked.stderr).to.equal(0)
    const lines = [first, failed, hooked].flatMap(({stderr}) => linesOf(stderr))
    const schema = schemaOf('deploy-progress')
    for (const line of lines) {
      const only = (schema['anyOf'] as {properties: {is: {const: string}}}[]).filter(
        ({properties}) => properties.is.const === line.is,
      )
      expect(only, line.is).to.have.lengthOf(1)
      expect(schemaFaults({...schema, anyOf: only}, line), JSON.stringify(line)).to.deep.equal([])
    }
    const kinds = ['plan', 'phase', 'begun', 'progress', 'id', 'retry', 'done', 'failed', 'hook', 'said']
    expect(new Set(lines.map(({is}) => is))).to.include.keys(...kinds)
    const printed = JSON.parse(first.stdout.toString()) as {applied: boolean; seconds: number}
    expect(printed.applied).to.equal(true)
    expect(printed.seconds).to.be.above(0)
  })

  it('hides secrets in lines and in JSON', async () => {
    const secret = '  password: {kind: security.secret, value: "${secret:PASSWORD}"}\n'
    const says = `    hooks: [{when: after, of: create, run: [node, -e, "console.log('pa\\"ss word')"]}]\n`
    folder.write(
      'stack.yaml',
      SHOP.replace('  data:', `${secret}  data:`).replace('    replicas', `${says}    replicas`),
    )
    for (const how of ['lines', 'json']) {
      const args = ['--yes', '--progress', how, '--replace', 'api']
      const {status, stderr} = await folder.deploy(how === 'lines' ? args.slice(0, 3) : args, {
        PASSWORD: 'pa"ss word',
      })
      expect(status, stderr).to.equal(0)
      expect(stderr).to.include('${secret:PASSWORD}')
      expect(stderr).to.not.match(/pa\\*"ss word/)
    }
  })

  it('remembers how long steps took, the last five of each, sorted', async () => {
    const kept = (): Record<string, number[]> =>
      (JSON.parse(folder.read('.infer/deploy/durations.json')) as {milliseconds: Record<string, number[]>})
        .milliseconds
    await folder.deploy(['--yes', '--quiet'])
    expect(Object.keys(kept())).to.deep.equal([
      'sandbox compute.container create',
      'sandbox network.subnet create',
      'sandbox network.vpc create',
      'sandbox storage.object create',
    ])
    const key = 'sandbox compute.container update'
    const milliseconds = {[key]: [1, 2, 3, 4, 5], 'aws b.c create': [7]}
    folder.write('.infer/deploy/durations.json', JSON.stringify({version: 1, milliseconds}))
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 3'))
    await folder.deploy(['--yes', '--quiet'])
    expect(Object.keys(kept())).to.deep.equal(['aws b.c create', key])
    expect(kept()[key]!.slice(0, 4)).to.deep.equal([2, 3, 4, 5])
    expect(kept()[key]).to.have.lengthOf(5)
    const {stderr} = await folder.deploy(['--yes', '--progress', 'json', '--replace', 'api'])
    const plan = linesOf(stderr).find(({is}) => is === 'plan') as unknown as {leftMs: number}
    expect(plan.leftMs).to.equal(8)
  })

  it('writes no durations for a plan, and goes on where they cannot be written or read', async () => {
    await folder.deploy(['plan'])
    await folder.deploy(['--dry-run'])
    expect(existsSync(folder.file('.infer/deploy'))).to.equal(false)
    mkdirSync(folder.file('.infer/deploy/durations.json'), {recursive: true})
    const {status, stderr} = await folder.deploy(['--yes'])
    expect(status, stderr).to.equal(0)
    expect(stderr).to.not.include('durations')
    expect((await folder.deploy(['status'])).status).to.equal(0)
  })

  it('says in the plan what it costs, and by how much that changes', async () => {
    const first = await folder.deploy(['plan'])
    expect(first.stdout.toString()).to.match(/\n4 to make\nat least \d+\.\d\d USD a month\n$/)
    await folder.deploy(['--yes', '--quiet'])
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 3'))
    const more = await folder.deploy(['plan'])
    expect(more.stdout.toString()).to.match(
      /~ api {2}compute.container {2}shop-api-\w+\n {4}replicas: 2 → 3\n\n1 to change\nat least \d+\.\d\d USD a month, \d+\.\d\d more than now\n$/,
    )
  })
}).timeout(60_000)
