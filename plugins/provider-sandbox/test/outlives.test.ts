// The cloud lives on while those who call it, and those who serve it, are killed.
import {expect} from 'chai'
import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {cloudOver, folderStore, sandbox} from '../src/index.ts'
import {callFor, ended, failing, realClock, testIo} from './world.ts'

const node = (file: string, ...args: string[]): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--conditions=inferloop-source',
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL(file, import.meta.url)),
      ...args,
    ],
    {stdio: ['ignore', 'pipe', 'inherit']},
  )

async function serverOn(folder: string, port = '0'): Promise<{child: ChildProcess; endpoint: string}> {
  const child = node('../src/server/main.ts', '--folder', folder, '--port', port)
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return {child, endpoint: line.toString().trim()}
}

async function killed(child: ChildProcess): Promise<void> {
  expect(child.kill('SIGKILL')).to.equal(true)
  await once(child, 'exit')
}

describe('the cloud outlives', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sandbox-'))))
  afterEach(() => rmSync(folder, {recursive: true}))

  it('a server that is killed and starts again, dials and log too', async () => {
    const first = await serverOn(folder)
    const io = testIo()
    const connection = await sandbox.connect(
      {endpoint: first.endpoint, poll: 5, faults: {provisionMs: 10, quota: 7}},
      io,
    )
    const vpc = connection.drivers.get('network.vpc')!
    const {id} = await ended(vpc.create(callFor(realClock, 'op1'), {}))
    const account = (await connection.whoami()).account
    await killed(first.child)
    expect((await failing(connection.whoami())).code).to.equal('INFER_PROVIDER_UNREACHABLE')
    expect((await vpc.read(callFor(realClock, 'x'), id!)).is).to.equal('unsure')

    const second = await serverOn(folder, new URL(first.endpoint).port)
    try {
      expect((await vpc.read(callFor(realClock, 'x'), id!)).is).to.equal('there')
      expect((await connection.whoami()).account).to.equal(account)
      const control = async (path: string, init?: RequestInit): Promise<unknown> =>
        (await fetch(`${second.endpoint}/control/${path}`, init)).json()
      expect(await control('dials')).to.include({quota: 7})
      expect(((await control('calls')) as {call: string}[]).map(({call}) => call)).to.include('create')
      expect(((await control('things')) as {things: unknown[]}).things).to.have.lengthOf(1)
      expect(await control('dials', {method: 'PUT', body: '{"latencyMs":-1}'})).to.have.property('error')
      expect(await control('nothing')).to.have.property('error')
      await control('calls', {method: 'DELETE'})
      expect(await control('calls')).to.deep.equal([])
      await control('reset', {method: 'POST'})
      expect(await control('things')).to.deep.equal({things: [], pending: 0})
    } finally {
      second.child.kill('SIGTERM')
      expect(await once(second.child, 'exit')).to.deep.equal([0, null])
    }
  })

  it('callers that are killed at any instant: every answered create is there, whole', async () => {
    cloudOver(folderStore(folder), Date.now).turn({quota: 1_000_000})
    const heard: string[] = []
    for (let round = 0; round < 4; round++) {
      const pair = [0, 1].map(n => node('./busy-caller.ts', folder, `r${round}n${n}`))
      for (const child of pair)
        child.stdout!.on(
          'data',
          (text: Buffer) => void heard.push(...text.toString().split('\n').filter(Boolean)),
        )
      await Promise.all(pair.map(child => once(child.stdout!, 'data')))
      await new Promise(resolve => setTimeout(resolve, 3 + round * 15))
      await Promise.all(pair.map(killed))
    }
    const things = cloudOver(folderStore(folder), Date.now).things()
    const there = new Set(things.map(({id}) => id))
    expect(heard.filter(id => !there.has(id))).to.deep.equal([])
    expect(new Set(heard).size).to.equal(heard.length)
    expect(heard.length).to.be.above(30)
    // At most the one that was made as its caller died.
    expect(there.size - heard.length).to.be.within(0, 8)
    expect(readdirSync(join(folder, 'versions')).length).to.be.below(60)
  })

  it('two processes at once, without losing what either did', async () => {
    const pair = [0, 1].map(n => node('./busy-caller.ts', folder, `n${n}`, '40'))
    const outputs = await Promise.all(
      pair.map(async child => {
        const parts: string[] = []
        child.stdout!.on('data', (text: Buffer) => void parts.push(text.toString()))
        expect((await once(child, 'close'))[0]).to.equal(0)
        return parts.join('').trim().split('\n')
      }),
    )
    const there = cloudOver(folderStore(folder), Date.now)
      .things()
      .map(({id}) => id)
    expect(there).to.have.members(outputs.flat())
    expect(there).to.have.lengthOf(80)
  })
}).timeout(60_000)
