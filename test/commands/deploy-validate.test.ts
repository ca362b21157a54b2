// infer deploy validate and hooks: the stack file alone.
import {expect} from 'chai'
import {chmodSync, mkdirSync} from 'node:fs'
import {aStack, inferIn} from '../a-cloud.ts'
import {type Folder, temporaryFolder} from '../spawn-infer.ts'

describe('a stack file', () => {
  let folder: Folder
  let infer: ReturnType<typeof inferIn>
  beforeEach(() => {
    folder = temporaryFolder()
    infer = inferIn(folder, {SHOP_KEY: ''})
  })
  afterEach(() => folder.remove())

  it('without faults is counted, and nobody is asked', async () => {
    folder.write('stack.yaml', aStack({more: 'outputs: {data: "${data.url}"}\n'}))
    const {status, stdout} = await infer('deploy', 'validate')
    expect(status).to.equal(0)
    expect(stdout.toString()).to.equal(
      '✔ stack.yaml: stack shop for sandbox has no faults\n  2 resources of 2 kinds, 1 output, 0 hooks\n',
    )
    expect(folder.list()).to.deep.equal(['stack.yaml'])
  })

  it('has every fault said with its line, and ends with 2', async () => {
    folder.write(
      'stack.yaml',
      aStack({
        resources: '  data: {kind: storage.objekt}\n  box: {kind: compute.vm, image: x, cpu: -1}\n',
        more: 'hoks: []\n',
      }),
    )
    const {status, stderr} = await infer('deploy', 'validate')
    expect(status).to.equal(2)
    expect(stderr).to.include('Code: INFER_STACK').and.include('did you mean hooks?')
    expect(stderr).to.match(/resources\.data\.kind.*\(stack\.yaml:6:16\)/)
    expect(stderr).to.match(/resources\.box\.cpu.*was -1 \(stack\.yaml:7:\d+\)/)
    const wrong = aStack().replace('window: 50', 'windw: 50')
    folder.write('stack.yaml', wrong)
    expect((await infer('deploy', 'validate')).stderr).to.match(
      /settings\.windw: is not a field; did you mean window\?/,
    )
  })

  it('with --connect is held against what the provider can and has', async () => {
    const without = aStack().replace('poll: 5', 'poll: 5, without: [compute.vm]')
    folder.write('stack.yaml', without)
    expect((await infer('deploy', 'validate')).status).to.equal(0)
    const lacking = await infer('deploy', 'validate', '--connect')
    expect(lacking.status).to.equal(2)
    expect(lacking.stderr).to.include('INFER_PROVIDER_LACKS').and.include('sandbox has no compute.vm')
    folder.write(
      'stack.yaml',
      aStack({resources: '  data: {kind: storage.object, native: {sandbox: {clas: cold}}}\n'}),
    )
    const native = await infer('deploy', 'validate', '--connect')
    expect([native.status, native.stderr.includes('did you mean class?')]).to.deep.equal([2, true])
    folder.write('stack.yaml', aStack())
    const {status, stdout} = await infer('deploy', 'validate', '--connect')
    expect([status, stdout.toString().includes('and sandbox can make it')]).to.deep.equal([0, true])
  })

  it('is warned of where secrets have no value, programs are not here and rules are over', async () => {
    folder.write(
      'stack.yaml',
      aStack({
        resources:
          '  key: {kind: security.secret, value: "${secret:SHOP_KEY}"}\n  data: {kind: storage.object, ignoreDrift: [{path: versioned, reason: tried, until: 2020-01-01}]}\n',
        more: 'hooks: [{when: after, of: deploy, run: [no-such-program]}]\n',
      }),
    )
    const {status, stdout, stderr} = await infer('deploy', 'validate')
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.include('! the secret SHOP_KEY has no value here: export SHOP_KEY=…')
    expect(stdout.toString()).to.include('! a hook runs no-such-program, which is not found here')
    expect(stdout.toString()).to.include('! data: the time of its ignoreDrift for versioned is over')
  })

  it('has its hooks listed, with whether their programs are here', async () => {
    mkdirSync(folder.file('deep'))
    folder.write('deep/warm.sh', '#!/bin/sh\n')
    chmodSync(folder.file('deep/warm.sh'), 0o755)
    folder.write(
      'deep/stack.yaml',
      aStack({
        resources:
          '  data:\n    kind: storage.object\n    hooks: [{when: after, of: create, run: [./warm.sh, a b], timeoutSeconds: 5}]\n',
        more: 'hooks: [{when: before, of: deploy, run: [no-such-program]}, {when: after, of: deploy, run: [node, -v]}]\n',
      }),
    )
    const {status, stdout} = await infer('deploy', 'hooks', '--file', 'deep/stack.yaml')
    expect(status).to.equal(0)
    expect(stdout.toString()).to.match(/^stack shop +before deploy +60 s +no-such-program$/m)
    expect(stdout.toString()).to.match(/^data +after create +5 s +\.\/warm\.sh 'a b'$/m)
    expect(stdout.toString()).to.match(/^! no-such-program is not found on this machine$/m)
    const {hooks} = JSON.parse(
      (await infer('deploy', 'hooks', '--file', 'deep/stack.yaml', '--json')).stdout.toString(),
    ) as {hooks: {program: string | null}[]}
    expect(hooks.map(({program}) => program === null)).to.deep.equal([true, false, false])
    expect(hooks[2]!.program).to.equal(folder.file('deep/warm.sh'))
  })
}).timeout(60_000)
