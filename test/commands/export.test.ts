// infer export: the network of a saved model, and the generator that comes with a checkout.
import {expect} from 'chai'
import {type Folder, rooms, temporaryFolder} from '../spawn-infer.ts'

// The plugins of a checkout besides those that come along.
const env = {NODE_ENV: 'development'}

describe('infer export', () => {
  let folder: Folder
  const infer = (...args: string[]) => folder.infer(args, {env})
  before(async function () {
    this.timeout(60_000)
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(80))
    const small = ['--option', 'generator-width=16', '--option', 'discriminator-width=16']
    const training = ['--generator', 'ctgan', '--epochs', '3', '--max-time', '30s', ...small]
    const made = await infer(
      'generate',
      'rooms.csv',
      ...training,
      '--save-model',
      'rooms.infer',
      '--output',
      'a.csv',
    )
    expect(made.status, made.stderr).to.equal(0)
    await infer('generate', 'rooms.csv', '--save-model', 'trees.infer', '--output', 'b.csv')
  })
  after(() => folder.remove())

  it('writes the network and how to use it', async () => {
    const {status, stdout, stderr} = await infer('export', 'rooms.infer', '--onnx', 'net.onnx', '--json')
    expect(status, stderr).to.equal(0)
    const {generator, onnx, description} = JSON.parse(stdout.toString()) as {
      generator: string
      onnx: {path: string; bytes: number}
      description: {path: string}
    }
    expect(generator).to.equal('ctgan')
    expect(folder.read('net.onnx').length).to.be.within(1000, 1e7)
    expect([onnx.path, description.path]).to.deep.equal(['net.onnx', 'net.onnx.json'])
    const told = JSON.parse(folder.read('net.onnx.json')) as {inputs: object; columns: {name: string}[]}
    expect(told.inputs).to.have.property('noise')
    expect(told.columns.length).to.be.greaterThan(0)
  })

  it('replaces nothing without --force', async () => {
    const {status, stderr} = await infer('export', 'rooms.infer', '--onnx', 'a.csv')
    expect(status).to.equal(2)
    expect(stderr).to.include('INFER_OUTPUT_EXISTS')
  })

  it('says of a generator without a network that it has none', async () => {
    const {status, stderr} = await infer('export', 'trees.infer', '--onnx', 'trees.onnx')
    expect(status).to.equal(2)
    expect(stderr).to.include('made by trees, which has no network')
  })

  it('leaves nothing of the training behind', () => {
    expect(folder.list().filter(name => name.includes('.training'))).to.deep.equal([])
  })
}).timeout(30_000)
