// `infer validate` as users run it: the verdict, the gates and their exit code, the files, and what it says of bad input.
import {createHash} from 'node:crypto'
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {type Folder, temporaryFolder} from '../spawn-infer.ts'
import type {ValidateResult} from '../../src/services/validate-report.ts'

/** Rooms with a rent that follows their size; the seed draws other rooms. */
function rooms(count: number, seed: string): string {
  const random = createRandom(seed)
  const rows = Array.from({length: count}, () => {
    const size = 10 + random.below(60)
    const rent = (12 * size + 60 * random.normal()).toFixed(2)
    const town = ['Ulm', 'Bonn', 'Kiel', ''][Math.min(3, random.below(5))]
    return `${size},${rent},${town},${random.below(3) === 0 ? 'yes' : 'no'}`
  })
  return `size,rent,town,balcony\n${rows.join('\n')}\n`
}

const columnOf = (table: string, at: number, change: (cell: string, row: number) => string): string =>
  table
    .trimEnd()
    .split('\n')
    .map((line, row) => {
      if (row === 0) return line
      const cells = line.split(',')
      cells[at] = change(cells[at]!, row)
      return cells.join(',')
    })
    .join('\n')

describe('infer validate', function () {
  this.timeout(60_000)
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('real.csv', rooms(900, 'real'))
    folder.write('good.csv', rooms(900, 'other'))
    folder.write('test.csv', rooms(900, 'held out'))
  })
  after(() => folder.remove())

  const validate = async (...args: string[]) => {
    const {status, stdout, stderr} = await folder.infer(['validate', ...args])
    return {status, text: stdout.toString(), stderr}
  }
  const json = async (...args: string[]) => {
    const {status, text} = await validate(...args, '--json')
    return {status, result: JSON.parse(text) as ValidateResult}
  }

  it('passes rows of the same reality and says so first', async () => {
    const {status, text} = await validate('real.csv', 'good.csv', '--holdout', 'test.csv', '--target', 'rent')
    expect(status).to.equal(0)
    expect(text.split('\n')[0]).to.match(/^✔ Passed {2}2 of 2 gates/)
    expect(text).to.match(/Columns and pairs are (very )?close to the real ones/)
    expect(text).to.contain('A model of "rent" trained on synthetic rows has R²')
    expect(text).to.match(/copy index +-?0\.\d+/)
  })

  it('says what cannot be known without a holdout', async () => {
    const {status, text} = await validate('real.csv', 'good.csv')
    expect(status).to.equal(0)
    expect(text).to.contain('Without --holdout it cannot be known')
    expect(text).to.not.contain('copy index  ')
  })

  it('ends with 3 when a gate fails, says which and by how much', async () => {
    const {status, text} = await validate('real.csv', 'good.csv', '--quick', '--min-quality', '1')
    expect(status).to.equal(3)
    expect(text).to.match(/✖ Failed {2}2 of 3 gates/)
    expect(text).to.match(/The quality score is 0\.9\d+, 0\.0\d+ short of the limit of 1\./)
  })

  it('catches a copy', async () => {
    const {status, result} = await json(
      'real.csv',
      'real.csv',
      '--holdout',
      'test.csv',
      '--max-copy-index',
      '0.4',
    )
    expect(status).to.equal(3)
    expect(result.gates.filter(({passed}) => !passed).map(({name}) => name)).to.deep.equal([
      'identical-rows',
      'copy-index',
    ])
    expect(result.privacy.holdout!.copyIndex).to.be.above(0.9)
  })

  it('names the column whose decimals are off the grid', async () => {
    folder.write(
      'off.csv',
      columnOf(rooms(900, 'off'), 0, (cell, row) => `${cell}.${100 + (row % 800)}`),
    )
    const {result} = await json('real.csv', 'off.csv', '--holdout', 'test.csv', '--max-detection', '0.6')
    expect(result.verdict.passed).to.equal(false)
    expect(result.detection.at(-1)!.culprits[0]!.column).to.equal('size')
    const size = result.columns.find(({name}) => name === 'size')!
    expect(size.why.join(' ')).to.contain('stand off the grid of 1')
  })

  it('gives the same report for the same seed on any number of threads, but for the time', async () => {
    const args = ['real.csv', 'good.csv', '--holdout', 'test.csv', '--target', 'town', '--force']
    await validate(...args, '--threads', '1', '-o', 'one.json', '-o', 'one.html')
    await validate(...args, '--threads', '3', '-o', 'three.json', '-o', 'three.html')
    expect(folder.read('three.json')).to.equal(folder.read('one.json'))
    expect(folder.read('three.html')).to.equal(folder.read('one.html'))
  })

  it('writes every format, and replaces reports but nothing else', async () => {
    const outputs = ['r.html', 'r.json', 'r.md', 'r.xml', 'r.sarif'].flatMap(name => ['-o', name])
    const {status, text} = await validate('real.csv', 'good.csv', '--quick', ...outputs)
    expect(status).to.equal(0)
    for (const name of ['r.html', 'r.json', 'r.md', 'r.xml', 'r.sarif']) expect(text).to.contain(name)
    expect(folder.read('r.html')).to.match(/^<!doctype html>/i)
    expect(folder.read('r.xml')).to.contain('<testsuites name="infer validate"')
    expect((await validate('real.csv', 'good.csv', '--quick', ...outputs)).status).to.equal(0)
    folder.write('mine.json', '{"mine": true}')
    const {status: refused, stderr} = await validate('real.csv', 'good.csv', '--quick', '-o', 'mine.json')
    expect(refused).to.equal(2)
    expect(stderr).to.contain('INFER_OUTPUT_EXISTS')
    expect(folder.read('mine.json')).to.equal('{"mine": true}')
  })

  it('takes files that tell of infer validate for what they are', async () => {
    const theirs = {
      'notes.md': '# How we run `infer validate`\n\n<!-- infer validate -->\n',
      'page.html': '<!doctype html><title>infer validate</title>',
      'jobs.xml': '<?xml version="1.0"?>\n<pipeline name="infer validate"/>\n',
      'tasks.json': '{"tasks": ["infer validate"], "report": "infer validate"}',
    }
    for (const [name, content] of Object.entries(theirs)) {
      folder.write(name, content)
      const {status} = await validate('real.csv', 'good.csv', '--quick', '-o', name)
      expect([name, status, folder.read(name)]).to.deep.equal([name, 2, content])
    }
  })

  it('compares with a baseline and fails on drift', async () => {
    await validate('real.csv', 'good.csv', '--quick', '-o', 'before.json')
    const same = await json('real.csv', 'good.csv', '--quick', '--baseline', 'before.json')
    expect([same.status, same.result.gates.at(-1)!.name]).to.deep.equal([0, 'drift'])
    folder.write(
      'worse.csv',
      columnOf(rooms(900, 'other'), 1, cell => (Number(cell) * 1.5).toFixed(2)),
    )
    const {status, text} = await validate('real.csv', 'worse.csv', '--quick', '--baseline', 'before.json')
    expect(status).to.equal(3)
    expect(text).to.contain('since the baseline').and.contain('rent: shape')
  })

  it('reads the real table from standard input', async () => {
    const {status, stdout} = await folder.infer(['validate', '-', 'good.csv', '--quick', '--json'], {
      input: folder.read('real.csv'),
    })
    expect(status).to.equal(0)
    expect((JSON.parse(stdout.toString()) as ValidateResult).real.file).to.equal('stdin')
  })

  describe('with a data card', () => {
    it('checks what generate made against it', async () => {
      const made = await folder.infer(['generate', 'real.csv', '-o', 'made.csv', '--quiet', '--force'])
      expect(made.status).to.equal(0)
      const card = JSON.parse(folder.read('made.csv.card.json')) as {
        file: {sha256: string}
        synthetic: boolean
      }
      expect(card.synthetic).to.equal(true)
      expect(card.file.sha256).to.equal(createHash('sha256').update(folder.read('made.csv')).digest('hex'))
      const {status, result} = await json('real.csv', 'made.csv', '--quick')
      expect(status).to.equal(0)
      const gate = result.gates.find(({name}) => name === 'card')!
      expect(gate.said).to.contain(
        'made by trees, privacy default, seed 1, learnt from the very table given as real',
      )
    })

    it('describes Parquet too', async () => {
      await folder.infer(['generate', 'real.csv', '-o', 'made.parquet', '--quiet', '--force'])
      const {result} = await json('real.csv', 'made.parquet', '--quick')
      expect(result.gates.find(({name}) => name === 'card')!.passed).to.equal(true)
      expect(result.verdict.passed).to.equal(true)
    })

    it('fails when the file is another than the card describes', async () => {
      folder.write('changed.csv', `${folder.read('made.csv')}50,600.00,Ulm,no\n`)
      folder.write('changed.csv.card.json', folder.read('made.csv.card.json'))
      const {status, result} = await json('real.csv', 'changed.csv', '--quick')
      expect(status).to.equal(3)
      expect(result.verdict.sentences[0]).to.contain('is not what the card of made.csv describes')
    })

    it('does not write a report over the card it reads', async () => {
      const before = folder.read('made.csv.card.json')
      const args = ['real.csv', 'made.csv', '--quick', '-o', 'made.csv.card.json', '--force']
      const {status, stderr} = await validate(...args)
      expect(status).to.equal(2)
      expect(stderr).to.contain('was named already')
      expect(folder.read('made.csv.card.json')).to.equal(before)
    })

    it('fails when the card tells of other rows', async () => {
      const card = JSON.parse(folder.read('made.csv.card.json')) as {file: object}
      folder.write('less.card.json', JSON.stringify({...card, file: {...card.file, rows: 5}}))
      const {status, text} = await validate('real.csv', 'made.csv', '--quick', '--card', 'less.card.json')
      expect(status).to.equal(3)
      expect(text).to.contain('the card tells of 5 rows of 4 columns, the file has 900 rows of 4 columns')
      folder.write('hollow.card.json', JSON.stringify({...card, madeBy: {}}))
      const hollow = await validate('real.csv', 'made.csv', '--quick', '--card', 'hollow.card.json')
      expect(hollow.stderr).to.contain('parts of it are missing').and.contain('INFER_REPORT_FOREIGN')
    })

    it('goes with the file it describes when the next one is to have none', async () => {
      const {status} = await folder.infer([
        'generate',
        'real.csv',
        '-o',
        'made.csv',
        '--quiet',
        '--force',
        '--no-card',
      ])
      expect(status).to.equal(0)
      expect(() => folder.read('made.csv.card.json')).to.throw('ENOENT')
    })

    it('refuses a card that is none', async () => {
      folder.write('no.card.json', '{"card": "birthday"}')
      const {status, stderr} = await validate('real.csv', 'good.csv', '--card', 'no.card.json')
      expect(status).to.equal(2)
      expect(stderr).to.contain('no.card.json cannot be a data card').and.contain('INFER_REPORT_FOREIGN')
    })
  })

  describe('on bad input', () => {
    const refuses = (what: string, args: () => string[], code: string, said: string) => {
      it(`${what}: exit 2, ${code}`, async () => {
        const {status, text, stderr} = await validate(...args())
        expect(stderr).to.contain(said).and.contain(code)
        expect([status, text]).to.deep.equal([2, ''])
        expect(stderr).to.not.match(/\n +at /)
      })
    }
    const file = (name: string, content: string) => {
      folder.write(name, content)
      return name
    }

    refuses('a missing file', () => ['real.csv', 'none.csv'], 'INFER_FILE_MISSING', 'none.csv')
    refuses(
      'an empty side',
      () => ['real.csv', file('head.csv', 'size,rent\n')],
      'INFER_TABLE_NO_ROWS',
      'head.csv',
    )
    refuses(
      'a sheet where neither side is a workbook',
      () => ['real.csv', 'good.csv', '--sheet', 'Data'],
      'INFER_OPTION',
      'real.csv and good.csv have no sheets: only Excel workbooks have.',
    )
    refuses(
      'no column in common',
      () => ['real.csv', file('strange.csv', 'a,b\n1,2\n3,4\n')],
      'INFER_SCHEMA_MISMATCH',
      'they have no column in common (real.csv has size, rent, town, balcony)',
    )
    refuses(
      'a target that is not there',
      () => ['real.csv', 'good.csv', '--target', 'rant'],
      'INFER_COLUMN_UNKNOWN',
      '--target rent',
    )
    refuses(
      'a target with one class',
      () => [
        file(
          'same.csv',
          columnOf(rooms(300, 'same'), 3, () => 'yes'),
        ),
        file(
          'same2.csv',
          columnOf(rooms(300, 'same2'), 3, () => 'yes'),
        ),
        '--target',
        'balcony',
      ],
      'INFER_OPTION',
      'balcony',
    )
    refuses(
      'a report of no known format',
      () => ['real.csv', 'good.csv', '-o', 'report.docx'],
      'INFER_FILE_FORMAT',
      'report.docx ends in .docx',
    )
    refuses(
      'a limit out of its range',
      () => ['real.csv', 'good.csv', '--min-quality', '90'],
      'INFER_OPTION',
      '--min-quality should be a number from 0 to 1, was 90',
    )
    refuses(
      'a limit that needs a holdout',
      () => ['real.csv', 'good.csv', '--max-copy-index', '0.4'],
      'INFER_OPTION',
      '--max-copy-index needs --holdout',
    )
    refuses(
      'a holdout that lacks a column',
      () => [
        'real.csv',
        'good.csv',
        '--holdout',
        file('narrow.csv', folder.read('test.csv').replaceAll(/,[a-z]+$/gm, '')),
      ],
      'INFER_SCHEMA_MISMATCH',
      'The held-out table lacks a column of the real one: "balcony".',
    )
    refuses(
      'a baseline that is none',
      () => ['real.csv', 'good.csv', '--baseline', file('b.json', '[]')],
      'INFER_REPORT_FOREIGN',
      'b.json cannot be a baseline',
    )

    it('names columns that are missing, renamed or of another kind, compares the rest and fails', async () => {
      const renamed = columnOf(rooms(900, 'other'), 0, () => 'big').replace('rent', 'rents')
      folder.write('renamed.csv', renamed)
      const {status, result} = await json('real.csv', 'renamed.csv', '--quick')
      expect(status).to.equal(3)
      expect(result.columns.map(({name}) => name)).to.deep.equal(['town', 'balcony'])
      const said = result.warnings.map(({message}) => message).join('\n')
      expect(said).to.contain(
        '"rent" of the real table is not in the synthetic one; is "rents" its new name?',
      )
      expect(said).to.contain(
        '"size" is numeric in the real table, but most synthetic cells are not: one reads "big"',
      )
      expect(result.diagnostic.dataStructure).to.be.below(1)
    })

    it('says how many held-out rows are training rows, and what that does', async () => {
      const [head, ...rows] = folder.read('real.csv').trimEnd().split('\n')
      folder.write('overlap.csv', [head, ...rows.slice(0, 300)].join('\n'))
      const {result} = await json('real.csv', 'good.csv', '--holdout', 'overlap.csv')
      const overlap = result.warnings.find(({code}) => code === 'overlap')!
      expect(overlap.message).to.contain('300 of 300 held-out rows are training rows too')
      expect(overlap.message).to.contain('look better than they are')
    })

    it('judges tables of two rows', async () => {
      folder.write('two.csv', 'a,b\n1,x\n2,y\n')
      const {status, result} = await json('two.csv', 'two.csv')
      expect(status).to.equal(3)
      expect(result.columns).to.have.length(2)
    })
  })
})
