// What becomes of a deployment that fails: kept, rolled back, and said truly.
import {expect} from 'chai'
import {rmSync} from 'node:fs'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'

const FAILS = 'hooks: [{when: after, of: deploy, run: ["false"]}]\n'

describe('a deployment that fails', () => {
  let folder: StackFolder
  beforeEach(async () => {
    folder = stackFolder()
    await folder.deploy(['--yes', '--quiet'])
  })
  afterEach(() => folder.remove())
  const inputs = (kind: string) =>
    folder
      .cloud()
      .things()
      .find(one => one.kind === kind)!.inputs

  it('keeps what was done, unless something else is wished', async () => {
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 4') + FAILS)
    const {status, stderr} = await folder.deploy(['--yes'])
    expect(status).to.equal(5)
    expect(stderr).to.include('INFER_DEPLOY_FAILED').and.not.to.include('rolled back')
    expect(inputs('compute.container')).to.include({replicas: 4})
  })

  it('is rolled back when that is wished', async () => {
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 4') + FAILS)
    const {status, stderr} = await folder.deploy(['--yes', '--on-failure', 'rollback'])
    expect(status).to.equal(5)
    expect(stderr).to.include('It was rolled back to what was there before.')
    expect(inputs('compute.container')).to.include({replicas: 2})
  })

  it('says what a rollback left, for what holds data is not touched', async () => {
    folder.write('stack.yaml', SHOP.replace('storage.object}', 'storage.object, versioned: false}') + FAILS)
    const {stderr} = await folder.deploy(['--yes', '--on-failure', 'rollback'])
    expect(stderr).to.include('It was rolled back but for data (it holds data or is protected)')
    expect(inputs('storage.object')).to.include({versioned: false})
  })

  it('says both errors when going back fails, too', async () => {
    const faults = 'landLateMs: 10, rules: [{fault: forbidden, call: update, after: 1}]}'
    folder.write(
      'stack.yaml',
      SHOP.replace('replicas: 2', 'replicas: 4').replace('landLateMs: 10}', faults) + FAILS,
    )
    const {status, stderr} = await folder.deploy(['--yes', '--on-failure', 'rollback'])
    expect(status).to.equal(5)
    expect(stderr).to.match(/the hook after deploy[\s\S]*Going back failed, too/)
    expect(stderr).to.include('infer deploy rollback')
  })

  it('asks nobody where nobody can answer', async () => {
    const {status, stderr} = await folder.deploy(['--yes', '--on-failure', 'ask'])
    expect(status).to.equal(2)
    expect(stderr).to.include('--on-failure rollback')
  })
}).timeout(60_000)

describe('a command on another stack', () => {
  it('suggests commands on that stack, and looks without its lock or folder', async () => {
    const folder = stackFolder()
    try {
      folder.write('other file.yaml', SHOP)
      const args = ['--file', 'other file.yaml', '--state', 'elsewhere']
      const refused = await folder.deploy(['update', '--yes', ...args])
      expect(refused.status).to.equal(2)
      expect(refused.stderr).to.include("infer deploy --file 'other file.yaml' --state elsewhere")
      const planned = await folder.deploy(['plan', '--output', 'p.json', ...args])
      expect(planned.stdout.toString()).to.include(
        "infer deploy --plan p.json --file 'other file.yaml' --state elsewhere",
      )
      await folder.deploy(['destroy', '--dry-run', ...args])
      expect(folder.list()).not.to.include('elsewhere')
    } finally {
      folder.remove()
    }
  })
}).timeout(60_000)

describe('a command that asks where nobody can answer', () => {
  it('suggests what was typed, with a yes', async () => {
    const folder = stackFolder()
    try {
      const typed: readonly (readonly string[])[] = [
        ['--target', 'net', '--allow-loss', 'data', '--on-failure', 'rollback'],
        ['update', '--exclude', 'api', '--lock-wait', '10m', '--state', 'my state'],
        ['destroy', '--keep-data'],
      ]
      for (const args of typed) {
        const {status, stderr} = await folder.deploy(args)
        expect(status).to.equal(2)
        const words = args.map(word => (word.includes(' ') ? `'${word}'` : word)).join(' ')
        expect(stderr).to.include(`infer deploy ${words} --yes\n`)
      }
      for (const flag of ['--state', '--file']) {
        const {status, stderr} = await folder.deploy(['--yes', flag, ''])
        expect(status).to.equal(2)
        expect(stderr).to.include(`${flag} has no name behind it`)
      }
    } finally {
      folder.remove()
    }
  })
}).timeout(60_000)

describe('a stack whose state was lost', () => {
  it('is not made a second time, and a plan says so', async () => {
    const folder = stackFolder()
    try {
      await folder.deploy(['--yes', '--quiet'])
      const before = folder.cloud().things().length
      rmSync(folder.file('.infer/deploy'), {recursive: true})
      const {warnings} = await folder.json<{warnings: string[]}>(['plan'])
      expect(warnings.join()).to.include('4 things of that name are there')
      const {status, stderr} = await folder.deploy(['--yes'])
      expect(status).to.equal(2)
      expect(stderr).to.include('infer deploy recover --from-provider')
      expect(folder.cloud().things()).to.have.lengthOf(before)
      await folder.deploy(['recover', '--from-provider', '--yes'])
      const again = await folder.deploy(['--yes'])
      expect(again.stdout.toString()).to.include('nothing to do')
    } finally {
      folder.remove()
    }
  })
}).timeout(60_000)
