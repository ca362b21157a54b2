// Every bad input the tool promises to refuse: exit code, code, words, nothing written, nothing lost.
import {join} from 'node:path'
import {expect} from 'chai'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

interface Refusal {
  readonly title: string
  readonly args: readonly string[]
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly input?: string | Uint8Array
  readonly status?: number
  readonly code: string
  readonly says: RegExp
}

const ROOMS = rooms(60)
const noise = Uint8Array.from({length: 3000}, (_, i) => (i * i * 31 + i * 7) % 256)

const refusals: readonly Refusal[] = [
  {title: 'a missing file', args: ['none.csv'], code: 'INFER_FILE_MISSING', says: /none\.csv/},
  {
    title: 'a folder without a table',
    args: [join(ROOT, 'docs/decisions')],
    code: 'INFER_FILE_IS_FOLDER',
    says: /folder/,
  },
  {title: 'an empty file', files: {'a.csv': ''}, args: ['a.csv'], code: 'INFER_FILE_EMPTY', says: /a\.csv/},
  {title: 'empty standard input', args: ['-', '-o', 'b.csv'], code: 'INFER_FILE_EMPTY', says: /stdin/},
  {
    title: 'a header alone',
    files: {'a.csv': 'x,y\n'},
    args: ['a.csv'],
    code: 'INFER_TABLE_NO_ROWS',
    says: /2 columns/,
  },
  {
    title: 'one data row',
    files: {'a.csv': 'x,y\n1,2\n'},
    args: ['a.csv'],
    code: 'INFER_TABLE_ONE_ROW',
    says: /one row/,
  },
  {
    title: 'ragged rows, saying which line',
    files: {'a.csv': 'x,y\n1,2\n3,4,5\n6,7\n'},
    args: ['a.csv'],
    code: 'INFER_CSV_RAGGED',
    says: /\b3\b/,
  },
  {
    title: 'an open quote',
    files: {'a.csv': 'x,y\n1,"2\n3,4\n'},
    args: ['a.csv'],
    code: 'INFER_CSV_QUOTE',
    says: /quote/i,
  },
  {
    title: 'duplicate column names',
    files: {'a.csv': 'x,x\n1,2\n3,4\n'},
    args: ['a.csv'],
    code: 'INFER_CSV_HEADER',
    says: /"?x"?/,
  },
  {
    title: 'an empty column name',
    files: {'a.csv': 'x,,z\n1,2,3\n3,4,5\n'},
    args: ['a.csv'],
    code: 'INFER_CSV_HEADER',
    says: /name/,
  },
  {
    title: 'binary garbage',
    files: {'a.csv': noise},
    args: ['a.csv'],
    code: 'INFER_FILE_BINARY',
    says: /a\.csv/,
  },
  {
    title: 'a Parquet file cut off',
    files: {'a.parquet': new TextEncoder().encode(`PAR1${'x'.repeat(200)}`)},
    args: ['a.parquet'],
    code: 'INFER_PARQUET_DAMAGED',
    says: /a\.parquet/,
  },
  ...['0', '-1', 'abc', '2.5', ''].map(rows => ({
    title: `--rows=${rows}`,
    args: ['rooms.csv', `--rows=${rows}`],
    code: 'INFER_ROWS',
    says: new RegExp(`whole number from 1 on, was "${rows}"`),
  })),
  {
    title: 'more rows than the disk has room for, saying how much',
    args: ['rooms.csv', '--rows=1e15'],
    code: 'INFER_DISK_FULL',
    says: /needs about \d+ PB, and its disk has [\d.]+ \w+ free/,
  },
  {
    title: 'more rows of Parquet than the disk has room for',
    args: ['rooms.csv', '--rows=1e15', '-o', 'b.parquet'],
    code: 'INFER_DISK_FULL',
    says: /\d PB/,
  },
  {
    title: 'an unknown generator, with the nearest name and what to install',
    args: ['rooms.csv', '--generator', 'tree'],
    status: 4,
    code: 'INFER_GENERATOR_UNKNOWN',
    says: /"tree"[\s\S]*--generator trees[\s\S]*infer plugins install @inferloop\/generator-tree/,
  },
  {
    title: 'a sheet of a table that is no workbook',
    args: ['rooms.csv', '--sheet', 'foo'],
    code: 'INFER_OPTION',
    says: /rooms\.csv has no sheets: .*\nleave out --sheet/,
  },
  {
    title: 'an output that ends as folders do',
    args: ['rooms.csv', '-o', 'b.csv/'],
    code: 'INFER_OUTPUT_UNWRITABLE',
    says: /^b\.csv\/ cannot be written: its name ends in \/, as those of folders do\.\n--output b\.csv$/,
  },
  {
    title: 'a model under the name of the data card',
    args: ['rooms.csv', '-o', 's.csv', '--save-model', 's.csv.card.json'],
    code: 'INFER_OPTION',
    says: /^--save-model is s\.csv\.card\.json, and the data card of s\.csv goes there: .*\n--save-model s\.infer/,
  },
  {
    title: 'a table that has the name of the data card',
    files: {'s.csv.card.json': ROOMS},
    args: ['s.csv.card.json', '-o', 's.csv'],
    code: 'INFER_OPTION',
    says: /^s\.csv\.card\.json is read, and the data card of s\.csv goes there: .*\n--no-card/,
  },
  {
    title: 'an output in a folder that is not there',
    args: ['rooms.csv', '-o', 'nowhere/b.csv'],
    code: 'INFER_OUTPUT_UNWRITABLE',
    says: /no folder/,
  },
  {
    title: 'an output in a file as if it were a folder',
    args: ['rooms.csv', '-o', 'rooms.csv/b.csv'],
    code: 'INFER_OUTPUT_UNWRITABLE',
    says: /not a folder/,
  },
  {
    title: 'a folder as output',
    args: ['rooms.csv', '-o', '.', '--force'],
    code: 'INFER_OUTPUT_UNWRITABLE',
    says: /folder/,
  },
  {
    title: 'an output that exists',
    files: {'b.csv': 'mine'},
    args: ['rooms.csv', '-o', 'b.csv'],
    code: 'INFER_OUTPUT_EXISTS',
    says: /b\.csv is there already[\s\S]*--force/,
  },
  {
    title: 'the default output that exists',
    files: {'rooms.synthetic.csv': 'mine'},
    args: ['rooms.csv'],
    code: 'INFER_OUTPUT_EXISTS',
    says: /rooms\.synthetic\.csv/,
  },
  {
    title: 'a model file that exists',
    files: {'m.infer': 'mine'},
    args: ['rooms.csv', '--save-model', 'm.infer'],
    code: 'INFER_OUTPUT_EXISTS',
    says: /m\.infer[\s\S]*--save-model/,
  },
  {
    title: 'the input as output, even with --force',
    args: ['rooms.csv', '-o', './rooms.csv', '--force'],
    code: 'INFER_OPTION',
    says: /would be lost/,
  },
  {
    title: 'the output as model file',
    args: ['rooms.csv', '-o', 'b.csv', '--save-model', 'b.csv', '--force'],
    code: 'INFER_OPTION',
    says: /--save-model/,
  },
  {
    title: 'an ending that is none of a table',
    args: ['rooms.csv', '-o', 'b.docx'],
    code: 'INFER_FILE_FORMAT',
    says: /\.docx/,
  },
  {
    title: 'a column that is not there',
    args: ['rooms.csv', '--categorical', 'beds,colour'],
    code: 'INFER_COLUMN_UNKNOWN',
    says: /colour/,
  },
  {
    title: 'an option the generator does not know, with the nearest name',
    args: ['rooms.csv', '--option', 'minleaf=5'],
    code: 'INFER_OPTION',
    says: /"minleaf"[\s\S]*min-leaf/,
  },
  {
    title: 'an option out of its range, saying the range',
    args: ['rooms.csv', '--option', 'min-leaf=-5'],
    code: 'INFER_OPTION',
    says: /at least 0, was -5/,
  },
  {
    title: 'an option without a value',
    args: ['rooms.csv', '--option', 'min-leaf'],
    code: 'INFER_OPTION',
    says: /name=value/,
  },
  {title: 'a seed of words', args: ['rooms.csv', '--seed', 'x'], code: 'INFER_OPTION', says: /--seed.*"x"/},
  {title: 'no threads', args: ['rooms.csv', '--threads', '0'], code: 'INFER_OPTION', says: /1 to 256/},
  {title: 'an unknown privacy', args: ['rooms.csv', '--privacy', 'all'], code: 'INFER_OPTION', says: /high/},
  {title: 'an unknown flag', args: ['rooms.csv', '--row', '5'], code: 'INFER_OPTION', says: /--row/},
  {title: 'nothing to learn from', args: [], code: 'INFER_OPTION', says: /--model/},
  {
    title: 'a table and a model together',
    args: ['rooms.csv', '--model', 'm.infer'],
    code: 'INFER_OPTION',
    says: /one of them/,
  },
  {
    title: 'a setting of the fit with a model',
    args: ['--model', 'm.infer', '--privacy', 'high'],
    code: 'INFER_OPTION',
    says: /--privacy cannot go with --model/,
  },
  {title: 'a missing model', args: ['--model', 'm.infer'], code: 'INFER_FILE_MISSING', says: /m\.infer/},
  {
    title: 'a foreign model',
    args: ['--model', 'rooms.csv'],
    code: 'INFER_MODEL_FOREIGN',
    says: /rooms\.csv/,
  },
  {
    title: 'JSON and rows on one standard output',
    args: ['rooms.csv', '-o', '-'],
    code: 'INFER_OPTION',
    says: /standard output/,
  },
]

describe('infer generate refuses', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', ROOMS)
  })
  afterEach(() => folder.remove())

  for (const {title, args, files = {}, input = '', status = 2, code, says} of refusals) {
    it(title, async () => {
      for (const [name, content] of Object.entries(files)) folder.write(name, content)
      const before = folder.list().map(name => [name, folder.read(name)])

      const ran = await folder.infer(['generate', ...args, '--json'], {input})

      expect(ran.status, ran.stderr).to.equal(status)
      const {error} = JSON.parse(ran.stdout.toString()) as {
        error: {code: string; message: string; suggestions: string[]}
      }
      expect(error.code).to.equal(code)
      expect([error.message, ...error.suggestions].join('\n')).to.match(says)
      expect(error.suggestions).to.not.deep.equal([])
      expect(folder.list().map(name => [name, folder.read(name)])).to.deep.equal(before)
    })
  }

  it('in words: what, the code, what to do', async () => {
    const {status, stdout, stderr} = await folder.infer(['generate', 'room.csv'])
    expect(status).to.equal(2)
    expect(stdout.length).to.equal(0)
    expect(stderr).to.match(/›\s+Error: .*room\.csv/)
    expect(stderr).to.include('Code: INFER_FILE_MISSING')
    expect(stderr).to.match(/Try this:/)
    expect(stderr).to.not.match(/\bat .*\.js:\d+/)
  })

  it('with --verbose also where it came from', async () => {
    const {stderr} = await folder.infer(['generate', 'room.csv', '--verbose'])
    expect(stderr).to.match(/\bat .*\.js:\d+/)
  })

  it('a command that does not exist, with the nearest', async () => {
    const {status, stderr} = await folder.infer(['genrate', 'rooms.csv'])
    expect(status).to.equal(2)
    expect(stderr).to.equal(
      ' ›   Error: infer has no command "genrate rooms.csv".\n ›   Code: INFER_OPTION\n ›   Try this: infer generate\n',
    )
  })

  // The superuser may write everywhere.
  if (process.getuid?.() !== 0 && process.platform !== 'win32') {
    it('a folder that may not be written to', async () => {
      const {chmodSync, mkdirSync} = await import('node:fs')
      mkdirSync(folder.file('locked'), {mode: 0o555})
      const {status, stderr} = await folder.infer(['generate', 'rooms.csv', '-o', 'locked/b.csv'])
      chmodSync(folder.file('locked'), 0o755)
      expect(status).to.equal(2)
      expect(stderr).to.include('INFER_OUTPUT_UNWRITABLE')
    })
  }
}).timeout(30_000)
