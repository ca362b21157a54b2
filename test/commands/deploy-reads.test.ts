// infer deploy drift, cost and logs: what they say of a stack that is there, and that they change nothing.
import {expect} from 'chai'
import {aCloud, aStack, byHand, filesBelow, inferIn} from '../a-cloud.ts'
import {type Folder, temporaryFolder} from '../spawn-infer.ts'

describe('of a deployed stack', () => {
  let folder: Folder
  let infer: ReturnType<typeof inferIn>
  let cloud: Awaited<ReturnType<typeof aCloud>>
  let before: ReturnType<typeof filesBelow>
  beforeEach(async () => {
    folder = temporaryFolder()
    infer = inferIn(folder)
    cloud = await aCloud()
    folder.write('stack.yaml', aStack({endpoint: cloud.endpoint}))
    const {status, stderr} = await infer('deploy', '--yes')
    expect(status, stderr).to.equal(0)
    cloud.cloud.forgetCalls()
    before = filesBelow(folder.path)
  })
  afterEach(async () => {
    await cloud.close()
    folder.remove()
  })

  const ranIdle = async (...args: readonly string[]) => {
    const ran = await infer(...args)
    expect(cloud.mutating()).to.deep.equal([])
    expect(filesBelow(folder.path)).to.deep.equal(before)
    return {...ran, out: ran.stdout.toString()}
  }

  it('drift finds nothing where nobody changed anything', async () => {
    const {status, out} = await ranIdle('deploy', 'drift')
    expect([status, out]).to.deep.equal([0, '✔ shop: 2 resources: 2 as applied, 0 drifted\n'])
  })

  it('drift shows what was changed elsewhere with three sides, and ends with 3', async () => {
    await byHand(cloud, 'compute.vm', {memory: 8})
    cloud.cloud.forgetCalls()
    const {status, out} = await ranIdle('deploy', 'drift')
    expect(status).to.equal(3)
    expect(out).to.match(/^resource +field +wanted +applied +actual\nbox +memory +2 +2 +8\n/)
    expect(out).to.include('✘ shop: 2 resources: 1 as applied, 1 drifted')
    const {stdout} = await infer('deploy', 'drift', '--json')
    expect(JSON.parse(stdout.toString())).to.deep.include({drifted: 1, unsure: 0})
  })

  it('drift tells own changes of the file from those of others', async () => {
    folder.write('stack.yaml', folder.read('stack.yaml').replace('memory: 2', 'memory: 4'))
    await byHand(cloud, 'compute.vm', {memory: 8})
    const {stdout} = await infer('deploy', 'drift')
    expect(stdout.toString()).to.match(/\nbox +memory +4 +2 +8\n/)
  })

  it('drift says nothing of what is to be ignored but the reason', async () => {
    const rule = ', ignoreDrift: [{path: memory, reason: grown by hand, until: 2999-01-01}]}'
    folder.write('stack.yaml', folder.read('stack.yaml').replace('memory: 2}', `memory: 2${rule}`))
    await byHand(cloud, 'compute.vm', {memory: 8})
    const {status, stdout} = await infer('deploy', 'drift')
    expect(status).to.equal(0)
    expect(stdout.toString()).to.include('ignored: box.memory is 8: grown by hand')
  })

  it('drift calls what is gone gone, and ends with 3', async () => {
    await byHand(cloud, 'compute.vm', 'remove')
    const {status, stdout} = await infer('deploy', 'drift')
    expect(status).to.equal(3)
    expect(stdout.toString()).to.match(/\nbox +gone\n/)
  })

  it('drift ends with 5 where something could not be looked at', async () => {
    cloud.cloud.turn({rules: [{fault: 'forbidden', call: 'read', kind: 'compute.vm'}]})
    const {status, out} = await ranIdle('deploy', 'drift')
    expect(status).to.equal(5)
    expect(out)
      .to.include('! box could not be looked at: ')
      .and.include('1 as applied, 0 drifted, 1 not known')
  })

  it('cost says what is not known, what is deployed and what that makes of the limit', async () => {
    const {status, out} = await ranIdle('deploy', 'cost')
    expect(status).to.equal(0)
    expect(out).to.match(/^data +objects +unknown GiB-month +unknown +unknown +unknown +USD$/m)
    expect(out).to.match(/^box +processors +730 vCPU-hour +22\.63 +22\.63 +22\.63 +USD$/m)
    expect(out).to.match(/^as the file says +at least +30\.36 +30\.36 +30\.36 +USD$/m)
    expect(out).to.include('prices as of 2026-11-01')
    expect(out).to.include('difference  0.00 USD, typically')
    folder.write(
      'stack.yaml',
      `${folder.read('stack.yaml').replace('cpu: 1', 'cpu: 2')}maxMonthlyCost: {amount: 40, currency: USD}\nusage:\n  data: {storedGiB: 100, egressGiB: 10}\n`,
    )
    const {stdout} = await infer('deploy', 'cost')
    const more = stdout.toString()
    expect(more).to.match(/^data +objects +80 to 150 GiB-month +1\.84 +2\.30 +3\.45 +USD$/m)
    expect(more).to.include('difference  +22.63 USD, typically')
    expect(more).to.include('largest: box processors 45.26 USD, box memory 6.13 USD, data objects 2.30 USD')
    expect(more).to.include('✘ maxMonthlyCost is 40.00 USD, which is exceeded')
    expect(more).to.not.include('at least')
  })

  it('logs gives the last lines of a resource, and names one that writes some', async () => {
    const {status, out} = await ranIdle('deploy', 'logs', 'box')
    expect(status).to.equal(0)
    expect(out).to.match(/^\S+ compute\.vm \S+ is starting\n\S+ ready\n$/)
    const {lines} = JSON.parse(
      (await infer('deploy', 'logs', 'box', '--lines', '1', '--json')).stdout.toString(),
    ) as {
      lines: string[]
    }
    expect(lines.map(line => line.slice(-5))).to.deep.equal(['ready'])
    const none = await infer('deploy', 'logs', 'data')
    expect(none.status).to.equal(2)
    expect(none.stderr).to.include('which writes no logs here').and.include('infer deploy logs box')
    const zero = await infer('deploy', 'logs', 'box', '--lines', '0')
    expect([zero.status, zero.stderr.includes('--lines should be a whole number above 0')]).to.deep.equal([
      2,
      true,
    ])
  })

  it('status, plan and list change nothing either', async () => {
    for (const args of [
      ['status'],
      ['status', '--live'],
      ['plan'],
      ['list'],
      ['hooks'],
      ['validate', '--connect'],
    ])
      expect((await ranIdle('deploy', ...args)).status).to.equal(0)
  })
}).timeout(60_000)

describe('of a stack that is not deployed', () => {
  it('nothing makes folders, and drift says that there is nothing to compare', async () => {
    const folder = temporaryFolder()
    const cloud = await aCloud()
    try {
      folder.write('stack.yaml', aStack({endpoint: cloud.endpoint}))
      const infer = inferIn(folder)
      for (const args of [['plan'], ['cost'], ['status'], ['list'], ['hooks'], ['validate', '--connect']])
        expect((await infer('deploy', ...args)).status, args.join(' ')).to.equal(0)
      const {status, stderr} = await infer('deploy', 'drift')
      expect(status).to.equal(2)
      expect(stderr).to.include('shop was never deployed from here').and.include('infer deploy list')
      expect(folder.list()).to.deep.equal(['stack.yaml'])
    } finally {
      await cloud.close()
      folder.remove()
    }
  })
}).timeout(60_000)
