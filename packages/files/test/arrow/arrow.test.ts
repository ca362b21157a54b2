// Arrow files: types kept both ways, and what is none refused.
import {expect} from 'chai'
import type {SourceTable} from '@inferloop/contract'
import {blockFault} from '../../src/arrow/check-blocks.ts'
import {bytesOf, tableOf} from '../formats.ts'
import {cellsOf, failure, textTable} from '../tables.ts'

describe('Arrow', () => {
  it('keeps the types of columns', async () => {
    const table: SourceTable = {
      rows: 3,
      source: {format: 'arrow'},
      columns: [
        {type: 'number', name: 'i', values: Float64Array.of(1, Number.NaN, 3), physical: 'integer'},
        {type: 'number', name: 'f', values: Float64Array.of(1.5, Number.NaN, 3), physical: 'float'},
        {type: 'boolean', name: 'b', values: Uint8Array.of(1, 2, 0)},
        {type: 'datetime', name: 'd', values: Float64Array.of(0, Number.NaN, 86_400_000), physical: 'date'},
        {type: 'datetime', name: 't', values: Float64Array.of(1, Number.NaN, 3), physical: 'ms'},
        textTable(['s'], [['x'], [''], ['y']]).columns[0]!,
      ],
    }
    const bytes = await bytesOf([table])
    expect(bytes.toString('latin1', 0, 6)).to.equal('ARROW1')
    const back = await tableOf(bytes, {chunkBytes: 100})
    expect(cellsOf(back)).to.deep.equal(cellsOf(table))
    expect(back.columns.map(column => ('physical' in column ? column.physical : column.type))).to.deep.equal(
      table.columns.map(column => ('physical' in column ? column.physical : column.type)),
    )
  })

  it('that is cut off or altered is refused', async () => {
    const bytes = await bytesOf([textTable(['a'], [['x'], ['y']])], {format: 'arrow'})
    expect((await failure(() => tableOf(bytes.subarray(0, -3)))).code).to.equal('INFER_ARROW_DAMAGED')
    const altered = Buffer.from(bytes)
    altered.fill(0xff, bytes.length - 60, bytes.length - 12)
    expect((await failure(() => tableOf(altered))).code).to.equal('INFER_ARROW_DAMAGED')
  })

  it('whose index lies is refused before it is believed', async () => {
    const bytes = await bytesOf([textTable(['a'], [['x'], ['y']])], {format: 'arrow'})
    expect(blockFault(bytes, 1e9)).to.equal(undefined)
    const end = bytes.length - 10
    const start = end - bytes.readInt32LE(end)
    // Every eight bytes of the index in turn.
    let refused = 0
    for (let at = start; at + 8 <= end; at += 4) {
      const altered = Buffer.from(bytes)
      altered.writeBigInt64LE(0x7f_ffff_ffff_ffffn, at)
      if (blockFault(altered, 1e9) !== undefined) refused++
    }
    expect(refused).to.be.above(5)
    const long = Buffer.from(bytes)
    long.writeInt32LE(0x7fffffff, end)
    expect(blockFault(long, 1e9)).to.contain('its footer should have')
  })
})
