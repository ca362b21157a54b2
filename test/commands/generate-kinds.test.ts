// infer generate on lists, points and labels with an order: as they stood, from a saved model too, and as the user says.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {temporaryFolder, type Folder} from '../spawn-infer.ts'

const CODES = ['A1', 'B2', 'C3', 'D4', 'E5', 'F6', 'G7', 'H8', 'I9']
const STORES = ['47.37,8.54', '46.95,7.44', '46.2,6.14', '47.56,7.58', '46.01,8.96']
const SIZES = ['small', 'medium', 'large']

/** Orders: a store's place, codes of which the first depends on the size, a colour. */
function orders(rows: number): string {
  const random = createRandom(2)
  const lines = Array.from({length: rows}, () => {
    const size = random.below(3)
    const codes = CODES.filter((_, i) => (i === 0 ? size === 2 : random.next() < 0.4))
    return [
      STORES[random.below(5)],
      SIZES[size],
      (codes.length === 0 ? ['I9'] : codes).join('|'),
      ['red', 'amber', 'green'][random.below(3)],
    ].join(',')
  })
  return ['lat,lon,size,codes,light', ...lines].join('\n')
}

describe('infer generate, on lists, points and labels with an order', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('orders.csv', orders(1500))
  })
  after(() => folder.remove())

  const infer = async (...args: readonly string[]) => {
    const ran = await folder.infer(args)
    expect(ran.status, ran.stderr).to.equal(0)
    return ran.stdout.toString()
  }

  const check = (name: string) => {
    let first = 0
    for (const row of folder.rows(name)) {
      const [lat, lon, size, codes] = row.split(',')
      expect(STORES).to.include(`${lat},${lon}`)
      const list = codes!.split('|')
      expect(CODES).to.include.members(list)
      expect(list).to.deep.equal([...new Set(list)].toSorted())
      expect(SIZES).to.include(size)
      if (list.includes('A1') === (size === 'large')) first++
    }
    expect(first / folder.rows(name).length).to.be.above(0.95)
  }

  it('keeps places, the style of lists, and what their beginning depends on', async () => {
    const said = await infer(
      'generate',
      'orders.csv',
      '-o',
      'made.csv',
      '--rows',
      '800',
      '--save-model',
      'o.infer',
    )
    expect(said).to.match(/^codes +list /m)
    check('made.csv')
  })

  it('does so from a saved model, which says why', async () => {
    await infer('generate', '--model', 'o.infer', '-o', 'again.csv', '--rows', '800')
    check('again.csv')
    const said = await infer('info', 'model', 'o.infer')
    expect(said).to.match(/^lat +position /m)
    expect(said).to.match(/^size +ordinal /m)
    expect(said).to.match(/^codes +list /m)
    expect(said).to.contain('lists of 1 to')
    expect(said).to.contain('in the order small < medium < large')
    expect(said).to.contain('new ones are nowhere else')
  })

  it('is judged by what lists begin with', async () => {
    await infer('generate', 'orders.csv', '-o', 'high.csv', '--rows', '800', '--privacy', 'high')
    const report = await infer('validate', 'orders.csv', 'high.csv', '--quick')
    expect(report).to.match(/^codes +list +0\.\d+ +1\.000/m)
  })

  it('is held against the gate on identical rows by whole lists', async () => {
    const {stdout} = await folder.infer(['validate', 'orders.csv', 'made.csv', '--quick', '--json'])
    const {privacy} = JSON.parse(stdout.toString()) as {privacy: {identical: {rows: number}}}
    const real = new Set(folder.rows('orders.csv'))
    expect(privacy.identical.rows).to.equal(folder.rows('made.csv').filter(row => real.has(row)).length)
  })

  it('takes an order and lists as the user says', async () => {
    const light = 'light=ordinal:red<amber<green'
    const {columns} = JSON.parse(
      await infer(
        'generate',
        'orders.csv',
        '-o',
        'said.csv',
        '--type',
        light,
        '--type',
        'codes=list:|',
        '--json',
      ),
    ) as {columns: {name: string; kind: string; evidence: string}[]}
    const evidenceOf = (name: string) => columns.find(column => column.name === name)!.evidence
    expect(evidenceOf('light')).to.contain('in the order red < amber < green, named by you as ordinal')
    expect(evidenceOf('codes')).to.contain('named by you as list')
  })

  it('refuses an order that leaves a label out', async () => {
    const ran = await folder.infer([
      'generate',
      'orders.csv',
      '-o',
      'no.csv',
      '--type',
      'light=ordinal:red<green',
    ])
    expect(ran.status).to.equal(2)
    expect(ran.stderr.replaceAll(/\s+›?\s*/g, ' ')).to.contain('leaves out 1 label of the column: "amber"')
  })
})
