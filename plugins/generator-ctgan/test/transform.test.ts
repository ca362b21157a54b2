import {completeOptions, type CategoricalColumn, type NumericColumn, type Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import {calibration, mapped, quantileMap} from '../src/calibrate.ts'
import {conditionsOf, countsOf, drawCondition, drawRow, rowsBySlot, slotCounts} from '../src/conditions.ts'
import {decoderOf} from '../src/decode.ts'
import {drawSlots} from '../src/draw-slots.ts'
import {feeder} from '../src/feed.ts'
import {encodeColumn, writeRow} from '../src/encode.ts'
import {layoutOf} from '../src/layout.ts'
import {ranks} from '../src/label-scores.ts'
import {learnColumn} from '../src/learn-columns.ts'
import {options as specs, settingsOf} from '../src/options.ts'
import {labelSchema, numberSchema, towns} from './towns.ts'

const settings = settingsOf(completeOptions('ctgan', specs, {'atom-share': 0.05}, 'default'))

function encoded(table: Table, given = settings) {
  const learnt = table.columns.map((_, at) => learnColumn(table, at, given, createRandom(at)))
  const columns = learnt.map(({column}) => column)
  return {
    columns,
    layout: layoutOf(columns),
    encoded: learnt.map((one, at) => encodeColumn(table, at, one, createRandom(at))),
  }
}

describe('the transformation of a table', () => {
  const table = towns(3000)
  const {columns, layout, encoded: cells} = encoded(table)

  it('comes back as it went in: labels, atoms and missing cells as they were, numbers within a step', () => {
    const drawn = {slots: cells.map(({slots}) => slots), scalars: cells.map(({scalars}) => scalars)}
    columns.forEach((column, j) => {
      const [real, back] = [table.columns[j]!, decoderOf(column)(drawn, j, createRandom(1))]
      if ('codes' in real) expect((back as CategoricalColumn).codes).to.deep.equal(real.codes)
      else {
        const {values, missing} = back as NumericColumn
        if (real.missing !== undefined) expect(missing).to.deep.equal(real.missing)
        const far = real.values.findIndex((value, row) => Math.abs(value - values[row]!) > 1)
        expect(far, `${real.name}: ${real.values[far]} came back as ${values[far]}`).to.equal(-1)
        if (real.name === 'fee')
          expect(values.filter(value => value === 0).length).to.equal(
            real.values.filter(value => value === 0).length,
          )
      }
    })
  })

  it('makes a slot of each town, each mode, the common fee and the missing text', () => {
    const [town, rent, fee] = columns
    expect(layout.places.map(({size}) => size).at(0)).to.equal(3)
    expect(rent!.code).to.have.property('kind', 'numeric')
    expect(layout.places[1]!.size).to.equal((rent!.code as {means: Float64Array}).means.length + 1)
    expect([...(fee!.code as {atoms: Float64Array}).atoms]).to.deep.equal([0])
    expect([...slotCounts(town!, 3)!].reduce((a, b) => a + b)).to.equal(3000)
  })

  it('writes a row as one slot for each column, and the scalars of those in a mode', () => {
    const row = new Float32Array(2 * layout.width)
    writeRow(cells, layout, 7, row, 1)
    expect(row.subarray(0, layout.width).every(value => value === 0)).to.equal(true)
    layout.places.forEach(({start, size}, j) => {
      const slots = [...row.subarray(layout.width + start, layout.width + start + size)]
      expect(slots.indexOf(1)).to.equal(cells[j]!.slots[7])
      expect(slots.reduce((a, b) => a + b)).to.equal(1)
    })
  })
})

describe('modes', () => {
  it('have as many rows behind them as privacy asks', () => {
    const random = createRandom(8)
    const values = Float64Array.from({length: 1000}, (_, row) =>
      row < 6 ? 512_345 : random.next() * 100 + (row % 2) * 1e6,
    )
    const table: Table = {
      rows: 1000,
      columns: [{name: 'x', kind: 'numeric', values, schema: numberSchema('x', [0, 1e6 + 100])}],
    }
    for (const privacy of ['default', 'high'] as const) {
      const given = settingsOf(completeOptions('ctgan', specs, {'mode-weight': 0}, privacy))
      const {code} = learnColumn(table, 0, given, createRandom(1)).column
      const means = [...(code as {means: Float64Array}).means]
      expect(means.filter(mean => mean > 200_000 && mean < 900_000)).to.deep.equal([])
    }
  })
})

describe('labels on a line', () => {
  it('stand by rank, and cells without a value in the middle', () => {
    const values = Float64Array.from({length: 99}, (_, i) => (i % 3 === 1 ? Number.NaN : (i * 37) % 99))
    const present = [...values].filter(value => !Number.isNaN(value)).toSorted((a, b) => a - b)
    ranks(values).forEach((rank, i) => {
      const expected = Number.isNaN(values[i]!)
        ? 0
        : (2 * present.indexOf(values[i]!)) / (present.length - 1) - 1
      expect(rank).to.be.closeTo(expected, 1e-12)
    })
  })
})

describe('columns of many labels', () => {
  const rows = 6000
  const codes = Uint32Array.from({length: rows}, (_, row) => Math.floor(2000 * ((row * 0.618034) % 1) ** 2))
  const table: Table = {
    rows,
    columns: [
      {
        name: 'code',
        kind: 'categorical',
        codes,
        schema: labelSchema(
          'code',
          Array.from({length: 2000}, (_, i) => `k${i}`),
        ),
      },
      towns(rows).columns[1]!,
    ],
  }
  const {columns, layout} = encoded(table, {...settings, mostCategories: 100})

  it('have as many slots as are asked for, and every label one', () => {
    expect(layout.places[0]!.size).to.equal(100)
    const {slots, counts} = columns[0]!.code as {slots: Uint32Array; counts: Uint32Array}
    expect(slots.length).to.equal(2000)
    const alone = [...slots.keys()].filter(label => slots.filter(slot => slot === slots[label]).length === 1)
    expect(alone.length).to.be.least(50)
    const grouped = [...slots.keys()].filter(label => !alone.includes(label))
    expect(Math.min(...alone.map(label => counts[label]!))).to.be.least(
      Math.max(...grouped.map(label => counts[label]!)),
    )
  })

  it('come back with the frequency each label of a group had', () => {
    const {slots, counts} = columns[0]!.code as {slots: Uint32Array; counts: Uint32Array}
    const group = slots[1999]!
    const drawn = {slots: [new Uint16Array(50_000).fill(group)], scalars: [undefined]}
    const {codes: made} = decoderOf(columns[0]!)(drawn, 0, createRandom(3)) as CategoricalColumn
    const of = [...slots.keys()].filter(label => slots[label] === group)
    const all = of.reduce((sum, label) => sum + counts[label]!, 0)
    for (const label of of)
      expect(made.filter(code => code === label).length / 50_000).to.be.closeTo(counts[label]! / all, 0.02)
  })
})

describe('conditions', () => {
  const table = towns(2000)
  const {columns, layout, encoded: cells} = encoded(table)
  const counts = countsOf(columns, layout)
  const shareOfUlm = (weigh: (count: number) => number): number => {
    const random = createRandom(4)
    const drawn = Array.from({length: 20_000}, () => drawCondition(conditionsOf(counts, weigh), random))
    const ofTown = drawn.filter(([column]) => column === 0)
    expect(ofTown.length / drawn.length).to.be.closeTo(0.5, 0.02)
    return ofTown.filter(([, slot]) => slot === 2).length / ofTown.length
  }
  const real = (table.columns[0] as CategoricalColumn).codes.filter(code => code === 2).length

  it('ask for rare labels by the logarithm of their counts in training, by their counts when rows are drawn', () => {
    const logs = counts[0]!.map(Math.log1p)
    expect(shareOfUlm(Math.log1p)).to.be.closeTo(logs[2]! / logs.reduce((a, b) => a + b), 0.02)
    expect(shareOfUlm(count => count)).to.be.closeTo(real / 2000, 0.005)
  })

  it('are met by the real rows a step is fed with', () => {
    const {batch} = settings
    const {width, conditions} = layout
    const all = Uint32Array.from({length: 2000}, (_, row) => row)
    const feed = feeder(layout, cells, all, conditionsOf(counts, Math.log1p), settings)
    const into = {
      rows: new Float32Array(batch * width),
      condition: new Float32Array(batch * conditions),
      'real.condition': new Float32Array(batch * conditions),
      'next.condition': new Float32Array(batch * conditions),
    }
    feed(0, createRandom(9), into)
    const asked = layout.places.filter(({condition}) => condition >= 0)
    for (let row = 0; row < batch; row++) {
      const place = into['real.condition'].subarray(row * conditions, (row + 1) * conditions).indexOf(1)
      const {start, condition} = asked.findLast(one => one.condition <= place)!
      expect(into.rows[row * width + start + place - condition]).to.equal(1)
    }
    const sums = (values: Float32Array) => values.reduce((a, b) => a + b, 0)
    for (const name of ['condition', 'real.condition', 'next.condition'] as const)
      expect(sums(into[name])).to.equal(batch)
  })

  it('choose rows that meet them', () => {
    const bySlot = rowsBySlot(cells[0]!, 3)
    const random = createRandom(5)
    for (let i = 0; i < 200; i++) expect(cells[0]!.slots[drawRow(bySlot, i % 3, random)]).to.equal(i % 3)
  })
})

describe('calibration', () => {
  const layout = {places: [{scalar: -1, start: 0, size: 3, condition: 0}], width: 3, conditions: 3}
  const random = createRandom(6)
  const logits = Float32Array.from({length: 3 * 20_000}, (_, i) => random.normal() * 2 + (i % 3))

  it('makes the mean chance of each slot its share', () => {
    const shares = Float64Array.of(0.7, 0.299, 0.001)
    const added = calibration(logits, layout, [shares])
    const {slots} = drawSlots(
      logits.map((logit, i) => logit + added[i % 3]!),
      layout,
      createRandom(7),
    )
    shares.forEach((share, k) =>
      expect(slots[0]!.filter(slot => slot === k).length / 20_000).to.be.closeTo(share, 0.012),
    )
  })

  it('never gives a slot that no row has', () => {
    const added = calibration(logits, layout, [Float64Array.of(0.5, 0.5, 0)])
    const {slots} = drawSlots(
      logits.map((logit, i) => logit + added[i % 3]!),
      layout,
      createRandom(7),
    )
    expect(slots[0]!.includes(2)).to.equal(false)
  })

  it('takes quantiles to quantiles, and never keeps a number of fewer rows than privacy asks', () => {
    const made = Float64Array.from({length: 5000}, (_, i) => i / 5000)
    const rows = Float64Array.from({length: 400}, (_, i) => 100 + (i / 400) ** 2 * 50)
    const map = quantileMap(made, rows, 8)
    expect(map.real).to.have.length(50)
    expect(mapped(0.5, map)).to.be.closeTo(112.5, 0.5)
    expect(mapped(-1, map)).to.be.lessThan(100)
    expect(map.real.some(value => rows.includes(value))).to.equal(false)
  })

  it('has quantiles that ascend also where values repeat', () => {
    const values = new Float64Array(2990).fill(0.11)
    const {real} = quantileMap(values, values, 7)
    expect(real.every((value, i) => i === 0 || value >= real[i - 1]!)).to.equal(true)
  })
})
