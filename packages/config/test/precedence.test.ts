// What beats what: flags, variables, the job, the top of the file.
import {expect} from 'chai'
import {aFolder, type Folder, typed} from './a-folder.ts'

describe('of several values', () => {
  let folder: Folder
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())
  const write = (text: string) => folder.write('infer.config.yaml', `version: 1\n${text}`)

  it('flags beat variables, which beat the job, which beats the file', async () => {
    write(
      'generate: {rows: 1, seed: 1, threads: 1, fit-rows: 10}\njobs: {a: {generate: {rows: 2, seed: 2, threads: 2}}}\n',
    )
    const environment = {INFER_GENERATE_ROWS: '3', INFER_GENERATE_SEED: '3'}
    const values = await folder.values('generate', {job: 'a', environment}, typed({rows: '4'}))
    expect(values).to.deep.equal({rows: '4', seed: 3, threads: 2, 'fit-rows': 10})
  })

  it('those of maps are laid over each other, lists are replaced', async () => {
    write(
      'generate: {drop: [a, b], types: {x: id, y: text}}\njobs: {a: {generate: {drop: c, types: {y: id, z: id}}}}\n',
    )
    expect(await folder.values('generate', {job: 'a'})).to.deep.equal({
      drop: ['c'],
      'types.x': 'id',
      'types.y': 'id',
      'types.z': 'id',
    })
  })

  it('the last word on a column counts, whatever it is said with', async () => {
    write('generate: {categorical: [zip, grade], types: {born: id}, drop: [x]}\n')
    const values = await folder.values('generate', {}, typed({'types.zip': 'numeric', text: ['born', 'x']}))
    expect(values).to.deep.equal({categorical: ['grade'], 'types.zip': 'numeric', text: ['born', 'x']})
  })

  it('options of another generator are left behind', async () => {
    write('generate: {generator: ctgan, epochs: 3, options: {max-time: 5m, batch: 2}}\n')
    expect(await folder.values('generate')).to.deep.equal({
      generator: 'ctgan',
      epochs: 3,
      'max-time': '5m',
      'options.batch': 2,
    })
    const other = await folder.values('generate', {}, typed({generator: 'trees', 'options.alpha': 1}))
    expect(other).to.deep.equal({generator: 'trees', 'options.alpha': 1})
    expect(await folder.values('generate', {}, typed({generator: 'ctgan'}))).to.include({epochs: 3})
  })

  it('a model beats the data before it with all that was to be learnt, and data a model', async () => {
    write(
      'data: a.csv\ngenerate: {privacy: high, rows: 3, drop: x}\njobs: {m: {generate: {model: a.infer}}}\n',
    )
    expect(await folder.values('generate', {job: 'm'})).to.deep.equal({rows: 3, model: 'a.infer'})
    const values = await folder.values('generate', {job: 'm'}, typed({data: 'b.csv'}))
    expect(values).to.deep.equal({rows: 3, data: 'b.csv'})
  })

  it('data is the real table of validate, which may have its own', async () => {
    write('data: a.csv\njobs: {a: {data: b.csv}, c: {validate: {real: c.csv}}}\n')
    expect(await folder.values('validate')).to.deep.equal({real: 'a.csv'})
    expect(await folder.values('validate', {job: 'a'})).to.deep.equal({real: 'b.csv'})
    expect(await folder.values('validate', {job: 'c'})).to.deep.equal({real: 'c.csv'})
  })

  it('an option is said once in one place', async () => {
    write('generate: {epochs: 3, options: {epochs: 4}}\n')
    const error: unknown = await folder.values('generate').catch((one: unknown) => one)
    expect(error).to.include({code: 'INFER_CONFIG'})
    expect((error as Error).message).to.match(/stands twice, also as generate\.epochs, infer\.config\.yaml:2/)
  })

  it('a job that is not there has the nearest one', async () => {
    write('jobs: {customers: {}}\n')
    const error = (await folder.open({job: 'custmers'}).catch((one: unknown) => one)) as {
      suggestions: string[]
    }
    expect(error).to.include({code: 'INFER_CONFIG'})
    expect(error.suggestions).to.deep.equal(['--job customers'])
  })

  it('INFER_JOB names a job, and --job another', async () => {
    write('jobs: {a: {}, b: {}}\n')
    expect((await folder.open({environment: {INFER_JOB: 'a'}})).job).to.equal('a')
    expect((await folder.open({environment: {INFER_JOB: 'a'}, job: 'b'})).job).to.equal('b')
  })

  it('sections, jobs and maps may be empty', async () => {
    write('generate:\nvalidate: {types:}\njobs:\n')
    expect(await folder.values('generate')).to.deep.equal({})
    write('generate:\njobs:\n  a:\n')
    expect(await folder.values('validate', {job: 'a'})).to.deep.equal({})
  })
})
