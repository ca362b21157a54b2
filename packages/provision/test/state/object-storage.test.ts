import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {type Entry, objectStorage, openState} from '../../src/index.ts'
import {HISTORY, nextId, open, testClock, testProcess} from './a-stack.ts'
import {positionOf} from './scripted-run.ts'
import {simulatedObjects} from './simulated-objects.ts'

const storeOn = (objects: Map<string, Uint8Array>, before?: (what: string) => void, pid = 1) =>
  openState({
    storage: objectStorage(
      simulatedObjects(objects, before === undefined ? {} : {before}),
      testClock(),
      new AbortController().signal,
    ),
    clock: testClock(),
    self: testProcess(pid, new Set(Array.from({length: pid}, (_, at) => at))),
    newId: nextId,
  })

async function appendAll(store: ReturnType<typeof storeOn>, history: readonly Entry[]): Promise<void> {
  const writer = await store.open('shop', open())
  for (const [at, entry] of history.entries()) {
    await writer.append(entry)
    if (at % 4 === 3) await writer.compact()
  }
  await writer.close()
}

describe('the state in an object store', () => {
  it('is remembered as in a folder, an object an entry', async () => {
    const objects = new Map<string, Uint8Array>()
    await appendAll(storeOn(objects), HISTORY)
    const {snapshot} = await storeOn(objects).read('shop')
    expect(positionOf(snapshot, HISTORY)).to.equal(HISTORY.length)
    const parts = [...objects.keys()].filter(name => name.startsWith('shop/journal/1.ndjson/'))
    expect(parts).to.have.length(HISTORY.length + 2)
    expect(await storeOn(objects).list()).to.deep.equal(['shop'])
  })

  it('is the same whichever request fails and whichever answer is lost', async () => {
    let requests = 0
    await appendAll(
      storeOn(new Map(), () => void requests++),
      HISTORY,
    )
    for (let lost = 1; lost <= requests; lost++) {
      const objects = new Map<string, Uint8Array>()
      let count = 0
      const trouble = (what: string) => {
        if (++count === lost) throw new Error(`${what}: socket hang up`)
      }
      await appendAll(storeOn(objects, trouble), HISTORY)
      expect(positionOf((await storeOn(objects).read('shop')).snapshot, HISTORY)).to.equal(HISTORY.length)
    }
    expect(requests).to.be.above(80)
  })

  it('stops a run whose next object was written by another', async () => {
    const objects = new Map<string, Uint8Array>()
    const writer = await storeOn(objects).open('shop', open())
    objects.set('shop/journal/1.ndjson/00000002', Buffer.from('another'))
    const error: unknown = await writer
      .append({is: 'notify', name: 'a', reason: 'b'})
      .catch((thrown: unknown) => thrown)
    expect(errorCode(error)).to.equal('INFER_STATE_FENCED')
    await writer.close()
  })

  it('gives up when it is not reached, and says so', async () => {
    const objects = new Map<string, Uint8Array>()
    let up = true
    const store = storeOn(objects, () => {
      if (!up) throw new Error('getaddrinfo ENOTFOUND')
    })
    const writer = await store.open('shop', open())
    up = false
    const error: unknown = await writer
      .append({is: 'notify', name: 'a', reason: 'b'})
      .catch((thrown: unknown) => thrown)
    expect(errorCode(error)).to.equal('INFER_WRITE_FAILED')
    expect((error as Error).message).to.contain('ENOTFOUND')
    await writer.close()
  })

  it('lacking an object in the middle is damaged', async () => {
    const objects = new Map<string, Uint8Array>()
    const writer = await storeOn(objects).open('shop', open())
    for (const entry of HISTORY) await writer.append(entry)
    await writer.close()
    for (const at of ['00000000', '00000001', '00000002', '00000009']) {
      const name = `shop/journal/1.ndjson/${at}`
      const bytes = objects.get(name) ?? expect.fail(name)
      objects.delete(name)
      const error: unknown = await storeOn(objects)
        .read('shop')
        .catch((thrown: unknown) => thrown)
      expect(errorCode(error), name).to.equal('INFER_STATE_DAMAGED')
      objects.set(name, bytes)
    }
  })
})
