// What becomes of a deployment that fails: kept, rolled back, and said truly.
import {expect} from 'chai'
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
