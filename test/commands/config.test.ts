// The commands by a configuration: what holds, what is judged, what is shown and what is never shown.
import {expect} from 'chai'
import {mkdirSync} from 'node:fs'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('a configuration', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(200))
  })
  afterEach(() => folder.remove())
  const write = (text: string) => folder.write('infer.config.yaml', `version: 1\n${text}`)
  const env = {HOME: '/nonexistent'}

  it('is what generate and validate go by, with no flags', async () => {
    write(
      'data: rooms.csv\ngenerate: {rows: 50, seed: 7, types: {beds: categorical}, drop: [price]}\nvalidate: {quick: true, drop: [price]}\n',
    )
    const made = await folder.infer(['generate', '--json'], {env})
    expect(made.status, made.stderr).to.equal(0)
    const result = JSON.parse(made.stdout.toString())
    expect(result).to.deep.include({output: 'rooms.synthetic.csv', rows: 50, seed: 7})
    expect(result.columns.map(({name, kind}: {name: string; kind: string}) => `${name} ${kind}`))
      .to.include('beds categorical')
      .and.not.include('price numeric')
    const judged = await folder.infer(['validate', '--json'], {env})
    expect(judged.stderr).to.equal('')
    expect(JSON.parse(judged.stdout.toString())).to.have.nested.property('synthetic.rows', 50)
  })

  it('gives way to variables, and they to flags', async () => {
    write('data: rooms.csv\ngenerate: {rows: 50, force: true, card: false}\n')
    const rowsOf = async (args: readonly string[], more = {}) => {
      const {status, stderr} = await folder.infer(['generate', ...args], {env: {...env, ...more}})
      expect(status, stderr).to.equal(0)
      return folder.rows('rooms.synthetic.csv').length
    }
    expect(await rowsOf([])).to.equal(50)
    expect(await rowsOf([], {INFER_GENERATE_ROWS: '40'})).to.equal(40)
    expect(await rowsOf(['--rows', '30'], {INFER_GENERATE_ROWS: '40'})).to.equal(30)
    expect(await rowsOf(['rooms.csv', '--no-config', '--force'])).to.equal(200)
    expect((await folder.infer(['generate', '--no-force'], {env})).stderr).to.include('INFER_OUTPUT_EXISTS')
    expect(folder.list()).to.include('rooms.synthetic.csv.card.json')
  })

  it('says of variables that stand for no key which is meant', async () => {
    const args = ['generate', 'rooms.csv', '--rows', '20', '--force']
    const warned = await folder.infer(args, {env: {...env, INFER_ROWS: '5'}})
    expect(warned.status).to.equal(0)
    expect(warned.stderr).to.include('Warning: INFER_ROWS stands for no key and is not read')
    const refused = await folder.infer(args, {env: {...env, INFER_GENERTE_ROWS: '5'}})
    expect(refused.status).to.equal(2)
    expect(refused.stderr).to.include('Try this:').and.include('INFER_GENERATE_ROWS=…')
    const info = await folder.infer(['info', 'config'], {env: {...env, INFER_SEED: '5'}})
    expect(info.stderr).to.include('the nearest is INFER_GENERATE_SEED')
  })

  it('has jobs, which generate and validate take their files from', async () => {
    write(
      'jobs:\n  a: {data: rooms.csv, generate: {rows: 60, output: out-a.csv}, validate: {quick: true, min-quality: 1}}\n',
    )
    expect((await folder.infer(['generate', '--job', 'a'], {env})).status).to.equal(0)
    expect(folder.rows('out-a.csv')).to.have.length(60)
    const judged = await folder.infer(['validate', '--job', 'a'], {env})
    expect(judged.status).to.equal(3)
    expect(judged.stdout.toString()).to.include('out-a.csv, 60 rows, against rooms.csv')
    const none = await folder.infer(['generate', '--job', 'b'], {env})
    expect(none.status).to.equal(2)
    expect(none.stderr)
      .to.include('There is no job "b": infer.config.yaml has the jobs a.')
      .and.include('--job a')
  })

  it('names line and key for what a service finds wrong', async () => {
    write('data: rooms.csv\ngenerate:\n  options:\n    min-leaf: -4\n')
    const {status, stderr} = await folder.infer(['generate'], {env})
    expect(status).to.equal(2)
    expect(stderr).to.include('was -4. (options.min-leaf: infer.config.yaml:5)')
    write('data: gone.csv\n')
    expect((await folder.infer(['generate'], {env})).stderr).to.include('(data: infer.config.yaml:2)')
    write('data: o.csv\ngenerate: {format: csv, sheet: file}\n')
    expect((await folder.infer(['generate', 'no.csv'], {env})).stderr).to.not.include('infer.config.yaml')
    expect((await folder.infer(['generate', 'no.csv'], {env})).stderr).to.not.include('infer.config.yaml')
  })

  it('shows references in place of values, in text, progress, JSON and errors', async () => {
    folder.write('hunter2-people.csv', rooms(100))
    write('data: ${PEOPLE}\ngenerate: {output: "out-${SUFFIX}.csv", rows: 20, card: false, force: true}\n')
    const secrets = {...env, PEOPLE: 'hunter2-people.csv', SUFFIX: 'topsecret'}
    for (const args of [[], ['--json'], ['--verbose'], ['--rows', 'x'], ['--type', 'no-such=id']]) {
      const {stdout, stderr} = await folder.infer(['generate', ...args], {env: secrets})
      expect(`${stdout.toString()}${stderr}`, args.join(' ')).to.not.match(/hunter2|topsecret/)
    }
    const shown = await folder.infer(['generate'], {env: secrets})
    expect(shown.stdout.toString()).to.include('out-${SUFFIX}.csv').and.include('learnt from ${PEOPLE}')
    expect(folder.list()).to.include('out-topsecret.csv')
    const gone = await folder.infer(['generate', '--json'], {env: {...secrets, PEOPLE: 'gone-hunter2.csv'}})
    expect(JSON.parse(gone.stdout.toString()).error.message)
      .to.include('${PEOPLE}')
      .and.not.include('hunter2')
  })

  it('shows references in place of values with quotes, backslashes and line feeds too', async () => {
    write('data: rooms.csv\ngenerate: {force: true, card: false, options: {min-leaf: "${SECRET}"}}\n')
    for (const SECRET of ['hun"ter\\22', 'hunter\nsecond22']) {
      for (const args of [[], ['--json'], ['--verbose']]) {
        const {stdout, stderr} = await folder.infer(['generate', ...args], {env: {...env, SECRET}})
        expect(`${stdout.toString()}${stderr}`, args.join(' '))
          .to.include('${SECRET}')
          .and.not.match(/hun|22/)
      }
    }
    write('data: ${SECRET}\ngenerate: {output: out.csv, force: true, card: false}\n')
    const SECRET = 'hun"ter\nsecond22.csv'
    folder.write(SECRET, rooms(100))
    for (const args of [[], ['--json'], ['--verbose']]) {
      const {status, stdout, stderr} = await folder.infer(['generate', ...args], {env: {...env, SECRET}})
      expect(status, stderr).to.equal(0)
      expect(`${stdout.toString()}${stderr}`, args.join(' ')).to.not.match(/hun|second22\.csv/)
    }
  })

  it('is shown by info config, value by value with where each came from', async () => {
    write(
      'data: rooms.csv\ngenerate:\n  rows: ${ROWS:-9}\n  output: ${NOT_SET}\n  options: {api-token: hunter2}\n',
    )
    const text = await folder.infer(['info', 'config'], {env: {...env, INFER_GENERATE_SEED: '5'}})
    expect(text.status, text.stderr).to.equal(0)
    const lines = text.stdout.toString().replaceAll(/ {2,}/g, ' | ').split('\n')
    expect(lines).to.include('generate.data | rooms.csv | infer.config.yaml:2')
    expect(lines).to.include('generate.rows | ${ROWS:-9} | infer.config.yaml:4')
    expect(lines).to.include('generate.output | ${NOT_SET} | infer.config.yaml:5')
    expect(lines).to.include('generate.options.api-token | (not shown) | infer.config.yaml:6')
    expect(lines).to.include('generate.seed | 5 | INFER_GENERATE_SEED')
    expect(lines).to.include('validate.real | rooms.csv | infer.config.yaml:2')
    expect(lines).to.include('validate.max-drift | 0.02 | default')
    const json = await folder.infer(['info', 'config', '--json'], {env})
    const {file, values} = JSON.parse(json.stdout.toString())
    expect(file).to.equal('infer.config.yaml')
    expect(values).to.deep.include({key: 'generate.seed', value: 1, isSet: false, from: {kind: 'default'}})
    expect(json.stdout.toString()).to.not.include('hunter2')
  })

  it('with a fault ends with 2, path first, without a stack', async () => {
    write('generate:\n  epochs: -3\n')
    for (const args of [
      ['generate', 'rooms.csv'],
      ['validate', 'a', 'b'],
      ['info', 'config'],
    ]) {
      const {status, stderr} = await folder.infer(args, {env})
      expect(status).to.equal(2)
      expect(stderr).to.include(
        'Error: generate.epochs: must be a positive whole number, was -3, infer.config.yaml:3',
      )
      expect(stderr).to.not.match(/\n.* at /)
    }
  })

  it('in TypeScript has types to check it by', async () => {
    folder.write(
      'infer.config.ts',
      'const rows: number = 25\nexport default {version: 1, data: "rooms.csv", generate: {rows}}\n',
    )
    expect((await folder.infer(['generate'], {env})).status).to.equal(0)
    expect(folder.rows('rooms.synthetic.csv')).to.have.length(25)
  })

  it('is looked for in a folder whose package.json is broken, and no code there is run', async () => {
    write('data: rooms.csv\ngenerate: {rows: 20}\n')
    folder.write('package.json', '{"name": ')
    mkdirSync(folder.file('.config'))
    folder.write('.config/config.js', 'require("node:fs").writeFileSync("mark", "")\nmodule.exports = {}\n')
    const {status, stderr} = await folder.infer(['generate'], {env})
    expect(status, stderr).to.equal(0)
    expect(folder.rows('rooms.synthetic.csv')).to.have.length(20)
    expect(folder.list()).to.not.include('mark')
  })

  it('of code that never ends is named, and no plugin', async () => {
    folder.write('infer.config.mjs', 'await new Promise(() => {})\nexport default {version: 1}\n')
    const {status, stderr} = await folder.infer(['generate', 'rooms.csv'], {env})
    expect(status).to.equal(2)
    expect(stderr).to.include('cannot be run: it waits for something that never comes, infer.config.mjs')
  })

  it('is not looked into for a job by INFER_JOB where there is to be none', async () => {
    const job = {...env, INFER_JOB: 'a'}
    const made = await folder.infer(['generate', 'rooms.csv', '--no-config'], {env: job})
    expect(made.status, made.stderr).to.equal(0)
    const none = await folder.infer(['generate', 'rooms.csv'], {env: job})
    expect(none.status).to.equal(2)
    expect(none.stderr)
      .to.include('There is no job "a", which INFER_JOB names: no configuration file was found.')
      .and.include('unset INFER_JOB')
      .and.not.include('leave out --job')
  })

  it('cannot be named by nothing', async () => {
    for (const command of [['generate'], ['info', 'config']]) {
      const {status, stderr} = await folder.infer([...command, '--config', ''], {env})
      expect(status).to.equal(2)
      expect(stderr).to.include('--config has no name behind it.').and.include('--no-config')
    }
  })

  it('that is missing leaves validate without files, and says so', async () => {
    const {status, stderr} = await folder.infer(['validate'], {env})
    expect(status).to.equal(2)
    expect(stderr).to.include('There is no real table to judge by').and.include('INFER_OPTION')
  })
})
