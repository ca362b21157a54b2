import {expect} from 'chai'
import fc from 'fast-check'
import type {SourceTable, TableSchema} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {
  completeTable,
  decodeTable,
  encodeTable,
  findDerived,
  inferSchema,
  realTable,
} from '../../src/index.ts'
import {roundCut} from '../../src/derived/find-steps.ts'
import {cellsOf, source, text} from '../source.ts'

const ROWS = 400
const random = createRandom(11)
const rows = Array.from({length: ROWS}, (_, i) => i)

/** `count` whole numbers from 0 to below `limit`, in no order. */
const dealt = (name: string, limit: number, count = ROWS): number[] => {
  const draw = random.split(name)
  return Array.from({length: count}, () => draw.below(limit))
}

function derived(table: SourceTable, support = 5): TableSchema {
  const schema = inferSchema(table, {privacy: 'low'})
  return findDerived(table, realTable(table, schema), schema, support)
}

const table = (columns: Readonly<Record<string, readonly (string | number)[]>>): SourceTable =>
  source(...Object.entries(columns).map(([name, cells]) => text(name, cells.map(String))))

const formulaOf = (schema: TableSchema, name: string) =>
  schema.columns.find(column => column.name === name)!.derived?.formula

const learntOf = (schema: TableSchema, name: string) =>
  schema.columns.find(column => column.name === name)!.derived?.learnt

const overflowing = (): SourceTable =>
  table({
    x: dealt('x', 8),
    big: rows.map(i => `${i % 2 === 0 ? '' : '-'}${(1 + (i % 70) / 100).toFixed(2)}e308`),
    k: dealt('k', 1000).map(k => 1000 + k),
  })

/** The cells of one column after the way there and back, from what a generator learns. */
function rebuilt(given: SourceTable, schema: TableSchema, name: string): string[] {
  const whole = completeTable(encodeTable(given, schema), schema)
  const made = decodeTable(whole, schema, {firstRow: 0, random: createRandom(1)})
  return cellsOf(made.columns.find(column => column.name === name)!)
}

const hhmm = (minutes: number) => Math.floor(minutes / 60) * 100 + (minutes % 60)

describe('columns that follow from others', () => {
  it('finds a total, not its parts, and leaves it out of what is learnt', () => {
    const [fare, tip, tolls] = ['fare', 'tip', 'tolls'].map(name => dealt(name, 900))
    const total = rows.map(i => ((fare![i]! + tip![i]! + tolls![i]!) / 100).toFixed(2))
    const cents = (values: readonly number[]) => values.map(value => (value / 100).toFixed(2))
    const given = table({fare: cents(fare!), total, tip: cents(tip!), tolls: cents(tolls!)})
    const schema = derived(given)
    expect(formulaOf(schema, 'total')).to.deep.equal({
      type: 'sum',
      terms: [
        {of: 'fare', times: 1},
        {of: 'tip', times: 1},
        {of: 'tolls', times: 1},
      ],
      plus: 0,
    })
    expect(learntOf(schema, 'total')).to.equal('nothing')
    expect(encodeTable(given, schema).columns.map(({name}) => name)).to.deep.equal(['fare', 'tip', 'tolls'])
    expect(schema.columns[1]!.evidence).to.contain('It is "fare" + "tip" + "tolls", in all 400 rows.')
    expect(rebuilt(given, schema, 'total')).to.deep.equal(total)
  })

  it('finds delays on a clock of numbers past midnight', () => {
    const sched = dealt('sched', 1440)
    const delay = dealt('late', 300).map(minutes => minutes - 60)
    const actual = rows.map(i => {
      const at = hhmm((sched[i]! + delay[i]! + 1440) % 1440)
      return at === 0 ? 2400 : at
    })
    const given = table({sched: sched.map(hhmm), delay, actual})
    const schema = derived(given)
    expect(formulaOf(schema, 'actual')).to.include({
      type: 'clock',
      start: 'sched',
      delay: 'delay',
      hhmm: true,
    })
    expect(rebuilt(given, schema, 'actual')).to.deep.equal(actual.map(String))
  })

  it('learns the values of rows where a delay is missing, and no others', () => {
    const sched = dealt('sched 2', 1440)
    const late = dealt('late 2', 300)
    const isKnown = (i: number) => i % 20 !== 0
    const delay = rows.map(i => (isKnown(i) ? late[i]! : ''))
    const actual = rows.map(i => (i % 40 === 0 ? '' : hhmm((sched[i]! + late[i]!) % 1440)))
    const given = table({sched: sched.map(hhmm), delay, actual})
    const schema = derived(given)
    expect(learntOf(schema, 'actual')).to.equal('exceptions')
    const learnt = encodeTable(given, schema).columns.find(({name}) => name === 'actual')!
    expect('values' in learnt && learnt.values.filter(value => !Number.isNaN(value)).length).to.equal(10)
    expect(rebuilt(given, schema, 'actual')).to.deep.equal(actual.map(String))
  })

  it('learns whether there is a value where more is missing than the others say', () => {
    const a = dealt('a', 1000)
    const double = rows.map(i => (i % 7 === 0 ? 'NA' : 2 * a[i]! + 3))
    const given = table({a, double})
    const schema = derived(given)
    expect(formulaOf(schema, 'double')).to.deep.equal({type: 'sum', terms: [{of: 'a', times: 2}], plus: 3})
    expect(learntOf(schema, 'double')).to.equal('presence')
    expect(rebuilt(given, schema, 'double')).to.deep.equal(double.map(String))
  })

  it('finds hours and minutes of a clock, and years, weekdays and days of a date', () => {
    const stamps = dealt('stamp', 3 * 365 * 86_400).map(seconds => 1.6e12 + seconds * 1000)
    const iso = (ms: number) => new Date(ms).toISOString()
    const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
    const clock = dealt('clock', 1440).map(hhmm)
    const given = table({
      stamp: stamps.map(ms => iso(ms).slice(0, 19).replace('T', ' ')),
      year: stamps.map(ms => iso(ms).slice(0, 4)),
      day: stamps.map(ms => iso(ms).slice(0, 10)),
      weekday: stamps.map(ms => names[new Date(ms).getUTCDay()]!),
      clock,
      hour: clock.map(value => Math.floor(value / 100)),
      minute: clock.map(value => value % 100),
    })
    const schema = derived(given)
    for (const name of ['year', 'day', 'weekday'])
      expect(formulaOf(schema, name), name).to.include({type: 'part', of: 'stamp'})
    for (const name of ['hour', 'minute'])
      expect(formulaOf(schema, name), name).to.include({type: 'division', of: 'clock', by: 100})
    for (const {name} of given.columns)
      expect(rebuilt(given, schema, name), name).to.deep.equal(
        cellsOf(given.columns.find(column => column.name === name)!),
      )
  })

  it('finds the end of a ride from its start and length, or a rounded length from both', () => {
    const start = dealt('start', 8e6).map(seconds => 1.6e12 + seconds * 1000)
    const length = dealt('length', 2500).map(half => 2 * half + 60)
    const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19)
    const end = rows.map(i => start[i]! + length[i]! * 1000)
    const columns = {start: start.map(stamp), end: end.map(stamp)}
    const exact = derived(table({...columns, seconds: length}))
    expect(formulaOf(exact, 'end')).to.include({type: 'sum'})
    const minutes = length.map(seconds => Math.round(seconds / 6) / 10)
    const rounded = table({...columns, minutes})
    const schema = derived(rounded)
    expect(formulaOf(schema, 'minutes')).to.deep.equal({
      type: 'span',
      from: 'start',
      to: 'end',
      unit: 60_000,
      rounding: 'nearest',
    })
    expect(rebuilt(rounded, schema, 'minutes')).to.deep.equal(minutes.map(String))
  })

  it('finds copies of any kind, ids and texts among them', () => {
    const keys = rows.map(i => `K-${1000 + i}`)
    const labels = dealt('labels', 4).map(code => 'abcd'[code]!)
    const schema = derived(table({key: keys, same: keys, label: labels, again: labels}))
    expect(formulaOf(schema, 'same')).to.deep.equal({type: 'copy', of: 'key'})
    expect(formulaOf(schema, 'again')).to.deep.equal({type: 'copy', of: 'label'})
    const place = {firstRow: 0, random: createRandom(2)}
    const batch = {rows: 3, columns: [{name: 'label', kind: 'categorical', codes: new Uint32Array(3)}]}
    const made = decodeTable(batch as never, schema, place)
    expect(cellsOf(made.columns[0]!)).to.deep.equal(cellsOf(made.columns[1]!))
  })

  it('takes no column for a copy of one that is read otherwise', () => {
    const [cells, days] = [rows.map(i => String(i % 3)), rows.map(i => `0${1 + (i % 3)}/02/2024`)]
    const given = table({a: cells, b: cells, day: days, month: days})
    const types = {
      b: {kind: 'categorical'},
      day: {kind: 'datetime', format: 'DD/MM/YYYY'},
      month: {kind: 'datetime', format: 'MM/DD/YYYY'},
    } as const
    const schema = inferSchema(given, {privacy: 'low', types})
    const found = findDerived(given, realTable(given, schema), schema, 5)
    for (const name of ['b', 'month']) {
      expect(formulaOf(found, name)?.type, name).not.to.equal('copy')
      expect(rebuilt(given, found, name), name).to.deep.equal(name === 'b' ? cells : days)
    }
  })

  it('finds quantity times price', () => {
    const quantity = dealt('quantity', 12).map(value => value + 1)
    const price = dealt('price', 9000).map(value => value / 100 + 0.5)
    const amount = rows.map(i => (quantity[i]! * price[i]!).toFixed(2))
    const given = table({quantity, price: price.map(value => value.toFixed(2)), amount})
    const schema = derived(given)
    expect(formulaOf(schema, 'amount')).to.deep.equal({type: 'product', of: ['quantity', 'price'], times: 1})
    expect(rebuilt(given, schema, 'amount')).to.deep.equal(amount)
  })

  it('learns a region beside its cities, and writes that of the city', () => {
    const city = dealt('city', 8)
    const given = table({
      region: city.map(code => ['north', 'south'][code % 2]!),
      city: city.map(code => `city ${'abcdefgh'[code]}`),
    })
    const schema = derived(given)
    expect(learntOf(schema, 'region')).to.equal('hint')
    expect(encodeTable(given, schema).columns).to.have.lengthOf(2)
    expect(rebuilt(given, schema, 'region')).to.deep.equal(cellsOf(given.columns[0]!))
  })

  it('finds the group of an age, with edges that name no row', () => {
    const age = dealt('age', 80).map(value => value + 11)
    const group = age.map(value => (value < 18 ? 'child' : value < 65 ? 'adult' : 'senior'))
    const schema = derived(table({group, age}))
    expect(formulaOf(schema, 'group')).to.deep.include({type: 'steps', of: 'age', cuts: [18, 65]})
    const measured = dealt('measured', 1e6).map(value => (value / 1e6).toFixed(6))
    const side = measured.map(value => (Number(value) < 0.5 ? 'low' : 'high'))
    expect(formulaOf(derived(table({measured, side})), 'side')).to.deep.include({cuts: [0.5]})
  })

  it('finds nothing where one row contradicts, or where chance would do', () => {
    const a = dealt('one', 500)
    const b = dealt('two', 500)
    const sum = rows.map(i => a[i]! + b[i]! + (i === 123 ? 1 : 0))
    const few = table({x: rows.slice(0, 12), y: rows.slice(0, 12).map(i => 3 * i)})
    for (const given of [table({a, b, sum}), few])
      expect(derived(given).columns.every(column => column.derived === undefined)).to.equal(true)
  })

  it('finds nothing in columns that have nothing to do with each other', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({min: 2, max: 3000}), {minLength: 2, maxLength: 6}),
        (seed, limits) => {
          const draw = createRandom(Math.abs(seed))
          const columns = limits.map((limit, i) => {
            const own = draw.split(i)
            const cells = Array.from({length: 150}, () => own.below(limit))
            return text(`c${i}`, i % 2 === 0 ? cells.map(String) : cells.map(cell => `v${cell % 9}`))
          })
          for (const column of derived(source(...columns), 2).columns)
            expect(column.derived).to.equal(undefined)
        },
      ),
      {numRuns: 60},
    )
  })

  it('places cuts between two numbers, not on the lower one', () => {
    fc.assert(
      fc.property(
        fc.double({noNaN: true, min: -1e9, max: 1e9}),
        fc.double({noNaN: true, min: 1e-6, max: 1e9}),
        (low, width) => {
          fc.pre(low + width > low)
          const cut = roundCut(low, low + width)
          expect(cut > low && cut <= low + width).to.equal(true)
        },
      ),
    )
  })

  it('never follow by values that are too large for a number, nor are such written', () => {
    const columns = overflowing()
    expect(derived(columns).columns.filter(column => 'derived' in column)).to.deep.equal([])
    const schema = inferSchema(columns, {privacy: 'low'})
    const formula = {type: 'product', of: ['big', 'k'], times: 1} as const
    const told = {
      columns: schema.columns.map(column =>
        column.name === 'x' ? {...column, derived: {formula, learnt: 'nothing' as const}} : column,
      ),
    } as TableSchema
    const made = completeTable(encodeTable(columns, told), told).columns[0]!
    expect('values' in made && made.values.every(value => Number.isFinite(value))).to.equal(true)
  })
})
