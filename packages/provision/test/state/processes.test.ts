// Real processes on a real folder, one of them killed at some instant.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect} from 'chai'
import {localStorage, nodeDisk, openState, thisProcess} from '../../src/index.ts'
import {nextId, testClock} from './a-stack.ts'

const PROGRAM = fileURLToPath(new URL('appending-process.ts', import.meta.url))
const TIMES = 12

describe('processes that share a folder', () => {
  it('take turns, also after one is killed, and lose nothing', async function () {
    this.timeout(60_000)
    const root = await mkdtemp(join(tmpdir(), 'infer-turns-'))
    try {
      const children = ['a', 'b', 'c'].map(name => {
        const child = spawn(
          process.execPath,
          ['--conditions=inferloop-source', PROGRAM, root, name, String(TIMES)],
          {stdio: ['ignore', 'pipe', 'inherit']},
        )
        let said = ''
        child.stdout.on('data', (text: Buffer) => {
          said += text.toString()
          if (name === 'a' && said.split('\n').length > TIMES / 2) child.kill('SIGKILL')
        })
        return {ended: once(child, 'close'), said: () => said.split('\n').filter(Boolean)}
      })
      await Promise.all(children.map(({ended}) => ended))
      const acknowledged = children.flatMap(({said}) => said())
      expect(acknowledged).to.have.length.within(2 * TIMES + TIMES / 2, 3 * TIMES)
      const store = openState({
        storage: localStorage(root, nodeDisk, nextId),
        clock: testClock(),
        self: await thisProcess(),
        newId: nextId,
      })
      expect((await store.read('shop')).snapshot.notify).to.include.keys(acknowledged)
    } finally {
      await rm(root, {recursive: true})
    }
  })
})
