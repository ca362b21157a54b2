// What is offered at the cursor of a command line.
import {expect} from 'chai'
import {candidates, type Surroundings} from '../../src/services/completion/candidates.ts'
import type {CommandFacts} from '../../src/services/completion/command-line.ts'
import {columnsOf} from '../../src/services/completion/columns-of.ts'
import {read} from '../guards/sources.ts'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

const {commands} = JSON.parse(read('oclif.manifest.json')) as {
  readonly commands: Readonly<Record<string, CommandFacts>>
}
const around: Surroundings = {
  commands: Object.values(commands),
  generators: async () => [
    {
      name: 'trees',
      summary: 'trees',
      options: [
        {name: 'min-leaf', type: 'integer', default: 0, summary: 'rows', source: 'here'},
        {name: 'wide', type: 'boolean', default: true, summary: 'wide', source: 'here'},
      ],
    },
    {name: 'ctgan', summary: 'a network', options: []},
  ],
  columns: async path => (path === 'a.csv' ? ['beds', 'price', 'big view'] : []),
  configured: async () => ({data: 'a.csv', jobs: ['daily', 'weekly']}),
}
const offered = async (...words: string[]) => (await candidates(words, around)).map(({value}) => value)

describe('completion', () => {
  it('offers commands, their topics, and none that is hidden', async () => {
    const all = await offered('')
    expect(all).to.include.members(['generate', 'validate', 'info', 'doctor'])
    expect(all).to.not.include('complete')
    expect(await offered('val')).to.deep.equal(['validate'])
    expect(await offered('info', 'm')).to.have.members(['model', 'models'])
  })

  it('offers flags that have not been given, and those that may be repeated', async () => {
    expect(await offered('generate', '--ro')).to.deep.equal(['--rows'])
    expect(await offered('generate', '--rows', '5', '--ro')).to.deep.equal([])
    expect(await offered('generate', '-n', '5', '--ro')).to.deep.equal([])
    expect(await offered('generate', '--drop', 'a', '--dr')).to.deep.equal(['--drop'])
    expect(await offered('generate', '--no-ca')).to.deep.equal(['--no-card'])
  })

  it('offers the values of a flag, behind a space or an equals sign', async () => {
    expect(await offered('generate', '--privacy', 'h')).to.deep.equal(['high'])
    expect(await offered('generate', '--privacy=h')).to.deep.equal(['--privacy=high'])
    expect(await offered('generate', '--job', '')).to.deep.equal(['daily', 'weekly'])
    expect(await offered('generate', '--output', 'a')).to.deep.equal([])
    expect(await offered('autocomplete', 'z')).to.deep.equal(['zsh'])
  })

  it('offers generators and their options', async () => {
    expect(await offered('generate', '-g', '')).to.deep.equal(['trees', 'ctgan'])
    expect(await offered('info', 'generator', 'c')).to.deep.equal(['ctgan'])
    expect(await offered('generate', '--option', 'm')).to.deep.equal(['min-leaf='])
    expect(await offered('generate', '--option', 'wide=')).to.deep.equal(['wide=true', 'wide=false'])
    expect(await offered('generate', '-g', 'ctgan', '--option', '')).to.deep.equal([])
  })

  it('offers the columns of the table on the line, else of the configuration’s', async () => {
    expect(await offered('generate', 'a.csv', '--drop', '')).to.deep.equal(['beds', 'price', 'big view'])
    expect(await offered('generate', '--drop', 'b')).to.deep.equal(['beds', 'big view'])
    expect(await offered('generate', 'other.csv', '--drop', '')).to.deep.equal([])
    expect(await offered('validate', 'a.csv', 'b.csv', '--target', 'p')).to.deep.equal(['price'])
  })

  it('goes on behind commas, and offers no column twice', async () => {
    expect(await offered('generate', 'a.csv', '--key', 'beds,')).to.deep.equal([
      'beds,price',
      'beds,big view',
    ])
  })

  it('offers columns and then kinds for --type', async () => {
    expect(await offered('generate', 'a.csv', '--type', 'p')).to.deep.equal(['price='])
    expect(await offered('generate', 'a.csv', '--type', 'price=n')).to.deep.equal(['price=numeric'])
  })
})

describe('columnsOf', () => {
  let folder: Folder
  before(async () => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(9000))
    folder.write('quoted.csv', `"a, b",c\n${'"x\ny",2\n'.repeat(20_000)}`)
    await folder.infer(['generate', 'rooms.csv', '-o', 'made.parquet', '--rows', '9'])
    await folder.infer(['generate', 'rooms.csv', '-o', 'made.ndjson', '--rows', '2000'])
  })
  after(() => folder.remove())

  for (const name of ['rooms.csv', 'made.parquet', 'made.ndjson'])
    it(`reads those of ${name}`, async () => {
      expect(await columnsOf(folder.file(name))).to.deep.equal(['id', 'beds', 'price', 'view', 'since'])
    })

  it('reads those of a table whose cells have line feeds', async () => {
    expect(await columnsOf(folder.file('quoted.csv'))).to.deep.equal(['a, b', 'c'])
  })

  it('has none of a file that is no table, or is not there', async () => {
    expect(await columnsOf(folder.write('empty.csv', ''))).to.deep.equal([])
    expect(await columnsOf(folder.file('none.csv'))).to.deep.equal([])
  })
}).timeout(60_000)
