// The same cells have the same fingerprint, other cells another.
import {readTable} from '@inferloop/files'
import {expect} from 'chai'
import {Readable} from 'node:stream'
import {fingerprint} from '../../src/services/fingerprint.ts'

const of = async (text: string) => {
  const stream = Readable.from([Buffer.from(text)])
  return fingerprint(await readTable({stream, name: 'test'}, {signal: new AbortController().signal}))
}

describe('fingerprint', () => {
  const table = 'a,b\n1,x\n2,y\n'

  it('does not depend on quotes and line ends', async () => {
    expect(await of(table)).to.match(/^[0-9a-f]{64}$/)
    expect(await of('"a",b\r\n1,"x"\r\n2,y\r\n')).to.equal(await of(table))
  })

  it('takes a dictionary longer than a string can be', () => {
    const text = 'x'.repeat(1 << 22)
    const column = {
      type: 'text',
      name: 'a',
      codes: new Uint32Array(1),
      dictionary: Array(129).fill(text) as string[],
    } as const
    expect(fingerprint({rows: 1, columns: [column], source: {format: 'csv'}})).to.match(/^[0-9a-f]{64}$/)
  }).timeout(30_000)

  it('changes with a cell, a name, the order of rows and the place of a cell', async () => {
    const others = [
      'a,b\n1,x\n3,y\n',
      'a,c\n1,x\n2,y\n',
      'a,b\n2,y\n1,x\n',
      'a,b\n1,x\n2,x\n',
      'b,a\nx,1\ny,2\n',
    ]
    const all = await Promise.all([table, ...others].map(of))
    expect(new Set(all).size).to.equal(all.length)
  })
})
