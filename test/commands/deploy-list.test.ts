// infer deploy list: stacks by what their folder remembers, damaged ones too.
import {expect} from 'chai'
import {readdirSync, truncateSync} from 'node:fs'
import {join} from 'node:path'
import {aStack, inferIn} from '../a-cloud.ts'
import {type Folder, temporaryFolder} from '../spawn-infer.ts'

describe('infer deploy list', () => {
  let folder: Folder
  let infer: ReturnType<typeof inferIn>
  beforeEach(() => {
    folder = temporaryFolder()
    infer = inferIn(folder)
    folder.write('stack.yaml', aStack())
    folder.write('other.yaml', aStack().replace('stack: shop', 'stack: other'))
  })
  afterEach(() => folder.remove())

  it('says that there are none, and makes no folder for it', async () => {
    const {status, stdout} = await infer('deploy', 'list')
    expect([status, stdout.toString()]).to.deep.equal([0, 'no stacks in .infer/deploy: infer deploy\n'])
    expect(folder.list()).to.deep.equal(['other.yaml', 'stack.yaml'])
    const named = await infer('deploy', 'list', '--state', 'nowhere')
    expect([named.status, named.stderr.includes('There is no folder nowhere')]).to.deep.equal([2, true])
  })

  it('shows stacks without their files and without a provider, and of a damaged one what is wrong', async () => {
    for (const file of ['stack.yaml', 'other.yaml']) {
      const {status, stderr} = await infer('deploy', '--yes', '--file', file)
      expect(status, stderr).to.equal(0)
    }
    const snapshots = folder.file('.infer/deploy/other/snapshots')
    for (const name of readdirSync(snapshots)) truncateSync(join(snapshots, name), 100)
    folder.write('.infer/deploy/readme', 'of mine')
    const {status, stdout} = await folder.infer(['deploy', 'list', '--state', '.infer/deploy'])
    expect(status).to.equal(0)
    expect(stdout.toString()).to.match(/^shop +sandbox +sandbox-\w+ +eu-1 +2 ready$/m)
    expect(stdout.toString()).to.match(/^✘ other: The state of stack other is damaged: /m)
    const {stacks} = JSON.parse((await infer('deploy', 'list', '--json')).stdout.toString()) as {
      stacks: {name: string; error?: {code: string}}[]
    }
    expect(stacks.map(({name, error}) => [name, error?.code])).to.deep.equal([
      ['other', 'INFER_STATE_DAMAGED'],
      ['shop', undefined],
    ])
  })

  it('says what a run that was killed left behind, and whose it was', async () => {
    folder.write('stack.yaml', aStack().replace('provisionMs: 5', 'provisionMs: 60000'))
    await folder.infer(['deploy', '--yes'], {
      env: {NODE_ENV: 'development'},
      onLine: (line, kill) => line.startsWith('box: is ') && kill('SIGKILL'),
    })
    const {stdout} = await infer('deploy', 'list')
    expect(stdout.toString()).to.match(/^shop +sandbox +sandbox-\w+ +eu-1 +\d creating/m)
    expect(stdout.toString()).to.match(/^! shop is held by .*, infer deploy, run /m)
    expect(stdout.toString()).to.match(/^! shop: \d operations? begun and not ended: .*create box/m)
  })
}).timeout(60_000)
