// Where a configuration is found, and what is passed over.
import {chownSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect} from 'chai'
import {aFolder, type Folder} from './a-folder.ts'

describe('the configuration', () => {
  let folder: Folder
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())

  const yaml = 'version: 1\ngenerate: {rows: 3}\n'
  const json = '{"version": 1, "generate": {"rows": 3}}'
  for (const [name, content] of [
    ['infer.config.yaml', yaml],
    ['infer.config.yml', yaml],
    ['infer.config.json', json],
    ['infer.config.ts', 'const rows: number = 3\nexport default {version: 1, generate: {rows}}'],
    ['infer.config.js', `module.exports = ${json}`],
    ['infer.config.mjs', `export default ${json}`],
    ['.inferrc', yaml],
    ['.inferrc', json],
    ['package.json', `{"name": "x", "infer": ${json}}`],
  ] as const)
    it(`is found as ${name}${content === json && name === '.inferrc' ? ' in JSON' : ''}`, async () => {
      folder.write(name, content)
      expect((await folder.open()).file).to.equal(name)
      expect((await folder.values('generate'))['rows']).to.equal(3)
    })

  it('is nothing where there is none', async () => {
    const {file, jobs, passedOver} = await folder.open()
    expect({file, jobs, passedOver}).to.deep.equal({file: undefined, jobs: [], passedOver: []})
  })

  it('of YAML goes before code, and that before .inferrc', async () => {
    folder.write('.inferrc', 'version: 1\n')
    folder.write('infer.config.mjs', 'export default {version: 1}')
    expect((await folder.open()).file).to.equal('infer.config.mjs')
    folder.write('infer.config.yaml', 'version: 1\n')
    expect((await folder.open()).file).to.equal('infer.config.yaml')
  })

  it('is found above, its files relative to it', async () => {
    folder.write('infer.config.yaml', 'version: 1\ndata: a.csv\ngenerate: {output: "-"}\n')
    folder.write('deep/er/x', '')
    expect((await folder.open({from: 'deep/er'})).file).to.equal('../../infer.config.yaml')
    expect(await folder.values('generate', {from: 'deep/er'})).to.deep.equal({
      data: '../../a.csv',
      output: '-',
    })
  })

  it('is found at home, and in the folder for settings there', async () => {
    mkdirSync(join(folder.path, '../away'))
    const settings = join(folder.path, '../.config/infer')
    mkdirSync(settings, {recursive: true})
    const before = process.env['XDG_CONFIG_HOME']
    process.env['XDG_CONFIG_HOME'] = join(folder.path, '../.config')
    try {
      if (process.platform === 'linux') {
        writeFileSync(join(settings, 'config.yaml'), yaml)
        expect((await folder.open()).file).to.match(/config.yaml$/)
      }
      writeFileSync(join(folder.path, '../.inferrc'), yaml)
      expect((await folder.open()).file).to.equal('../.inferrc')
    } finally {
      if (before === undefined) delete process.env['XDG_CONFIG_HOME']
      else process.env['XDG_CONFIG_HOME'] = before
    }
  })

  it('that is code above is passed over, not run', async () => {
    folder.write('infer.config.mjs', 'globalThis.hasRun = true; export default {version: 1}')
    folder.write('deep/x', '')
    const {file, passedOver} = await folder.open({from: 'deep'})
    expect(file).to.equal(undefined)
    expect(passedOver).to.deep.equal([
      {
        file: '../infer.config.mjs',
        why: 'it is code, and runs only in its own folder or named with --config',
      },
    ])
    expect(globalThis).to.not.have.property('hasRun')
    await folder.open({from: 'deep', file: '../infer.config.mjs'})
    expect(globalThis).to.have.property('hasRun')
  })

  if (process.getuid?.() === 0)
    it('of another user above is passed over, in the folder itself it is read', async () => {
      chownSync(folder.write('infer.config.yaml', yaml), 12_345, 12_345)
      folder.write('deep/x', '')
      const {file, passedOver} = await folder.open({from: 'deep'})
      expect(file).to.equal(undefined)
      expect(passedOver[0]?.why).to.match(/another user/)
      expect((await folder.open()).file).to.equal('infer.config.yaml')
    })

  it('is not looked for in a package.json that has no say, whole or not', async () => {
    folder.write('package.json', '{"name": "x"')
    folder.write('deep/package.json', '{"description": "about \\"infer\\""}')
    expect((await folder.open({from: 'deep'})).file).to.equal(undefined)
  })

  it('that is empty is not taken for none', async () => {
    folder.write('infer.config.yaml', '')
    expect(await folder.open().catch((one: unknown) => one)).to.include({code: 'INFER_CONFIG'})
  })

  it('imports no other files', async () => {
    folder.write('b.yaml', 'version: 1\n')
    const {message} = await folder.fault('version: 1\n$import: b.yaml\n')
    expect(message).to.include('$import: there is no such key')
  })

  it('is named by --config before INFER_CONFIG, and left out by --no-config', async () => {
    folder.write('a.yaml', 'version: 1\n')
    folder.write('b.yaml', 'version: 1\n')
    const environment = {INFER_CONFIG: 'a.yaml'}
    expect((await folder.open({environment})).file).to.equal('a.yaml')
    expect((await folder.open({environment, file: 'b.yaml'})).file).to.equal('b.yaml')
    expect((await folder.open({environment, none: true})).file).to.equal(undefined)
  })
})
