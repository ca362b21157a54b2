import {expect} from 'chai'
import * as fc from 'fast-check'
import {formatDatetime, parseDatetime} from '../../src/index.ts'
import {civilOf, daysOf} from '../../src/dates/calendar.ts'
import {thereAndBack, verdict} from '../source.ts'

const at = (iso: string) => Date.parse(iso)

/** Formats with the smallest unit they write, in ms, and whether their years are 1969 to 2068. */
const FORMATS: [string, number][] = [
  ['YYYY-MM-DD', 86_400_000],
  ['YYYY/M/D', 86_400_000],
  ['YYYYMMDD', 86_400_000],
  ['DD.MM.YYYY HH:mm', 60_000],
  ['MM/DD/YYYY hh:mm A', 60_000],
  ['M/D/YY h:mm a', 60_000],
  ['DD-MON-YYYY', 86_400_000],
  ['D MMMM YYYY', 86_400_000],
  ['MMM D, YYYY', 86_400_000],
  ['ddd, DD MMM YYYY HH:mm:ss ZZ', 1000],
  ['YYYY-MM-DD[T]HH:mm:ss[Z]', 1000],
  ['YYYY-MM-DD HH:mm:ss.SSS', 1],
  ['YYYY-MM-DD[T]HH:mm:ssFZ', 1],
  ['YYYYMMDD[T]HHmmss', 1000],
]

describe('calendar', () => {
  it('agrees with Date for every day from 1600 to 2000', () => {
    const civil = {year: 0, month: 0, day: 0}
    const wrong: number[] = []
    for (let days = -135_140; days < 10_958; days++) {
      const date = new Date(days * 86_400_000)
      civilOf(days, civil)
      const agrees =
        civil.year === date.getUTCFullYear() &&
        civil.month === date.getUTCMonth() + 1 &&
        civil.day === date.getUTCDate() &&
        daysOf(civil.year, civil.month, civil.day) === days
      if (!agrees) wrong.push(days)
    }
    expect(wrong).to.deep.equal([])
  })
})

describe('parseDatetime', () => {
  const read: [string, string, string][] = [
    ['2019-03-23T20:21:09Z', 'YYYY-MM-DD[T]HH:mm:ss[Z]', '2019-03-23T20:21:09Z'],
    ['2019-03-23 20:21:09+02:00', 'YYYY-MM-DD HH:mm:ssZ', '2019-03-23T18:21:09Z'],
    ['03/23/2019 08:21 PM', 'MM/DD/YYYY hh:mm A', '2019-03-23T20:21:00Z'],
    ['12:05 am', 'h:mm a', '1970-01-01T00:05:00Z'],
    ['23 Mar 69', 'DD MMM YY', '1969-03-23T00:00:00Z'],
    ['2020-02-29', 'YYYY-MM-DD', '2020-02-29T00:00:00Z'],
  ]
  for (const [text, format, iso] of read) {
    it(`reads ${text} by ${format}`, () => expect(parseDatetime(text, format)).to.equal(at(iso)))
  }
  for (const [text, format] of [
    ['2019-02-29', 'YYYY-MM-DD'],
    ['2019-13-01', 'YYYY-MM-DD'],
    ['2019-1-01', 'YYYY-MM-DD'],
    ['2019-01-01 ', 'YYYY-MM-DD'],
    ['24:00', 'HH:mm'],
    ['13:00 PM', 'hh:mm A'],
    ['07/2019', 'M/YYYY'],
    ['Mon, 23 Mar 2019', 'ddd, DD MMM YYYY'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} by ${format}`, () =>
      expect(parseDatetime(text, format)).to.satisfy(Number.isNaN))
  }
  it('keeps microseconds', () => {
    const format = 'YYYY-MM-DD HH:mm:ss.SSSSSS'
    expect(formatDatetime(parseDatetime('2019-03-23 20:21:09.123456', format), format)).to.equal(
      '2019-03-23 20:21:09.123456',
    )
  })
})

describe('formatDatetime', () => {
  it('is undone by parseDatetime, whatever the format, instant and zone', () => {
    const instant = fc.integer({min: at('1969-01-02T00:00:00Z'), max: at('2068-12-30T00:00:00Z')})
    const zone = fc.constantFrom(0, 60, -300, 330, 845)
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS), instant, zone, ([format, unit], ms, zoneMinutes) => {
        const rounded = Math.floor(ms / unit) * unit
        const text = formatDatetime(rounded, format, zoneMinutes)
        expect(parseDatetime(text, format)).to.equal(rounded)
        expect(formatDatetime(parseDatetime(text, format), format, zoneMinutes)).to.equal(text)
      }),
    )
  })
})

describe('a column of dates', () => {
  /** 60 instants from January to June 2019, at a whole number of seconds. */
  const instants = Array.from(
    {length: 60},
    (_, i) => at('2019-01-03T07:11:09Z') + ((i * 7919) % 6007) * 2_500_000,
  )
  for (const [format, unit] of FORMATS) {
    const whole = Math.max(unit, 1000)
    it(`is found to be ${format} and comes back as it stood`, () => {
      const cells = instants.map(ms => formatDatetime(Math.floor(ms / whole) * whole, format, 60))
      const schema = verdict(cells)
      expect(schema).to.include({kind: 'datetime'})
      if (!format.includes('F')) expect(schema).to.include({format})
      expect(thereAndBack(cells)).to.deep.equal(cells)
    })
  }
  it('tells day from month by the whole column and says so', () => {
    const american = verdict(['01/02/2019', '02/03/2019', '03/25/2019'])
    expect(american).to.include({kind: 'datetime', format: 'MM/DD/YYYY'})
    expect(american.evidence).to.contain('day second because 1 cell there is above 12')
    expect(verdict(['01/02/2019', '02/03/2019', '25/03/2019'])).to.include({format: 'DD/MM/YYYY'})
  })
  it('says when day and month could be exchanged', () => {
    expect(verdict(['01/02/2019', '02/03/2019', '05/04/2019']).evidence).to.contain(
      'though DD/MM/YYYY would read them as well',
    )
  })
  it('takes 20190323 for a date, not for 20 million', () => {
    const cells = instants.map(ms => formatDatetime(ms, 'YYYYMMDD'))
    expect(verdict(cells)).to.include({kind: 'datetime', format: 'YYYYMMDD'})
    expect(verdict(['20190323', '20190324', '20190399', '20190325', '20190326'])).to.include({
      kind: 'numeric',
    })
  })
  it('leaves times written as whole numbers, such as 1530, numbers', () => {
    expect(verdict(['1530', '0', '945', '2359', '1201', '1530'], {name: 'dep_time'}).kind).to.equal('numeric')
  })
  it('writes a column of several formats in each as often as it stood there', () => {
    const days = Array.from({length: 600}, (_, i) => {
      const form = i % 100 === 0 ? 'DD MMM YYYY' : i % 3 === 0 ? 'DD.MM.YYYY' : 'YYYY-MM-DD'
      return formatDatetime(Date.UTC(2020, 0, 1 + (i % 400)), form)
    })
    const schema = verdict(days)
    expect(schema).to.deep.include({
      kind: 'datetime',
      format: 'YYYY-MM-DD',
      alsoReads: ['DD.MM.YYYY', 'DD MMM YYYY'],
    })
    const made = thereAndBack(days)
    const share = (form: RegExp) => made.filter(cell => form.test(cell)).length / made.length
    expect(share(/^\d{4}-\d\d-\d\d$/)).to.be.closeTo(0.66, 0.06)
    expect(share(/^\d\d\.\d\d\.\d{4}$/)).to.be.closeTo(0.33, 0.06)
    const read = (cell: string) =>
      ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD MMM YYYY']
        .map(form => parseDatetime(cell, form))
        .find(value => !Number.isNaN(value))
    expect(made.map(read)).to.deep.equal(days.map(read))
  })
  it('leaves out a format that hardly any row has, and writes midnights as days', () => {
    const cells = Array.from({length: 400}, (_, i) =>
      i === 7
        ? '05.01.2020 13:00'
        : i % 4 === 0
          ? `2020-01-0${1 + (i % 9)}`
          : `2020-01-0${1 + (i % 9)} 1${i % 10}:30`,
    )
    const made = thereAndBack(cells, {privacy: 'default'})
    expect(made.filter(cell => cell.includes('.'))).to.deep.equal([])
    expect(made.map(cell => cell.length)).to.deep.equal(cells.map(cell => cell.length))
  })
  it('keeps the first days of months the first days of months', () => {
    const cells = Array.from({length: 24}, (_, i) => `${2000 + (i >> 3)}-0${1 + (i % 8)}-01`)
    expect(verdict(cells)).to.include({snap: 'month'})
  })
})
