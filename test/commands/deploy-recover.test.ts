// State that was damaged or lost is brought back, and nothing is made twice.
import {expect} from 'chai'
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {stackFolder, type StackFolder} from '../a-stack.ts'

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
    spoil(readdirSync(snapshots))
    const {status, stdout, stderr} = await folder.deploy(['recover', '--from-provider', '--yes'])
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.include('api: taken up from the provider')
    expect(readdirSync(folder.file('.infer/deploy'))).to.include('shop.damaged-1')
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
