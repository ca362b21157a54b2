// State that was damaged or lost is brought back, and nothing is made twice.
import {expect} from 'chai'
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {localState} from '@inferloop/provision'
import {realClock} from '../../src/services/deploy/real-clock.ts'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'

describe('infer deploy recover', () => {
  let folder: StackFolder
  let snapshots: string
  beforeEach(async () => {
    folder = stackFolder()
    snapshots = folder.file('.infer/deploy/shop/snapshots')
    await folder.deploy(['--yes', '--quiet'])
    await folder.deploy(['operate', 'api', 'restart', '--yes', '--quiet'])
  })
  afterEach(() => folder.remove())

  function spoil(names: readonly string[]): void {
    for (const name of names) {
      const bytes = readFileSync(join(snapshots, name))
      bytes[bytes.length >> 1]! ^= 0x20
      writeFileSync(join(snapshots, name), bytes)
    }
  }
  const serialOf = (name: string): number => Number(/-(\d+)/.exec(name)![1])
  const newest = () => readdirSync(snapshots).toSorted((a, b) => serialOf(b) - serialOf(a))[0]!
  const things = () =>
    folder
      .cloud()
      .things()
      .map(({id}) => id)
      .toSorted()

  it('has nothing to do where nothing was interrupted', async () => {
    const {status, stdout} = await folder.deploy(['recover'])
    expect(status).to.equal(0)
    expect(stdout.toString()).to.include('nothing to clear up')
  })

  it('goes back to a sound snapshot, and knows what came after it', async () => {
    const before = things()
    spoil([newest()])
    for (const command of [['status'], ['plan'], ['--yes'], ['destroy', '--keep-data', '--yes']]) {
      const ran = await folder.deploy(command)
      expect(ran.status, ran.stderr).to.equal(2)
      expect(ran.stderr).to.include('INFER_STATE_DAMAGED').and.to.include('infer deploy recover')
    }
    const asked = await folder.deploy(['recover'])
    const [, serial] = /infer deploy recover --from (\d+)/.exec(asked.stderr)!
    const {status, stdout, stderr} = await folder.deploy(['recover', '--from', serial!, '--yes'])
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.include(`went back to serial ${serial}`)
    const {empty} = await folder.json<{empty: boolean}>(['plan'])
    expect(empty).to.equal(true)
    expect(things()).to.deep.equal(before)
  })

  it('begins anew with what the provider has when no snapshot is sound, and keeps the files', async () => {
    const before = things()
    const spoilt = readdirSync(snapshots)
    spoil(spoilt)
    const {status, stdout, stderr} = await folder.deploy(['recover', '--from-provider', '--yes'])
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.include('api: taken up from the provider')
    expect(readdirSync(snapshots)).to.include.members(spoilt)
    await folder.deploy(['--yes', '--quiet'])
    expect(things()).to.deep.equal(before)
    await folder.deploy(['destroy', '--allow-loss', 'data', '--yes', '--quiet'])
    expect(things()).to.deep.equal([])
  })

  it('begins anew when the whole state is gone', async () => {
    const before = things()
    rmSync(folder.file('.infer/deploy'), {recursive: true})
    await folder.deploy(['recover', '--from-provider', '--yes'])
    const {empty} = await folder.json<{empty: boolean}>(['plan'])
    expect(empty).to.equal(true)
    expect(things()).to.deep.equal(before)
  })

  it('makes nothing twice after a recovery from the provider that did not come to its end', async () => {
    const before = things()
    const losses = {
      damaged: () => spoil(readdirSync(snapshots)),
      gone: () => rmSync(folder.file('.infer/deploy'), {recursive: true}),
    }
    for (const [how, lose] of Object.entries(losses)) {
      lose()
      const rules = 'rules: [{fault: forbidden, call: find, kind: storage.object}]'
      folder.write('stack.yaml', SHOP.replace('faults: {', `faults: {${rules}, `))
      const cut = await folder.deploy(['recover', '--from-provider', '--yes'])
      expect(cut.status, how).to.not.equal(0)
      expect(cut.stderr, how).to.include('INFER_PROVIDER_REFUSED')
      folder.write('stack.yaml', SHOP)
      for (const command of [['--yes'], ['recover']]) {
        const ran = await folder.deploy(command)
        expect(ran.status, how).to.equal(2)
        expect(ran.stderr, how).to.include('INFER_STATE_DAMAGED').and.to.include('infer deploy recover')
      }
      await folder.deploy(['recover', '--from-provider', '--yes'])
      const {empty} = await folder.json<{empty: boolean}>(['plan'])
      expect(empty, how).to.equal(true)
      expect(things(), how).to.deep.equal(before)
    }
  })

  it('takes up the stack that is named where two of one name are there', async () => {
    const lose = () => rmSync(folder.file('.infer/deploy'), {recursive: true})
    const first = things()
    lose()
    await folder.deploy(['--yes', '--quiet', '--allow-namesake'])
    expect(things()).to.have.lengthOf(2 * first.length)
    lose()
    const asked = await folder.deploy(['recover', '--from-provider', '--yes'])
    expect(asked.status).to.equal(2)
    expect(asked.stderr).to.include('2 stacks called shop are in this account')
    const own = folder
      .cloud()
      .things()
      .filter(({id}) => first.includes(id))
    const lineage = own[0]!.tags['infer-lineage']!
    expect(asked.stderr).to.include(`infer deploy recover --from-provider --lineage ${lineage}`)
    await folder.deploy(['recover', '--from-provider', '--lineage', lineage, '--yes'])
    const {empty} = await folder.json<{empty: boolean}>(['plan'])
    expect(empty).to.equal(true)
    await folder.deploy(['destroy', '--allow-loss', 'data', '--yes', '--quiet'])
    expect(things()).to.have.lengthOf(first.length).and.not.include.members(first)
  })

  it('leaves damaged state alone while another run holds it', async () => {
    const root = folder.file('.infer/deploy')
    const store = await localState({root, env: process.env, clock: realClock})
    const writer = await store.open('shop', {command: 'infer deploy', signal: new AbortController().signal})
    try {
      spoil(readdirSync(snapshots))
      const files = () => readdirSync(join(root, 'shop'), {recursive: true, encoding: 'utf8'}).toSorted()
      const before = files()
      const {status, stderr} = await folder.deploy(['recover', '--from-provider', '--yes'])
      expect(stderr).to.include('INFER_STATE_LOCKED')
      expect(status).to.equal(5)
      expect(files()).to.deep.equal(before)
    } finally {
      await writer.close()
    }
  })

  it('does not give up sound state, and knows which snapshots there are', async () => {
    const anew = await folder.deploy(['recover', '--from-provider', '--yes'])
    expect(anew.status).to.equal(2)
    expect(anew.stderr).to.include('The state of shop is sound')
    const none = await folder.deploy(['recover', '--from', '99999', '--yes'])
    expect(none.stderr).to.match(/no snapshot 99999 of shop \(there are: [\d, ]+\)/)
    const word = await folder.deploy(['recover', '--from', 'last', '--yes'])
    expect(word.stderr).to.include('was "last"')
    const unasked = await folder.deploy(['recover', '--from', '1'])
    expect(unasked.stderr).to.include('infer deploy recover --from 1 --yes')
  })
}).timeout(60_000)
