import {mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {localStorage, nodeDisk, openState, type StateStore} from '../../src/index.ts'
import {storeOn} from './scripted-run.ts'
import {simulatedDisk} from './simulated-disk.ts'
import {HISTORY, nextId, op, open, row, testClock, testProcess} from './a-stack.ts'

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error as Error,
  )

describe('the state in a folder', () => {
  let root = ''
  let store: StateStore
  const clock = testClock()
  const storeOf = (pid: number, dead: ReadonlySet<number> = new Set()) =>
    openState({
      storage: localStorage(join(root, 'deploy'), nodeDisk, nextId),
      inbox: localStorage(join(root, 'inbox'), nodeDisk, nextId),
      clock,
      self: testProcess(pid, dead),
      newId: nextId,
    })
  const elsewhere = () => {
    const {owner, isAlive} = testProcess(1)
    return openState({
      storage: localStorage(join(root, 'deploy'), nodeDisk, nextId),
      clock,
      self: {owner: {...owner, host: 'lap'}, isAlive},
      newId: nextId,
    })
  }

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'infer-state-'))
    store = storeOf(1)
  })
  afterEach(() => rm(root, {recursive: true}))

  it('is new before anything was deployed, and reading it writes nothing', async () => {
    expect((await store.read('shop')).isNew).to.equal(true)
    expect(await store.list()).to.deep.equal([])
    expect(await store.holder('shop')).to.equal(undefined)
    expect(await readdir(root)).to.deep.equal([])
  })

  it('is read without a write, also while a run holds it', async () => {
    const disk = simulatedDisk()
    const writer = await storeOn({disk, pid: 1}).open('shop', open())
    for (const entry of HISTORY) await writer.append(entry)
    const {points} = disk
    const reader = storeOn({disk, pid: 2})
    expect((await reader.read('shop')).snapshot).to.deep.equal(writer.view().snapshot)
    await reader.holder('shop')
    await reader.list()
    await reader.backups('shop')
    expect(disk.points).to.equal(points)
  })

  it('remembers every entry, with snapshots in between and without', async () => {
    const writer = await store.open('shop', open())
    for (const [at, entry] of HISTORY.entries()) {
      await writer.append(entry)
      expect((await store.read('shop')).snapshot).to.deep.equal(writer.view().snapshot)
      if (at % 5 === 4) await writer.compact()
    }
    const before = writer.view().snapshot
    await writer.close()
    const after = await store.open('shop', open())
    expect(after.view()).to.deep.equal({snapshot: {...before, epoch: 2}, isNew: false})
    expect(before.serial).to.equal(HISTORY.length - 1)
    expect(Object.keys(before.detached)).to.deep.equal(['store'])
    await after.close()
    expect(await store.list()).to.deep.equal(['shop'])
  })

  it('is for its owner alone', async () => {
    const writer = await store.open('shop', open())
    await writer.close()
    const home = join(root, 'deploy', 'shop')
    expect((await stat(home)).mode & 0o777).to.equal(0o700)
    expect((await stat(join(home, 'journal', '1.ndjson'))).mode & 0o777).to.equal(0o600)
    expect((await stat(join(home, 'spare'))).size).to.equal(1 << 20)
  })

  it('does not follow links', async () => {
    const writer = await store.open('shop', open())
    await writer.close()
    const journal = join(root, 'deploy', 'shop', 'journal', '1.ndjson')
    await writeFile(join(root, 'elsewhere'), await readFile(journal))
    await rm(journal)
    await symlink(join(root, 'elsewhere'), journal)
    expect(errorCode(await failure(store.read('shop')))).to.equal('INFER_FILE_UNREADABLE')
    await rm(join(root, 'deploy', 'shop'), {recursive: true})
    await symlink(root, join(root, 'deploy', 'shop'))
    expect(errorCode(await failure(store.open('shop', open())))).to.equal('INFER_WRITE_FAILED')
  })

  it('refuses names that lead elsewhere', async () => {
    for (const name of ['', '..', '../x', 'a/b', 'A', '.x', 'a'.repeat(64)])
      expect(errorCode(await failure(store.open(name, open())))).to.equal('INFER_STACK')
  })

  it('says who holds a stack, for what and since when', async () => {
    const writer = await store.open('shop', open('infer deploy destroy'))
    const error = await failure(storeOf(2).open('shop', open()))
    expect(errorCode(error)).to.equal('INFER_STATE_LOCKED')
    expect(error.message).to.contain('ann on desk (process 1), infer deploy destroy, since 20')
    expect(await store.holder('shop')).to.include({runId: writer.runId, alive: true})
    expect(await storeOf(2, new Set([1])).holder('shop')).to.include({alive: false})
    expect(await elsewhere().holder('shop')).to.not.have.property('alive')
    await writer.close()
    expect(await store.holder('shop')).to.equal(undefined)
  })

  it('takes over from a dead process at once, and stops it should it still write', async () => {
    const zombie = await store.open('shop', open())
    await zombie.append({is: 'intent', op: op('net'), row: row('net')})
    const next = await storeOf(2, new Set([1])).open('shop', open())
    expect(next.epoch).to.equal(2)
    expect(next.view().snapshot.openOps).to.have.keys('op-net')
    expect(
      errorCode(await failure(zombie.append({is: 'intent', op: op('late'), row: row('late')}))),
    ).to.equal('INFER_STATE_FENCED')
    expect(errorCode(await failure(zombie.compact()))).to.equal('INFER_STATE_FENCED')
    expect(() => zombie.check()).to.throw('no longer holds')
    await zombie.close()
    await next.append({is: 'id', opId: 'op-net', id: 'id-net'})
    await next.close()
    const third = await store.open('shop', open())
    expect(third.view().snapshot.openOps).to.have.keys('op-net')
    expect(third.zombieOps.map(({opId}) => opId)).to.deep.equal(['op-late'])
    await third.close()
  })

  it('refuses an entry that would leave the state unsound, before it is written', async () => {
    const writer = await store.open('shop', open())
    const error = await failure(
      writer.append({is: 'intent', op: op('web'), row: row('web', {dependsOn: ['db']})}),
    )
    expect(error.message).to.contain('web depends on db')
    await writer.append({is: 'intent', op: op('web'), row: row('web')})
    await writer.close()
    expect((await store.read('shop')).snapshot.serial).to.equal(1)
  })

  it('unlocks a silent run by its name alone', async () => {
    const writer = await store.open('shop', open())
    const other = storeOf(2)
    expect(errorCode(await failure(other.unlock('shop', writer.runId)))).to.equal('INFER_STATE_LOCKED')
    clock.time += 61_000
    expect(errorCode(await failure(other.unlock('shop', 'another')))).to.equal('INFER_STATE_LOCKED')
    expect(() => writer.check()).to.throw('61 s old')
    await other.unlock('shop', writer.runId)
    const next = await other.open('shop', open())
    expect(next.epoch).to.equal(3)
    await next.close()
  })

  it('goes back to a snapshot, and forward again', async () => {
    const writer = await store.open('shop', open())
    for (const entry of HISTORY.slice(0, 4)) await writer.append(entry)
    await writer.compact()
    for (const entry of HISTORY.slice(4)) await writer.append(entry)
    await writer.compact()
    const {snapshot} = writer.view()
    await writer.close()
    const path = join(root, 'deploy', 'shop', 'snapshots', `1-${snapshot.serial}.json`)
    await writeFile(path, (await readFile(path, 'utf8')).replace('store', 'stork'))
    expect(errorCode(await failure(store.read('shop')))).to.equal('INFER_STATE_DAMAGED')
    const backups = await store.backups('shop')
    expect(backups.map(({serial, sound}) => [serial, sound])).to.deep.equal([
      [snapshot.serial, false],
      [3, true],
      [0, true],
    ])
    const third = backups[1] ?? expect.fail()
    const back = await store.restore('shop', third, {...open(), since: 'none'})
    expect(Object.keys(back.snapshot.resources)).to.deep.equal(['net'])
    const again = await store.restore('shop', third, {...open(), since: 'all'})
    expect(again.snapshot).to.deep.include({resources: snapshot.resources, detached: snapshot.detached})
    expect(again.snapshot.serial).to.equal(snapshot.serial + 2)
    const next = await store.open('shop', open())
    expect(next.view().snapshot).to.deep.equal({...again.snapshot, epoch: 4})
    await next.close()
  })
})
