import {expect} from 'chai'
import fc from 'fast-check'
import {type Entry, faultsOf, opIdOf, play, type Snapshot} from '../../src/index.ts'
import {journalLine, journalStart, readJournal} from '../../src/state/journal.ts'
import {HISTORY, row} from './a-stack.ts'

const blank: Snapshot = {
  schema: 1,
  lineage: 'l',
  serial: 0,
  epoch: 1,
  stack: 'shop',
  tool: {infer: '', providers: {}},
  target: {provider: '', account: '', region: ''},
  resources: {},
  openOps: {},
  notify: {},
  detached: {},
}

function written(entries: readonly Entry[]): Buffer {
  let before = journalStart(3)
  return Buffer.concat(
    entries.map(entry => {
      const line = journalLine(entry, before)
      before = line.checksum
      return Buffer.from(line.text)
    }),
  )
}

const notes = fc.array(
  fc.record({is: fc.constant('notify' as const), name: fc.string(), reason: fc.string({unit: 'binary'})}),
  {maxLength: 8},
)

describe('a journal', () => {
  it('reads back any text', () => {
    fc.assert(
      fc.property(notes, entries => {
        expect(readJournal(written(entries), 3).entries).to.deep.equal(JSON.parse(JSON.stringify(entries)))
      }),
    )
  })

  it('cut anywhere keeps the entries that are whole', () => {
    fc.assert(
      fc.property(notes, fc.nat(), (entries, cut) => {
        const bytes = written(entries)
        const at = bytes.length === 0 ? 0 : cut % bytes.length
        const {entries: kept, ends, badLine} = readJournal(bytes.subarray(0, at), 3)
        expect(badLine).to.equal(undefined)
        expect(kept).to.deep.equal(JSON.parse(JSON.stringify(entries.slice(0, kept.length))))
        expect(bytes.subarray(ends.at(-1) ?? 0, at).includes(10)).to.equal(false)
      }),
    )
  })

  it('keeps what is before a page that was never written, and calls anything else damage', () => {
    const bytes = written(HISTORY)
    const lines = bytes.toString().trimEnd().split('\n')
    const last = lines.at(-1) ?? ''
    const before = bytes.subarray(0, bytes.length - Buffer.byteLength(last) - 1)
    const unwritten = Buffer.concat([before, Buffer.alloc(20), Buffer.from('}\n')])
    expect(readJournal(unwritten, 3).badLine).to.equal(undefined)
    expect(readJournal(unwritten, 3).entries).to.have.length(HISTORY.length - 1)
    expect(readJournal(Buffer.concat([before, Buffer.alloc(20)]), 3).badLine).to.equal(undefined)
    expect(readJournal(Buffer.concat([before, Buffer.from('{}\n')]), 3).badLine).to.equal(HISTORY.length)
    expect(readJournal(Buffer.concat([unwritten, Buffer.from('{}\n')]), 3).badLine).to.equal(HISTORY.length)
    expect(readJournal(Buffer.concat([bytes.subarray(0, -1), Buffer.from('\v')]), 3).badLine).to.equal(
      HISTORY.length,
    )
    expect(readJournal(bytes, 4).badLine).to.equal(1)
  })
})

describe('playing entries', () => {
  it('leaves every step of a history sound, and counts it', () => {
    let now = blank
    for (const entry of HISTORY) {
      now = play(now, [entry])
      expect(faultsOf(now)).to.deep.equal([])
    }
    expect(now.serial).to.equal(HISTORY.length - 1)
    expect(now.resources).to.deep.equal({})
    expect(now.detached).to.have.keys('store')
  })

  it('renames a row, its dependants and its operations in one step', () => {
    const db = row('db', {status: 'ready', id: 'id-db'})
    const before = {
      ...blank,
      resources: {db, web: row('web', {dependsOn: ['db']})},
      notify: {db: {reason: 'r', since: 1}},
    }
    const after = play(before, [{is: 'row', name: 'store', from: 'db', row: {...db, name: 'store'}}])
    expect(after.resources).to.have.keys('store', 'web')
    expect(after.resources['web']?.dependsOn).to.deep.equal(['store'])
    expect(after.notify).to.have.keys('store')
    expect(faultsOf(after)).to.deep.equal([])
  })

  it('keeps names that objects have by themselves', () => {
    const names = ['constructor', 'toString', 'hasOwnProperty']
    const after = names.reduce(
      (now, name) => play(now, [{is: 'row', name, row: row(name, {status: 'ready', id: name})}]),
      blank,
    )
    expect(Object.keys(after.resources)).to.deep.equal(names)
    expect(play(blank, [{is: 'id', opId: 'constructor', id: 'x'}]).openOps).to.deep.equal({})
  })
})

describe('an operation id', () => {
  const intent = {lineage: 'b7', name: 'web', incarnation: 1, action: 'create', serial: 7} as const

  it('is base32 of sha256, the same for the same intent', () => {
    // printf 'b7|web|1|create|7' | sha256sum | xxd -r -p | base32 | tr A-Z a-z | cut -c1-25
    expect(opIdOf(intent)).to.equal('gx5ng7n5cwmb6sno7aar7br75')
  })

  it('is another for any other intent', () => {
    const others = [
      {lineage: 'b8'},
      {name: 'web2'},
      {incarnation: 2},
      {action: 'delete' as const},
      {serial: 8},
    ].map(other => opIdOf({...intent, ...other}))
    expect(new Set([opIdOf(intent), ...others]).size).to.equal(6)
  })
})
