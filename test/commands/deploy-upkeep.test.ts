// What is done to a deployed stack besides deploying it: status, refresh, operate, adopt, rollback, destroy.
import {expect} from 'chai'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'

interface Status {
  readonly resources: readonly {readonly name: string; readonly id: string; readonly dependsOn: string[]}[]
  readonly detached: readonly {readonly name: string}[]
}

describe('a stack that is deployed', () => {
  let folder: StackFolder
  beforeEach(async () => {
    folder = stackFolder()
    const {status, stderr} = await folder.deploy(['--yes', '--quiet'])
    expect(status, stderr).to.equal(0)
  })
  afterEach(() => folder.remove())
  const fails = async (args: readonly string[], status: number, words: RegExp) => {
    const ran = await folder.deploy(args)
    expect(ran.status, ran.stderr).to.equal(status)
    expect(ran.stderr).to.match(words)
    expect(ran.stderr).not.to.match(/\n\s+at /)
  }
  const things = () =>
    folder
      .cloud()
      .things()
      .map(({kind}) => kind)
      .toSorted()

  it('is shown with its ids, and needs no provider for that', async () => {
    const {stdout} = await folder.infer(['deploy', 'status'])
    expect(stdout.toString()).to.match(/shop on sandbox, account sandbox-\w+, eu-1: 4 resources/)
    expect(stdout.toString()).to.match(/data \* +storage.object +ready +shop-data-/)
    expect(stdout.toString()).to.match(/api {2}https:/)
  })

  it('is asked for its health with --live', async () => {
    const {stdout} = await folder.deploy(['status', '--live'])
    expect(stdout.toString().match(/healthy/g)).to.have.lengthOf(4)
  })

  it('goes back to what was there before the last deployment', async () => {
    folder.write('stack.yaml', SHOP.replace('replicas: 2', 'replicas: 5'))
    await folder.deploy(['--yes', '--quiet'])
    const replicas = () =>
      folder
        .cloud()
        .things()
        .find(({kind}) => kind === 'compute.container')?.inputs['replicas']
    expect(replicas()).to.equal(5)
    const {status, stderr} = await folder.deploy(['rollback', '--yes', '--quiet'])
    expect(status, stderr).to.equal(0)
    expect(replicas()).to.equal(2)
  })

  it('keeps its data when it is destroyed so, and takes it back', async () => {
    await fails(['destroy', '--yes'], 2, /data \(storage.object\) is protected[\s\S]*--keep-data/)
    expect(things()).to.have.lengthOf(4)
    const {stdout} = await folder.deploy(['destroy', '--keep-data', '--yes'])
    expect(stdout.toString()).to.include('1 let go, 3 removed')
    expect(things()).to.deep.equal(['storage.object'])
    expect((await folder.json<Status>(['status'])).detached).to.have.lengthOf(1)
    await folder.deploy(['--yes', '--quiet'])
    expect(things().filter(kind => kind === 'storage.object')).to.have.lengthOf(1)
  })

  it('is gone when it is destroyed with its data by name', async () => {
    const {status, stderr} = await folder.deploy(['destroy', '--allow-loss', 'data', '--yes'])
    expect(status, stderr).to.equal(0)
    expect(things()).to.deep.equal([])
  })

  it('is read anew, and made anew where something is gone', async () => {
    const {id} = (await folder.json<Status>(['status'])).resources.find(({name}) => name === 'api')!
    folder
      .cloud()
      .handle({method: 'DELETE', url: `/v1/things/compute.container/${id}`, headers: {}, body: ''})
    await new Promise(resolve => setTimeout(resolve, 50))
    const {stdout} = await folder.deploy(['refresh'])
    expect(stdout.toString()).to.include('api: is gone')
    await folder.deploy(['--yes', '--quiet'])
    expect(things()).to.include('compute.container')
  })

  it('is not forgotten when everything vanished at once', async () => {
    for (const {kind, id} of folder.cloud().things().toReversed())
      folder.cloud().handle({method: 'DELETE', url: `/v1/things/${kind}/${id}`, headers: {}, body: ''})
    await new Promise(resolve => setTimeout(resolve, 50))
    await fails(['refresh'], 2, /not found[\s\S]*--allow-vanished/)
    expect((await folder.json<Status>(['status'])).resources).to.have.lengthOf(4)
  })

  it('is operated by name, and asks before the service stops', async () => {
    await fails(['operate', 'api', 'restart'], 2, /nobody can answer[\s\S]*operate api restart --yes/)
    await fails(['operate', 'api', 'fly', '--yes'], 2, /cannot "fly" here \(it can: restart\)/)
    await fails(['operate', 'apy', 'restart', '--yes'], 2, /Nothing named "apy"[\s\S]*operate api restart/)
    const {status, stdout} = await folder.deploy(['operate', 'api', 'restart', '--yes'])
    expect(status).to.equal(0)
    expect(stdout.toString()).to.include('api: restart is done')
  })

  it('takes in what is there, once', async () => {
    folder.write('stack.yaml', SHOP.replace('outputs:', '  more: {kind: storage.object}\noutputs:'))
    folder.bucketByHand('by-hand')
    await fails(['adopt', 'more', 'no-such'], 2, /no storage.object with the id "no-such"/)
    await fails(['adopt', 'moor', 'by-hand'], 2, /no resource named "moor"/)
    const {stdout} = await folder.deploy(['adopt', 'more', 'by-hand'])
    expect(stdout.toString()).to.include('storage.object by-hand is more of shop now')
    await fails(['adopt', 'more', 'by-hand'], 2, /deployed already/)
    await folder.deploy(['--yes', '--quiet'])
    expect(things().filter(kind => kind === 'storage.object')).to.have.lengthOf(2)
  })

  it('is not touched in another account', async () => {
    const settings = 'settings: {folder: elsewhere, '
    folder.write('stack.yaml', SHOP.replace('settings: {', settings))
    await fails(['--yes'], 2, /deployed in account[\s\S]*Nothing was touched/)
  })
}).timeout(60_000)
