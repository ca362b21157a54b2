// Tables at the edges of what is sensible, which work all the same.
import {expect} from 'chai'
import {temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer generate makes', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  const infer = async (...args: readonly string[]) => {
    const ran = await folder.infer(['generate', ...args])
    expect(ran.status, ran.stderr).to.equal(0)
    return ran
  }

  it('a table of 100,000 distinct strings', async () => {
    const words = Array.from({length: 100_000}, (_, i) => `${(i * 2654435761).toString(36)}-${i}`)
    folder.write('a.csv', `word,number\n${words.map((word, i) => `${word},${i % 10}`).join('\n')}\n`)
    await infer('a.csv')
    expect(folder.rows('a.synthetic.csv').length).to.equal(100_000)
  })

  it('constant and all-missing columns as they were', async () => {
    const rows = Array.from({length: 40}, (_, i) => `${i % 4},EUR,,NA`)
    folder.write('a.csv', `x,currency,nothing,na\n${rows.join('\n')}\n`)
    await infer('a.csv')
    for (const row of folder.rows('a.synthetic.csv')) expect(row).to.match(/^[0-3],EUR,,NA$/)
  })

  it('a table that has nothing but constant and all-missing columns', async () => {
    folder.write('a.csv', `currency,nothing\n${'EUR,\n'.repeat(5)}`)
    await infer('a.csv', '--rows', '3')
    expect(folder.rows('a.synthetic.csv')).to.deep.equal(['EUR,', 'EUR,', 'EUR,'])
  })

  it('a table that has nothing but ids', async () => {
    folder.write('a.csv', `id\n${Array.from({length: 30}, (_, i) => `A-${1000 + i}`).join('\n')}\n`)
    await infer('a.csv')
    expect(new Set(folder.rows('a.synthetic.csv')).size).to.equal(30)
  })

  it('2,000 columns', async () => {
    const header = Array.from({length: 2000}, (_, j) => `c${j}`)
    const rows = Array.from({length: 60}, (_, i) => header.map((_name, j) => (i * (j + 3)) % 7).join(','))
    folder.write('a.csv', `${header.join(',')}\n${rows.join('\n')}\n`)
    const {stdout} = await infer('a.csv')
    expect(folder.read('a.synthetic.csv').split('\n')[0]).to.equal(header.join(','))
    expect(folder.rows('a.synthetic.csv').length).to.equal(60)
    expect(stdout.toString().split('\n').length).to.be.lessThan(60)
  })

  it('two rows from two', async () => {
    folder.write('a.csv', 'x,y\n1,u\n2,v\n')
    await infer('a.csv')
    expect(folder.rows('a.synthetic.csv').length).to.equal(2)
  })

  it('quotes, commas and line breaks in cells and names', async () => {
    const cells = ['"a, b"', '"c ""d"""', '"e\nf"']
    const rows = Array.from({length: 90}, (_, i) => `${cells[i % 3]},${i % 5}`)
    folder.write('a.csv', `"na,me",n\n${rows.join('\n')}\n`)
    await infer('a.csv')
    const text = folder.read('a.synthetic.csv')
    expect(text).to.match(/^"na,me",n\n/)
    const made = new Set(text.slice(text.indexOf('\n') + 1).match(/"([^"]|"")*"/g))
    expect([...made].toSorted()).to.deep.equal([...cells].toSorted())
  })
}).timeout(120_000)
