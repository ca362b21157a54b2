// F9: the disk is full, or fails, from any operation on, or once. No outcome of a call is lost, and what was there is there.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {localStorage, nodeDisk, openState, type StackWriter, type Storage} from '../../src/index.ts'
import {proved} from '../proof.ts'
import {nextId, op, open, row, testClock, testProcess} from './a-stack.ts'
import {storeOn} from './scripted-run.ts'
import {errno, type Hooks, simulatedDisk} from './simulated-disk.ts'

const NAMES = ['net', 'db', 'web']
const WRITES = ['write', 'write half', 'sync', 'open new', 'rename', 'link', 'makeFolder', 'syncFolder']

interface Made {
  /** Calls that were made, and so must be known. */
  readonly asked: Set<string>
  readonly error: unknown
}

/** Makes three things: intent, call, id, outcome. Stops asking at the first failure, as an engine does. */
async function deploy(opening: () => Promise<StackWriter>): Promise<Made> {
  const asked = new Set<string>()
  try {
    const writer = await opening()
    for (const name of NAMES) {
      if (Object.hasOwn(writer.view().snapshot.resources, name)) continue
      await writer.append({is: 'intent', op: op(name), row: row(name)})
      writer.check()
      asked.add(name)
      await writer.append({is: 'id', opId: `op-${name}`, id: `id-${name}`})
      await writer.append({
        is: 'done',
        opId: `op-${name}`,
        name,
        row: row(name, {status: 'ready', id: `id-${name}`}),
      })
      await writer.compact()
    }
    await writer.close()
  } catch (error) {
    return {asked, error}
  }
  return {asked, error: undefined}
}

/** Of each thing that was asked for, the id is known to the next run. */
async function expectKnown(opening: () => Promise<StackWriter>, {asked}: Made, said: string): Promise<void> {
  const writer = await opening()
  const {resources} = writer.view().snapshot
  for (const name of asked) expect(resources[name]?.id, `${name}, ${said}`).to.equal(`id-${name}`)
  await writer.close()
}

/** `ENOSPC` ends when space is given back. */
function failing(code: string, from: number, once: boolean): Hooks & {healthy: boolean} {
  let spare = false
  let failed = false
  const hooks = {
    healthy: false,
    before(operation: string, path: string, point: number) {
      if (operation === 'remove' && path.endsWith('/spare') && point >= from) spare = true
      if (hooks.healthy || point < from || !WRITES.includes(operation)) return
      if ((once && failed) || (code === 'ENOSPC' && spare)) return
      failed = true
      throw errno(code, path)
    },
  }
  return hooks
}

describe('a disk that is full or fails (F9)', () => {
  for (const code of ['ENOSPC', 'EIO', 'EDQUOT', 'EMFILE'])
    for (const once of [true, false])
      for (const withInbox of [true, false])
        it(`at any operation: ${code}, ${once ? 'once' : 'from then on'}, ${withInbox ? 'with' : 'without'} an inbox`, async () => {
          let points = Number.POSITIVE_INFINITY
          let failures = 0
          for (let from = 1; from <= points; from++) {
            const hooks = failing(code, from, once)
            const disk = simulatedDisk(hooks)
            const inbox: Storage = localStorage('/inbox', simulatedDisk(), nextId)
            const opening = (pid: number) => () =>
              storeOn({disk, pid, ...(withInbox ? {inbox} : {})}).open('shop', open())
            const made = await deploy(opening(1))
            if (from === 1) points = 150
            if (disk.points < from) break
            hooks.healthy = true
            const said = `${code} from ${from}`
            if (made.error !== undefined) {
              failures++
              expect(['INFER_DISK_FULL', 'INFER_WRITE_FAILED'], said).to.include(errorCode(made.error))
            }
            if (withInbox || code === 'ENOSPC') await expectKnown(opening(2), made, said)
            else await expectSaid(opening(2), made, said)
            expect((await deploy(opening(3))).error, said).to.equal(undefined)
          }
          expect(failures).to.be.above(20)
          proved('disk', {'failing disks': failures})
        })

  it('keeps outcomes on a real file system without room', async function () {
    const mount = mkdtempSync(join(tmpdir(), 'infer-full-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mount], {stdio: 'ignore'})
    } catch {
      rmSync(mount, {recursive: true})
      this.skip()
    }
    try {
      const opening = (pid: number) => () =>
        openState({
          storage: localStorage(join(mount, 'deploy'), nodeDisk, nextId),
          clock: testClock(),
          self: testProcess(pid, new Set(Array.from({length: pid}, (_, at) => at))),
          newId: nextId,
        }).open('shop', open())
      const writer = await opening(1)()
      await writer.append({is: 'intent', op: op('net'), row: row('net')})
      const fill = () => {
        for (let size = 1 << 20; size >= 1; size >>= 1)
          try {
            for (let at = 0; ; at++)
              writeFileSync(join(mount, `fill-${size}-${at}`), Buffer.alloc(size, 1), {flag: 'wx'})
          } catch {
            continue
          }
      }
      fill()
      let intents = 0
      let error: unknown
      const asked = ['net']
      // Whole pages are given out: some entries find room in the last one of the journal.
      while (error === undefined) {
        const name = `more${++intents}`
        error = await writer
          .append({is: 'intent', op: op(name), row: row(name)})
          .catch((thrown: unknown) => thrown)
        if (error === undefined) asked.push(name)
      }
      expect(errorCode(error)).to.equal('INFER_DISK_FULL')
      for (const name of asked) await writer.append({is: 'id', opId: `op-${name}`, id: `id-${name}`})
      for (const name of Array.from({length: 21}, (_, at) => `fill-${1 << at}-0`))
        rmSync(join(mount, name), {force: true})
      const next = await opening(2)()
      const {openOps} = next.view().snapshot
      expect(Object.values(openOps).map(({id}) => id)).to.deep.equal(asked.map(name => `id-${name}`))
      await next.close()
    } finally {
      execFileSync('umount', [mount])
      rmSync(mount, {recursive: true})
    }
  })
})

/** Without a second place the error itself says what is not written, or the state knows it. */
async function expectSaid(opening: () => Promise<StackWriter>, made: Made, said: string): Promise<void> {
  const writer = await opening()
  const {resources, openOps} = writer.view().snapshot
  for (const name of made.asked)
    if (resources[name]?.id === undefined) {
      expect(openOps, said).to.have.property(`op-${name}`)
      expect(messageOf(made.error), said).to.contain(`id-${name}`)
    }
  await writer.close()
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')
