// infer generate on tables that work: what is written where, in which format, and that a seed decides every byte.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, statSync} from 'node:fs'
import type {GenerateResult} from '../../src/services/generate-options.ts'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer generate', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(400))
  })
  after(() => folder.remove())

  /** Must end well. */
  const infer = async (...args: readonly string[]) => {
    const ran = await folder.infer(['generate', ...args])
    expect(ran.status, ran.stderr).to.equal(0)
    return {...ran, text: ran.stdout.toString()}
  }
  const made = async (...args: readonly string[]): Promise<GenerateResult> =>
    JSON.parse((await infer(...args, '--json')).text) as GenerateResult

  it('writes as many rows as it read to NAME.synthetic.csv beside the input', async () => {
    const {text, stderr} = await infer('rooms.csv')
    expect(folder.read('rooms.synthetic.csv').split('\n')[0]).to.equal('id,beds,price,view,since')
    expect(folder.rows('rooms.synthetic.csv').length).to.equal(400)
    for (const row of folder.rows('rooms.synthetic.csv'))
      expect(row).to.match(/^room-\d{5},[0-4],\d+\.50,(sea|town|yard|),2024-0\d-\d\d$/)
    expect(text).to.match(/rooms\.synthetic\.csv\s+400 rows, 5 columns/)
    expect(text).to.match(/price\s+numeric\s+0\.\d{3}\s+KSComplement/)
    expect(text).to.match(/view\s+categorical\s+\S+\s+25\.\d % → \d+\.\d %\s+TVComplement/)
    expect(text).to.include('seed 1')
    for (const stage of ['Read: 400 rows of 5 columns', 'Fit: ', 'Sample: 400 rows', 'Write: '])
      expect(stderr).to.include(stage)
  })

  it('learns from a sample with --fit-rows, and says so', async () => {
    const ran = await infer(
      'rooms.csv',
      '-o',
      'few.csv',
      '--fit-rows',
      '150',
      '--seed',
      '4',
      '--json',
      '--force',
    )
    const {learntFrom, rows} = JSON.parse(ran.text) as GenerateResult
    expect(learntFrom).to.include({rows: 400, sampledRows: 150})
    expect(rows).to.equal(400)
    const {stderr, text} = await infer(
      'rooms.csv',
      '-o',
      'few.csv',
      '--fit-rows',
      '150',
      '--seed',
      '4',
      '--force',
    )
    expect(stderr).to.include('Read: a sample of 150 of 400 rows (seed 4) of 5 columns')
    expect(text).to.include('learnt from 150 of 400 rows of rooms.csv')
    const card = JSON.parse(folder.read('few.csv.card.json')) as {learntFrom: object}
    expect(card.learntFrom).to.deep.equal(learntFrom)
    const refused = await folder.infer(['generate', 'rooms.csv', '--fit-rows', '1'])
    expect(refused.stderr).to.include('--fit-rows should be a whole number from 2 on')
  })

  it('makes ids that are unique and no real one', async () => {
    await infer('rooms.csv', '-o', 'ids.csv')
    const ids = folder.rows('ids.csv').map(row => row.split(',')[0]!)
    const real = new Set(folder.rows('rooms.csv').map(row => row.split(',')[0]!))
    expect(new Set(ids).size).to.equal(400)
    expect(ids.filter(id => real.has(id))).to.deep.equal([])
  })

  it('writes --rows rows to --output, and prints one JSON object with --json', async () => {
    const ran = await infer('rooms.csv', '--rows', '9000', '--output', 'many.csv', '--seed', '7', '--json')
    const result = JSON.parse(ran.text) as GenerateResult
    expect(ran.stderr).to.equal('')
    expect(folder.rows('many.csv').length).to.equal(9000)
    expect(result.rows).to.equal(9000)
    expect(result.bytes).to.equal(statSync(folder.file('many.csv')).size)
    expect(result.seed).to.equal(7)
    expect(result.generator.name).to.equal('trees')
    expect(result.columns.map(({name, kind}) => `${name} ${kind}`)).to.deep.equal([
      'id id',
      'beds numeric',
      'price numeric',
      'view categorical',
      'since datetime',
    ])
    for (const {name, score} of result.columns) if (name !== 'id') expect(score, name).to.be.within(0.8, 1)
    expect(result.learntFrom).to.deep.include({file: 'rooms.csv', rows: 400, columns: 5})
    expect(result.learntFrom.sha256).to.match(/^[0-9a-f]{64}$/)
  })

  it('prints nothing with --quiet', async () => {
    const {text, stderr} = await infer('rooms.csv', '-o', 'quiet.csv', '--quiet')
    expect(text + stderr).to.equal('')
    expect(folder.rows('quiet.csv').length).to.equal(400)
  })

  it('says with --verbose why a column was taken for its kind', async () => {
    const {stderr} = await infer('rooms.csv', '-o', 'verbose.csv', '--verbose')
    expect(stderr).to.match(/since: datetime\. .*400/)
  })

  it('reads standard input and writes standard output, and nothing else there', async () => {
    const {status, stdout, stderr} = await folder.infer(['generate', '-', '--rows', '30'], {
      input: rooms(100),
    })
    expect(status, stderr).to.equal(0)
    const [header, ...rows] = stdout.toString().trimEnd().split('\n')
    expect(header).to.equal('id,beds,price,view,since')
    expect(rows.length).to.equal(30)
    expect(stderr).to.include('standard output')
  })

  it('writes the same bytes with 1, 2 and 4 threads, on a second run, and from standard input', async () => {
    const args = ['--seed', '11', '--rows', '20000', '--force']
    const bytes: string[] = []
    for (const threads of ['1', '2', '4', '2']) {
      await infer('rooms.csv', ...args, '-o', 'same.csv', '--threads', threads)
      bytes.push(folder.read('same.csv'))
    }
    const piped = await folder.infer(['generate', '-', ...args], {input: rooms(400)})
    expect(new Set([...bytes, piped.stdout.toString()]).size).to.equal(1)
  })

  it('writes other rows for another seed', async () => {
    await infer('rooms.csv', '-o', 's1.csv', '--seed', '1')
    await infer('rooms.csv', '-o', 's2.csv', '--seed', '2')
    expect(folder.read('s1.csv')).to.not.equal(folder.read('s2.csv'))
  })

  it('replaces a file with --force, and one that is there by another name stays', async () => {
    folder.write('mine.csv', 'mine')
    await infer('rooms.csv', '-o', 'mine.csv', '--force', '--rows', '5')
    expect(folder.rows('mine.csv').length).to.equal(5)
    expect(folder.rows('rooms.csv').length).to.equal(400)
  })

  it('writes Parquet by the name or by --format, with numbers as numbers, and reads it again', async () => {
    await infer('rooms.csv', '-o', 'p.parquet')
    expect(folder.read('p.parquet').slice(0, 4)).to.equal('PAR1')
    const {columns} = await made('p.parquet', '-o', 'p.csv', '--force')
    expect(columns.map(({kind}) => kind)).to.deep.equal([
      'id',
      'numeric',
      'numeric',
      'categorical',
      'datetime',
    ])
    expect(folder.rows('p.csv')[0]).to.match(/^room-\d{5},[0-4],\d+\.5,(sea|town|yard|),2024-\d\d-\d\d$/)
    await infer('p.parquet', '--save-model', 'p.infer', '-o', 'first.parquet')
    expect((await made('--model', 'p.infer')).output).to.equal('p.synthetic.parquet')
    const again = await made('p.parquet', '--force')
    expect(again.output).to.equal('p.synthetic.parquet')
    await infer('rooms.csv', '--format', 'parquet', '-o', '-').then(({stdout}) =>
      expect(stdout.subarray(-4).toString()).to.equal('PAR1'),
    )
  })

  it('refuses a Parquet file that was cut off', async () => {
    await infer('rooms.csv', '-o', 'whole.parquet')
    const whole = readFileSync(folder.file('whole.parquet'))
    folder.write('cut.parquet', whole.subarray(0, whole.length - 100))
    const {status, stderr} = await folder.infer(['generate', 'cut.parquet'])
    expect(status).to.equal(2)
    expect(stderr).to.include('INFER_PARQUET_DAMAGED')
    expect(folder.list()).to.not.include('cut.synthetic.parquet')
  })

  it('keeps the delimiter and line ends of the input, and tabs for .tsv', async () => {
    folder.write('semi.csv', rooms(50).replaceAll(',', ';').replaceAll('\n', '\r\n'))
    await infer('semi.csv')
    expect(folder.read('semi.synthetic.csv')).to.match(/^id;beds;price;view;since\r\n/)
    await infer('semi.csv', '-o', 'tabs.tsv')
    expect(folder.read('tabs.tsv')).to.match(/^id\tbeds\tprice/)
  })

  it('takes columns as labels with --categorical', async () => {
    const {columns} = await made('rooms.csv', '-o', 'labels.csv', '--categorical', 'beds,price')
    expect(columns.filter(({kind}) => kind === 'categorical').map(({name}) => name)).to.deep.equal([
      'beds',
      'price',
      'view',
    ])
  })

  it('hands --option and --privacy to the generator', async () => {
    const {options, privacy} = await made(
      'rooms.csv',
      '-o',
      'options.csv',
      '--option',
      'min-leaf=30',
      '--option',
      'predictors=2',
      '--privacy',
      'high',
    )
    expect(options).to.deep.include({'min-leaf': 30, predictors: 2, privacy: 'high'})
    expect(privacy).to.equal('high')
  })

  describe('with a saved model', () => {
    before(async () => {
      await infer('rooms.csv', '-o', 'fitted.csv', '--seed', '3', '--save-model', 'rooms.infer')
    })

    it('needs no data file, and draws the rows it drew when it was fitted', async () => {
      const {savedModel, columns, learntFrom} = await made(
        '--model',
        'rooms.infer',
        '--seed',
        '3',
        '-o',
        'drawn.csv',
      )
      expect(folder.read('drawn.csv')).to.equal(folder.read('fitted.csv'))
      expect(savedModel).to.equal(null)
      expect(learntFrom.file).to.equal('rooms.csv')
      expect(columns.find(({name}) => name === 'price')?.score).to.be.within(0.8, 1)
    })

    it('names the output after it by default', async () => {
      const {output} = await made('--model', 'rooms.infer', '--rows', '7', '--force')
      expect(output).to.equal('rooms.synthetic.csv')
      expect(folder.rows('rooms.synthetic.csv').length).to.equal(7)
    })

    it('writes as the table it was learnt from was written', async () => {
      folder.write('dialect.csv', rooms(50).replaceAll(',', ';').replaceAll('\n', '\r\n'))
      await infer('dialect.csv', '--save-model', 'dialect.infer')
      await infer('--model', 'dialect.infer', '-o', 'again.csv')
      expect(folder.read('again.csv')).to.equal(folder.read('dialect.synthetic.csv'))
    })

    it('refuses one that was damaged, writing nothing', async () => {
      const bytes = readFileSync(folder.file('rooms.infer'))
      bytes[Math.floor(bytes.length / 2)]! ^= 0xff
      folder.write('damaged.infer', bytes)
      const {status, stderr} = await folder.infer(['generate', '--model', 'damaged.infer', '-o', 'no.csv'])
      expect(status).to.equal(2)
      expect(stderr).to.match(/INFER_MODEL_/)
      expect(folder.list()).to.not.include('no.csv')
    })
  })

  if (existsSync('/dev/full')) {
    it('ends with 5 when standard output is a full disk', async () => {
      for (const args of ['-o -', '-o full.csv --json']) {
        const command = `"${process.execPath}" "${ROOT}bin/run.js" generate rooms.csv ${args} > /dev/full`
        const {status, stderr} = spawnSync('bash', ['-c', command], {cwd: folder.path, encoding: 'utf8'})
        expect(status, stderr).to.equal(5)
        expect(stderr).to.include('INFER_WRITE_FAILED')
        expect(stderr).to.not.match(/\bat .*\.js:\d+/)
      }
    })
  }

  it('stops without an error when the reader of a pipe has seen enough', async () => {
    const command = `"${process.execPath}" "${ROOT}bin/run.js" generate rooms.csv --rows 300000 -o - | head -2; exit \${PIPESTATUS[0]}`
    const {status, stdout, stderr} = spawnSync('bash', ['-c', command], {cwd: folder.path, encoding: 'utf8'})
    expect(status, stderr).to.equal(0)
    expect(stdout.trimEnd().split('\n').length).to.equal(2)
    expect(stderr).to.not.include('EPIPE')
  })
}).timeout(60_000)
