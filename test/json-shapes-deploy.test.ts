// What --json of `infer deploy` prints, held against schemas/.
import {expect} from 'chai'
import {read} from './guards/sources.ts'
import {jsonFaults} from './json-faults.ts'
import {SHOP, stackFolder, type StackFolder} from './a-stack.ts'

const {commands} = JSON.parse(read('oclif.manifest.json')) as {readonly commands: object}
const names = Object.keys(commands)
  .filter(id => id.startsWith('deploy'))
  .map(id => id.replaceAll(':', '-'))

const HOOKS = 'hooks: [{when: after, of: deploy, run: [node, --version]}]\n'

describe('what --json of infer deploy prints', () => {
  let folder: StackFolder
  before(() => {
    folder = stackFolder()
    folder.write('more.yaml', `${SHOP.replace('replicas: 2', 'replicas: 3')}${HOOKS}`)
  })
  after(() => folder.remove())

  /** One after the other: each finds what those before it left. */
  const cases: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['deploy', ['--yes', '--file', 'more.yaml', '--target', 'net']],
    ['deploy', ['--dry-run', '--file', 'more.yaml']],
    ['deploy-plan', ['plan', '--file', 'more.yaml', '--output', 'shop.plan.json']],
    ['deploy-update', ['update', '--file', 'more.yaml', '--yes']],
    ['deploy-status', ['status']],
    ['deploy-status', ['status', '--live']],
    ['deploy-refresh', ['refresh']],
    ['deploy-operate', ['operate', 'api', 'restart', '--yes']],
    ['deploy-list', ['list']],
    ['deploy-validate', ['validate']],
    ['deploy-validate', ['validate', '--connect']],
    ['deploy-providers', ['providers']],
    ['deploy-providers', ['providers', '--test']],
    ['deploy-drift', ['drift', '--file', 'more.yaml']],
    ['deploy-cost', ['cost']],
    ['deploy-logs', ['logs', 'api']],
    ['deploy-hooks', ['hooks', '--file', 'more.yaml']],
    ['deploy-template-list', ['template', 'list']],
    ['deploy-template-show', ['template', 'show', 'synthetic-data-stack']],
    ['deploy-template-render', ['template', 'render', 'bucket', '--set', 'keepDays=9']],
    ['deploy-template-render', ['template', 'render', 'bucket', '-o', 'rendered.yaml']],
    ['deploy-template-init', ['template', 'init', 'bucket', '-o', 'bucket.yaml']],
    ['deploy-unlock', ['unlock']],
    ['deploy-recover', ['recover']],
    ['deploy-rollback', ['rollback', '--dry-run']],
    ['deploy-rollback', ['rollback', '--yes']],
    ['deploy-destroy', ['destroy', '--dry-run', '--keep-data']],
    ['deploy-destroy', ['destroy', '--allow-loss', 'data', '--yes']],
    ['error', ['destroy']],
  ]
  it('of a first deployment is as its schema says', async () => {
    const {status, stderr} = await folder.deploy(['--yes', '--quiet'])
    expect(status, stderr).to.equal(0)
  })
  for (const [name, args] of cases)
    it(`of infer deploy ${args.join(' ')} is as schemas/${name}.v1.json says`, async () => {
      expect(await jsonFaults(folder, name, ['deploy', ...args], {NODE_ENV: 'development'})).to.deep.equal([])
    })

  it('of infer deploy adopt is as its schema says', async () => {
    folder.bucketByHand('by-hand')
    const args = ['deploy', 'adopt', 'data', 'by-hand']
    expect(await jsonFaults(folder, 'deploy-adopt', args, {NODE_ENV: 'development'})).to.deep.equal([])
  })

  it('is tried here for each schema', () => {
    const tried = new Set([...cases.map(([name]) => name), 'deploy-adopt'])
    expect(names.filter(name => !tried.has(name))).to.deep.equal([])
  })
}).timeout(60_000)
