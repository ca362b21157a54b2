import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import type {SourceTable} from '@inferloop/contract'
import {decodeTable, encodeTable, inferSchema} from '../src/index.ts'
import {cellsOf, repeated, source, text} from './source.ts'

/** `rows` new cells of a table's only column, in batches of `batch`. */
function made(
  table: SourceTable,
  rows: number,
  {seed = 1, batch = rows, privacy = 'default' as const} = {},
): string[] {
  const schema = inferSchema(table, {privacy})
  const cells: string[] = []
  for (let firstRow = 0; firstRow < rows; firstRow += batch) {
    const size = Math.min(batch, rows - firstRow)
    const place = {firstRow, random: createRandom(seed)}
    cells.push(...cellsOf(decodeTable({rows: size, columns: []}, schema, place).columns[0]!))
  }
  return cells
}

const surnames = [
  'Braund',
  'Cumings',
  'Heikkinen',
  'Futrelle',
  'Allen',
  'Moran',
  'McCarthy',
  'Palsson',
  'Johnson',
  'Nasser',
]
const given = [
  'Owen',
  'John',
  'Laina',
  'Jacques',
  'William',
  'James',
  'Timothy',
  'Gosta',
  'Oscar',
  'Nicholas',
  'Marguerite',
]
const names = surnames.flatMap((surname, i) =>
  given.map(
    (first, k) => `${surname}, ${i % 2 === 0 ? 'Mr.' : 'Miss.'} ${first} ${given[(i + k) % given.length]!}`,
  ),
)

const numbers = (n: number, write: (i: number) => string) =>
  source(
    text(
      'code',
      Array.from({length: n}, (_, i) => write(i)),
    ),
  )

describe('ids', () => {
  it('count on from the last real one, in its pattern', () => {
    expect(
      made(
        numbers(120, i => `AB-${String(i + 1).padStart(5, '0')}`),
        3,
      ),
    ).to.deep.equal(['AB-00121', 'AB-00122', 'AB-00123'])
    expect(made(source(text('id', ['7', '3', '9'])), 3)).to.deep.equal(['10', '11', '12'])
  })
  it('are new version-4 UUIDs where they were UUIDs', () => {
    const real = Array.from({length: 40}, (_, i) => `0f8fad5b-d9cb-469f-a165-7086772895${10 + i}`)
    const fresh = made(source(text('id', real)), 500)
    expect(new Set(fresh).size).to.equal(500)
    for (const id of fresh)
      expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(fresh.filter(id => real.includes(id))).to.have.lengthOf(0)
  })
  it('are unique over batches, keep their patterns, and fixed letters', () => {
    const table = numbers(400, i => (i % 4 === 0 ? `N${100 + ((i * 37) % 900)}UA` : `N${10_000 + i * 211}`))
    const fresh = made(table, 5000, {batch: 700})
    expect(new Set(fresh).size).to.equal(5000)
    for (const id of fresh) expect(id).to.match(/^N([1-9]\d{2}UA(-\d+)?|[1-9]\d{4})$/)
  })
  it('still differ when more are asked for than the pattern has', () => {
    const codes = numbers(300, i => String.fromCharCode(65 + (i % 20), 65 + Math.floor(i / 20)))
    expect(new Set(made(codes, 3000)).size).to.equal(3000)
  })
  it('never meet those of another pattern beyond the size of their own', () => {
    const letter = (n: number): string => String.fromCharCode(65 + n)
    const codes = numbers(400, i =>
      i % 2 === 0 ? `A${letter((i / 2) % 20)}${letter(Math.floor(i / 40))}` : `A${100 + 2 * i}`,
    )
    expect(new Set(made(codes, 9000)).size).to.equal(9000)
  })
  it('of long patterns begin with any of their letters', () => {
    const hex = numbers(300, i =>
      createRandom(i)
        .state.map(word => word.toString(16).padStart(8, '0'))
        .join(''),
    )
    const begun = new Set(made(hex, 400).map(id => id.charAt(0)))
    expect(begun.size).to.be.above(12)
  })
  it('keep a beginning that all codes share', () => {
    const zips = numbers(300, i => `0${String((i * 7919) % 10_000).padStart(4, '0')}`)
    for (const zip of made(zips, 300)) expect(zip).to.match(/^0\d{4}$/)
  })
  it('count on exactly beyond what doubles hold', () => {
    const large = numbers(60, i => String(2 ** 53 - 100 + i))
    const named = {...large, columns: [{...large.columns[0]!, name: 'id'}]}
    expect(new Set(made(named, 500)).size).to.equal(500)
  })
  it('repeat as often as the real ones where those repeat', () => {
    const tickets = source(
      text(
        'ticket',
        Array.from({length: 400}, (_, i) => `PC ${10_000 + (i % 250) * 37}`),
      ),
    )
    const fresh = made(tickets, 400)
    expect(new Set(fresh).size).to.be.within(235, 265)
    for (const id of fresh) expect(id).to.match(/^PC [1-9]\d{4}$/)
  })
  it('are the same for the same seed, and others for another', () => {
    const table = numbers(300, i => `N${10_000 + i * 211}${'AB'[i % 2]}`)
    expect(made(table, 50, {seed: 3})).to.deep.equal(made(table, 50, {seed: 3}))
    expect(made(table, 50, {seed: 3})).not.to.deep.equal(made(table, 50, {seed: 4}))
  })
})

describe('made-up words', () => {
  it('end where what was learnt offers but one letter', () => {
    const staff = ['Adams', 'Edwards', 'Peacock', 'Park', 'Johnson', 'Mitchell', 'King', 'Callahan']
    expect(made(source(text('name', staff)), 200)).to.have.lengthOf(200)
    const masked = numbers(
      200,
      i => `${'x'.repeat(3 + (i % 5))} ${'x'.repeat(2 + (i % 3))} ${8_000_000 + i * 77}`,
    )
    expect(made(masked, 200)).to.have.lengthOf(200)
  })
})

describe('free text', () => {
  const table = source(text('name', names))
  it('is never a real text', () => {
    const real = new Set(names)
    expect(made(table, 5000).filter(name => real.has(name))).to.have.lengthOf(0)
  })
  it('is not a real text either where every pair of words is one', () => {
    const pairs = surnames.flatMap(surname => given.map(first => `${first} ${surname}`))
    const real = new Set(pairs)
    expect(made(source(text('name', pairs)), 2000).filter(name => real.has(name))).to.have.lengthOf(0)
  })
  it('uses the words that enough rows hold', () => {
    const fresh = made(table, 200)
    expect(fresh.filter(name => / (Mr|Miss)\. /.test(name)).length).to.be.above(150)
  })
  it('leaves words of fewer than five rows out of the schema', () => {
    const secret = source(text('note', [...names, 'Zaphodbeeblebrox, Mr. Owen Oscar', 'Ford Prefectus']))
    const json = JSON.stringify(inferSchema(secret, {privacy: 'default'}))
    expect(json).not.to.match(/Zaphod|zaphod|Prefect|prefect/)
    expect(json).to.contain('Owen')
  })
  it('keeps the shape of e-mail addresses', () => {
    const mails = Array.from(
      {length: 200},
      (_, i) => `${surnames[i % 10]!.toLowerCase()}${i}@${i % 2 === 0 ? 'gmail' : 'yahoo'}.com`,
    )
    const fresh = made(source(text('email', mails)), 300)
    for (const mail of fresh) expect(mail).to.match(/^[a-z]+\d+@(gmail|yahoo)\.com/)
    expect(fresh.filter(mail => mails.includes(mail))).to.have.lengthOf(0)
  })
  it('is the same for the same seed and place', () => {
    expect(made(table, 60, {batch: 20})).to.deep.equal(made(table, 60, {batch: 20}))
    expect(made(table, 40, {batch: 20}).slice(0, 20)).to.deep.equal(made(table, 20))
    expect(made(table, 40, {batch: 20}).slice(20)).not.to.deep.equal(made(table, 20))
  })
  it('stays bounded for 20,000 different strings', () => {
    const many = Array.from(
      {length: 20_000},
      (_, i) => `${surnames[i % 10]!} walked ${i} miles to ${given[i % 11]!}`,
    )
    const big = source(text('note', many))
    const schema = inferSchema(big, {privacy: 'default'})
    expect(schema.columns[0]!.kind).to.equal('text')
    expect(JSON.stringify(schema).length).to.be.below(200_000)
    expect(encodeTable(big, schema).columns).to.have.lengthOf(0)
  })
  it('is made from letters alone where no word repeats', () => {
    const two = made(source(text('note', ['ab cd', 'ef gh'])), 20)
    for (const cell of two) expect(cell).to.match(/^\S+( \S+)*$/)
    expect(repeated(['ab cd', 'ef gh'], 1).some(cell => two.includes(cell))).to.equal(false)
  })
})
