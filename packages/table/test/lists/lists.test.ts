import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {
  compareTables,
  decodeTable,
  encodeTable,
  inferSchema,
  type InferSchemaOptions,
  listModelFault,
} from '../../src/index.ts'
import {findOrder} from '../../src/lists/find-order.ts'
import {labelFinder} from '../../src/lists/learn-labels.ts'
import type {ListModel} from '../../src/lists/list-model.ts'
import {cellsOf, repeated, source, text, verdict} from '../source.ts'

const GENRES = [
  'Action',
  'Comedy',
  'Crime',
  'Drama',
  'Fantasy',
  'History',
  'Horror',
  'Romance',
  'War',
  'Western',
]
const place = {firstRow: 0, random: createRandom(3)}

/** `count` sets of one to five genres, in the order of the alphabet; some are common, some rare. */
function genres(count: number, seed = 1): string[][] {
  const random = createRandom(seed)
  return Array.from({length: count}, () => {
    const found = GENRES.filter((_, i) => random.next() < 0.65 / (1 + i / 3))
    return found.length === 0 ? [GENRES[random.below(10)]!] : found.slice(0, 5)
  })
}

/** The cells of a column learnt and written again, a generator's part done by the real labels. */
function again(cells: readonly string[], asked: Pick<InferSchemaOptions, 'types'> = {}): string[] {
  const table = source(text('x', cells))
  const schema = inferSchema(table, {privacy: 'default', ...asked})
  return cellsOf(decodeTable(encodeTable(table, schema), schema, place).columns[0]!)
}

const sharesOf = (lists: readonly string[][], item: string) =>
  lists.filter(list => list.includes(item)).length / lists.length

describe('lists of codes', () => {
  const styles: Record<string, (list: readonly string[]) => string> = {
    'A|B': list => list.join('|'),
    'a; b': list => list.join('; '),
    'a, b': list => list.join(', '),
    '["a","b"]': list => JSON.stringify(list),
    '["a", "b"]': list => `[${list.map(item => JSON.stringify(item)).join(', ')}]`,
    "['a', 'b']": list => `[${list.map(item => `'${item}'`).join(', ')}]`,
    '{a,b}': list => `{${list.join(',')}}`,
    'a;b;': list => `${list.join(';')};`,
    '|a|b|': list => `|${list.join('|')}|`,
  }
  for (const [style, write] of Object.entries(styles))
    it(`come out as ${style} where they went in so`, () => {
      const cells = genres(2000).map(write)
      expect(verdict(cells).kind).to.equal('list')
      const known = new Set(genres(20_000, 2).map(write))
      const strange = again(cells).filter(cell => !known.has(cell) && !cell.includes('War'))
      // Of 2,000 lists one may be as good as impossible.
      expect(strange.length, strange.join()).to.be.at.most(1)
    })

  it('keep how often each item stands there, and which stand together', () => {
    const real = genres(4000)
    const made = again(real.map(list => list.join('|'))).map(cell => cell.split('|'))
    for (const item of GENRES) expect(sharesOf(made, item)).to.be.closeTo(sharesOf(real, item), 0.02)
    for (const item of GENRES.slice(1, 4)) {
      const within = (lists: string[][]) =>
        sharesOf(
          lists.filter(list => list.includes('Action')),
          item,
        )
      expect(within(made)).to.be.closeTo(within(real), 0.03)
    }
    const mean = (lists: string[][]) => lists.reduce((sum, {length}) => sum + length, 0) / lists.length
    expect(mean(made)).to.be.closeTo(mean(real), 0.1)
  })

  it('come out as they are where all are common', () => {
    const cells = repeated(['A|B', 'C', 'C|A', 'B|C|A', 'D|E|F'], 30)
    expect(again(cells, {types: {x: {kind: 'list'}}})).to.deep.equal(cells)
  })

  it('are learnt from the items that tell most of other columns', () => {
    const lists = genres(3000)
    const told = lists.map(list => (list.includes('Western') ? 'yes' : list.includes('War') ? 'maybe' : 'no'))
    const table = source(
      text(
        'x',
        lists.map(list => list.join('|')),
      ),
      text('told', told),
    )
    const schema = inferSchema(table, {privacy: 'default'})
    const {items} = (schema.columns[0] as unknown as {model: {items: string[]}}).model
    expect(items.slice(0, 2)).to.deep.equal(['Western', 'War'])
    const made = cellsOf(decodeTable(encodeTable(table, schema), schema, place).columns[0]!)
    const same = made.filter((cell, i) => cell.includes('Western') === (told[i] === 'yes')).length
    expect(same / made.length).to.be.above(0.98)
  })

  it('hold no item twice and have them in one order, where the real ones do', () => {
    for (const cell of again(genres(2000).map(list => list.join(',')))) {
      const items = cell.split(',')
      expect(new Set(items).size).to.equal(items.length)
      expect(items).to.deep.equal(items.toSorted())
    }
  })

  it('have the order of the answers on a form, whatever the alphabet', () => {
    const answers = ['yes', 'often', 'later', 'never', 'maybe', 'alone', 'still', 'both', 'home', 'away']
    const random = createRandom(8)
    const lists = Array.from({length: 900}, () => answers.filter(() => random.next() < 0.5)).filter(
      ({length}) => length > 0,
    )
    expect(verdict(lists.map(list => list.join(';'))).evidence).to.contain('always in one order, none twice')
    for (const cell of again(lists.map(list => list.join(';')))) {
      const places = cell.split(';').map(item => answers.indexOf(item))
      expect(places).to.deep.equal(places.toSorted((a, b) => a - b))
    }
  })

  it('repeat items and mix the order, where the real ones do', () => {
    const random = createRandom(4)
    const cells = Array.from({length: 2000}, () =>
      Array.from({length: 1 + random.below(6)}, () => `S${random.below(30)}`).join(' > '),
    )
    const made = again(cells, {types: {x: {kind: 'list', format: ' > '}}}).map(cell => cell.split(' > '))
    expect(made.some(items => new Set(items).size < items.length)).to.equal(true)
    expect(new Set(made.map(({length}) => length))).to.deep.equal(new Set([1, 2, 3, 4, 5, 6]))
  })

  it('hold no item twice in any order, where the real ones do', () => {
    const random = createRandom(6)
    const cells = genres(2000).map(list => list.toSorted(() => random.next() - 0.5).join('|'))
    expect(verdict(cells).evidence).to.not.contain('in one order')
    for (const cell of again(cells)) expect(new Set(cell.split('|')).size).to.equal(cell.split('|').length)
  })

  it('never hold an item that fewer rows than the privacy asks for hold', () => {
    const cells = genres(1000).map((list, i) =>
      [...list, ...(i < 4 ? ['Secret'] : [`only ${i}`].slice(0, i % 50 === 0 ? 1 : 0))].join('|'),
    )
    const {evidence, ...column} = verdict(cells)
    expect(JSON.stringify(column)).not.to.match(/Secret|only/)
    expect(evidence).to.contain('items in fewer than 5 cells each are left out')
    expect(again(cells).join()).not.to.match(/Secret|only/)
  })

  it('tell no single list by its length, its repeated items or what follows', () => {
    const longer = Array.from({length: 60}, (_, i) =>
      Array.from({length: 3 + i}, (__, j) => `S${(i + j) % 7}`).join('|'),
    )
    expect(() => verdict(longer, {types: {x: {kind: 'list'}}})).to.throw('lists of items that repeat')
    const cells = genres(1000).map((list, i) => (i === 3 ? ['War', 'War'] : list).join('|'))
    expect((verdict(cells) as unknown as {model: ListModel}).model.repeats).to.equal(false)
    for (const lists of [genres(1000), genres(300, 7), genres(150, 3)]) {
      const {model} = verdict(
        lists.map(list => list.join('|')),
        {types: {x: {kind: 'list'}}, privacy: 'high'},
      ) as unknown as {model: ListModel}
      for (const {more, whole} of model.labels)
        if (!whole) expect(more.reduce((sum, count) => sum + count, 0)).to.be.at.least(10)
    }
  })

  it('find their order in time that hardly grows faster than their items', function () {
    this.timeout(500)
    const names = Array.from({length: 20_000}, (_, i) => `item ${(i * 7919) % 20_000}`)
    const order = findOrder([[1, 0]], names)!
    const placed = names.map((_, i) => i).toSorted((a, b) => order[a]! - order[b]!)
    expect(order[1]! < order[0]!).to.equal(true)
    const rest = placed.filter(i => i > 1).map(i => names[i]!)
    expect(rest).to.deep.equal(rest.toSorted())
  })

  it('find their label in time that grows with their items', function () {
    this.timeout(1000)
    const next = {items: [], counts: [], end: 0, rare: 0}
    const labels = [[], [0, 1, 2]].map(items => ({items, whole: items.length > 0, more: [], next}))
    const numbers = Array.from({length: 200_000}, (_, i) => (i < 2 ? i : 3))
    expect(labelFinder(labels)({numbers, length: numbers.length, count: 1})).to.equal(0)
  })

  it('stay empty and stay missing as often as they were', () => {
    const cells = genres(1000).flatMap((list, i) => [
      JSON.stringify(list),
      ...(i % 4 === 0 ? ['[]', ''] : []),
    ])
    const made = again(cells)
    const count = (all: readonly string[], cell: string) => all.filter(other => other === cell).length
    expect(count(made, '')).to.equal(count(cells, ''))
    expect(count(made, '[]')).to.be.closeTo(count(cells, '[]'), 25)
  })

  it('are no list where items hardly repeat, or where each cell has as many', () => {
    const names = Array.from({length: 400}, (_, i) => `Name${i * 7919}, Mr. Owen${i}`)
    expect(verdict(names).kind).to.equal('text')
    const halves = Array.from({length: 400}, (_, i) => `${i % 3 === 0 ? 'Mr., ' : ''}Lot, Name${i * 7919}`)
    expect(verdict(halves).kind).not.to.equal('list')
    const towns = Array.from({length: 400}, (_, i) => `Town${i % 37}, S${i % 19}`)
    expect(verdict(towns).kind).not.to.equal('list')
    expect(verdict(repeated(['a;b', 'b;c', 'a'], 100)).kind).to.equal('categorical')
  })

  it('are what the user says, with what stands between the items', () => {
    const cells = genres(300).map(list => list.join('+'))
    expect(verdict(cells).kind).not.to.equal('list')
    const asked = verdict(cells, {types: {x: {kind: 'list', format: '+'}}})
    expect(asked).to.include({kind: 'list'})
    expect(asked.evidence).to.match(/named by you as list\.$/)
    const numbers = repeated(['1.5', '2.25', '7'], 20)
    expect(() => verdict(numbers, {types: {x: {kind: 'list', format: '?'}}})).to.throw(
      '--type x=list:?: none of the 3 different cells holds "?"; there are "1.5", "2.25", "7".',
    )
    const tags = genres(300).map(list => list.join(', '))
    const wrong = () => verdict(tags, {types: {x: {kind: 'list', format: ';'}}})
    expect(wrong).to.throw('holds ";"').with.deep.property('suggestions', ["--type 'x=list:,'"])
    expect(() => verdict(names(), {types: {x: {kind: 'list'}}})).to.throw('lists of items that repeat')
  })

  it('are compared by what they begin with', () => {
    const [real, synthetic] = [genres(1500), genres(1500, 9)].map(lists =>
      source(
        text(
          'x',
          lists.map(list => list.join('|')),
        ),
      ),
    )
    const schema = inferSchema(real!, {privacy: 'default'})
    const [column] = compareTables({real: real!, synthetic: synthetic!}, schema).columns
    expect(column).to.include({kind: 'list'})
    const labels = column !== undefined && 'labels' in column ? column.labels : []
    expect(labels.length).to.be.within(20, 200)
    expect(labels).to.include('Action|Comedy')
    expect(labels.some(label => label.endsWith('|…'))).to.equal(true)
    const codes = column !== undefined && 'labels' in column ? [...column.cells.real] : []
    for (const [row, cell] of cellsOf(real!.columns[0]!).entries()) {
      const label = labels[codes[row]!]!
      const first = label.split('|')
      if (label === '…') continue
      if (first.at(-1) === '…') expect(cell.split('|')).to.include.members(first.slice(0, -1))
      else expect(cell.split('|').toSorted()).to.deep.equal(first.toSorted())
    }
  })

  it('are written from any model that a file may hold, and no other', () => {
    const {model} = verdict(genres(500).map(list => list.join('|'))) as {model: Record<string, unknown>}
    expect(listModelFault(model)).to.equal(undefined)
    const spoilt: Record<string, unknown>[] = [
      {style: {open: ''}},
      {items: []},
      {items: Array.from({length: 5001}, (_, i) => `${i}`)},
      {longest: 1},
      {longest: 90_000, style: {open: '', close: '', separator: '-'.repeat(1000)}},
      {frequencies: [1]},
      {order: [0]},
      {repeats: 1},
      {labels: []},
      {labels: [{items: [99], whole: true, more: [], next: {items: [], counts: [], end: 0, rare: 0}}]},
      {labels: [{items: [], whole: false, more: [-1], next: {items: [], counts: [], end: 0, rare: 0}}]},
      {followers: []},
    ]
    for (const change of spoilt) expect(listModelFault({...model, ...change})).to.be.a('string')
  })

  it('go there and back for any items', () => {
    const item = fc.stringMatching(/^[a-z0-9 ._-]{1,6}$/).map(word => `x${word.trim()}`)
    fc.assert(
      fc.property(
        fc.uniqueArray(item, {minLength: 2, maxLength: 12}),
        fc.integer({min: 1, max: 9e5}),
        (items, seed) => {
          const random = createRandom(seed)
          const cells = Array.from({length: 60}, () =>
            items.filter(() => random.next() < 0.5).join('|'),
          ).filter(cell => cell !== '')
          const made = again(cells, {types: {x: {kind: 'list', format: '|'}}})
          expect(made.length).to.equal(cells.length)
          for (const cell of made) for (const one of cell.split('|')) expect(items).to.include(one)
        },
      ),
      {numRuns: 50},
    )
  })
})

const names = () => Array.from({length: 200}, (_, i) => `Name ${i * 7919}`)
