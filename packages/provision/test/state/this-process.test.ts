import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {expect} from 'chai'
import {thisProcess} from '../../src/index.ts'
import {sameMachine} from '../../src/state/owner.ts'

describe('the owner of a lock', () => {
  it('is alive while its process is, and not when another has its number', async () => {
    const self = await thisProcess()
    expect(await self.isAlive(self.owner)).to.equal(true)
    if (self.owner.startedAt !== undefined)
      expect(await self.isAlive({...self.owner, startedAt: '1'})).to.equal(false)
  })

  it('is dead when its process has ended', async () => {
    const child = spawn(process.execPath, ['-e', ''], {stdio: 'ignore'})
    await once(child, 'exit')
    const self = await thisProcess()
    expect(await self.isAlive({...self.owner, pid: child.pid ?? 0})).to.equal(false)
  })

  it('is of this machine only with its start and its numbering of processes', async () => {
    const {owner} = await thisProcess()
    expect(sameMachine(owner, {...owner, pid: 1})).to.equal(true)
    expect(sameMachine(owner, {...owner, bootId: 'another'})).to.equal(false)
    expect(sameMachine(owner, {...owner, host: 'another'})).to.equal(false)
  })
})
