// The library does what the command does, and prints nothing.
import {CONTRACT, type Generator, type GeneratorDescriptor, type Table} from '@inferloop/contract'
import {expect} from 'chai'
import {PassThrough, Readable} from 'node:stream'
import {generate, InferError, type StageEvent} from '../../src/index.ts'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

/** Gives back the table it saw, again and again. */
const parrot = (more: Partial<Generator> = {}): GeneratorDescriptor => ({
  contract: CONTRACT,
  name: 'parrot',
  summary: 'for tests',
  options: [],
  load: async () => ({
    fit: async (table: Table) => table,
    async *sample(model: unknown, rows: number) {
      const table = model as Table
      for (let made = 0; made < rows; made += table.rows) yield table
    },
    save: () => ({meta: null, arrays: {}}),
    load: () => {
      throw new Error('never')
    },
    ...more,
  }),
})

const caught = (work: Promise<unknown>): Promise<InferError> =>
  work.then(
    () => {
      throw new Error('it ended well')
    },
    (error: unknown) => error as InferError,
  )

describe('generate, as a library', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(120))
  })
  after(() => folder.remove())

  it('writes the same file as the command, and returns what --json prints', async () => {
    const output = folder.file('library.csv')
    const result = await generate({input: folder.file('rooms.csv'), output, rows: 50, seed: 4})
    const ran = await folder.infer([
      'generate',
      'rooms.csv',
      '-o',
      'command.csv',
      '--rows',
      '50',
      '--seed',
      '4',
      '--json',
    ])
    expect(folder.read('library.csv')).to.equal(folder.read('command.csv'))
    const {$schema, ...printed} = JSON.parse(ran.stdout.toString()) as typeof result & {$schema: string}
    expect($schema).to.match(/\/generate\.v1\.json$/)
    const varies = {output: '', card: '', seconds: {}}
    expect({...result, ...varies}).to.deep.equal({...printed, ...varies})
  })

  it('leaves neither table nor model when the model cannot be saved, and what they would replace stays', async () => {
    const [output, saveModel] = [folder.write('both.csv', 'mine'), folder.write('both.infer', 'mine too')]
    const generator = parrot({
      save: () => {
        throw new Error('no')
      },
    })
    const input = folder.file('rooms.csv')
    const before = folder.list()
    expect((await caught(generate({input, output, saveModel, generator, force: true}))).message).to.include(
      'no',
    )
    expect(folder.list()).to.deep.equal(before)
    expect([folder.read('both.csv'), folder.read('both.infer')]).to.deep.equal(['mine', 'mine too'])
    const fresh = {output: folder.file('new.csv'), saveModel: folder.file('new.infer')}
    await caught(generate({input, ...fresh, generator}))
    expect(folder.list()).to.deep.equal(before)
  })

  it('leaves neither when it is stopped while the model is saved', async () => {
    const stop = new AbortController()
    const generator = parrot({
      save: () => {
        stop.abort(new Error('enough'))
        return {meta: null, arrays: {}}
      },
    })
    const before = folder.list()
    const given = {
      input: folder.file('rooms.csv'),
      output: folder.file('s.csv'),
      saveModel: folder.file('s.infer'),
    }
    expect((await caught(generate({...given, generator, signal: stop.signal}))).message).to.equal('enough')
    expect(folder.list()).to.deep.equal(before)
  })

  it('holds the rows against the cells that were read, also the labels too rare to be learnt', async () => {
    // 180 of 400 rows live in villages of three, which are never learnt: at most the 220 others can come out alike.
    const rows = Array.from(
      {length: 400},
      (_, i) => `${i < 220 ? ['Ulm', 'Bonn'][i % 2] : `village ${Math.floor(i / 3)}`},${i % 7}`,
    )
    const input = folder.write('villages.csv', `city,rooms\n${rows.join('\n')}\n`)
    const output = folder.file('villages.synthetic.csv')
    const {columns} = await generate({input, output, categorical: ['city']})
    const counts = (lines: readonly string[]) =>
      Map.groupBy(
        lines.map(line => line.split(',')[0]!),
        city => city,
      )
    const [real, made] = [counts(rows), counts(folder.rows('villages.synthetic.csv'))]
    const share = (of: typeof real, city: string) => (of.get(city)?.length ?? 0) / 400
    const cities = [...new Set([...real.keys(), ...made.keys()])]
    const truth =
      1 - cities.reduce((sum, city) => sum + Math.abs(share(real, city) - share(made, city)), 0) / 2
    expect(columns[0]!.score).to.be.closeTo(truth, 1e-9)
    expect(truth).to.be.below(0.56)
  })

  it('reads and writes streams', async () => {
    const output = new PassThrough()
    const chunks: Buffer[] = []
    output.on('data', (chunk: Buffer) => chunks.push(chunk))
    const {rows, output: name} = await generate({input: Readable.from([rooms(60)]), output, rows: 10})
    expect([rows, name]).to.deep.equal([10, '-'])
    expect(Buffer.concat(chunks).toString().trimEnd().split('\n').length).to.equal(11)
    expect(output.writableEnded).to.equal(false)
  })

  it('tells the stages in order, each begun and done once, and never goes back', async () => {
    const events: StageEvent[] = []
    await generate({
      input: folder.file('rooms.csv'),
      output: folder.file('stages.csv'),
      rows: 30_000,
      onProgress: event => events.push(event),
    })
    const ends = events.filter(({state}) => state !== 'going').map(({phase, state}) => `${phase} ${state}`)
    expect(ends).to.deep.equal(
      ['read', 'understand', 'fit', 'sample', 'write'].flatMap(phase => [`${phase} begun`, `${phase} done`]),
    )
    const sampled = events.filter(({phase}) => phase === 'sample').map(({done}) => done)
    expect(sampled).to.deep.equal(sampled.toSorted((a, b) => a - b))
    expect(sampled.at(-1)).to.equal(30_000)
  })

  it('takes a generator of your own', async () => {
    const {generator, columns} = await generate({
      input: folder.file('rooms.csv'),
      output: folder.file('parrot.csv'),
      generator: parrot(),
    })
    expect(generator.name).to.equal('parrot')
    // What it was taught lacks the outermost values, which one row of 120 holds.
    for (const {name, score} of columns) if (name !== 'id') expect(score, name).to.be.within(0.99, 1)
  })

  it('rejects with the code of what the caller can change', async () => {
    const input = folder.file('rooms.csv')
    const missing = await caught(generate({input: folder.file('none.csv')}))
    expect(missing).to.be.instanceOf(InferError)
    expect(missing.code).to.equal('INFER_FILE_MISSING')
    expect((await caught(generate({input, generator: 'none'}))).code).to.equal('INFER_GENERATOR_UNKNOWN')
    expect((await caught(generate({input, rows: 0}))).code).to.equal('INFER_ROWS')
    expect((await caught(generate({input: Readable.from(['a'])}))).code).to.equal('INFER_OPTION')
  })

  it('rejects with the reason of the signal, at once and in the middle, and leaves nothing', async () => {
    const input = folder.file('rooms.csv')
    const output = folder.file('stopped.csv')
    const reason = new Error('enough')
    expect(await caught(generate({input, output, signal: AbortSignal.abort(reason)}))).to.equal(reason)
    for (const stage of ['read', 'understand', 'fit', 'sample', 'write']) {
      const controller = new AbortController()
      const onProgress = ({phase}: StageEvent) => phase === stage && controller.abort(reason)
      const {signal} = controller
      expect(await caught(generate({input, output, signal, onProgress})), stage).to.equal(reason)
      expect(folder.list().filter(name => name.startsWith('stopped'))).to.deep.equal([])
    }
  })

  it('says when a generator makes too many or too few rows', async () => {
    const input = folder.file('rooms.csv')
    const output = folder.file('wrong.csv')
    const many = await caught(generate({input, output, generator: parrot(), rows: 100}))
    expect(many.code).to.equal('INFER_PLUGIN_BROKEN')
    expect(many.message).to.include('more than 100 rows')
    const none = parrot({async *sample() {}})
    const few = await caught(generate({input, output, generator: none}))
    expect(few.message).to.include('0 of 120 rows')
    expect(folder.list()).to.not.include('wrong.csv')
  })

  it('says what is wrong with the batches of a generator, and leaves nothing', async () => {
    const given = {input: folder.file('rooms.csv'), output: folder.file('wrong.csv')}
    const of = (sample: unknown) => parrot({sample: sample as Generator['sample']})
    const batches = (change: (table: Table) => unknown) =>
      of(async function* (model: unknown) {
        yield change(model as Table)
      })
    const wrong: readonly [RegExp, GeneratorDescriptor][] = [
      [/sample gives no async iterable/, of(() => 7)],
      [/sample gives no async iterable/, of(() => [])],
      [/sample gives no async iterable/, of(() => undefined)],
      [/no batch of rows/, batches(() => undefined)],
      [/left out column "beds"/, batches(({rows}) => ({rows, columns: []}))],
      [/codes for 121 rows|values for 121 rows/, batches(({columns}) => ({rows: 121, columns}))],
      [
        /column "view" of a batch with code 99/,
        batches(({rows, columns}) => ({
          rows,
          columns: columns.map(one => ('codes' in one ? {...one, codes: one.codes.map(() => 99)} : one)),
        })),
      ],
    ]
    for (const [words, generator] of wrong) {
      const error = await caught(generate({...given, generator}))
      expect(error.message).to.match(words)
      expect(error.code).to.equal('INFER_PLUGIN_BROKEN')
    }
    expect(folder.list()).to.not.include('wrong.csv')
  })

  it('names the generator that throws, whatever it throws and wherever', async () => {
    const given = {
      input: folder.file('rooms.csv'),
      output: folder.file('w.csv'),
      saveModel: folder.file('w.infer'),
    }
    const thrower = () => {
      throw undefined
    }
    const never = {next: () => thrower(), [Symbol.asyncIterator]: () => never}
    const throwing = [
      {fit: thrower},
      {sample: thrower},
      {sample: () => never as unknown as AsyncIterable<Table>},
      {save: thrower},
      {save: () => undefined},
      {save: () => ({meta: null})},
      {save: () => ({meta: null, arrays: {a: [1]}})},
    ] as unknown as Partial<Generator>[]
    for (const more of throwing) {
      const {code, message} = await caught(generate({...given, generator: parrot(more)}))
      expect(code).to.equal('INFER_PLUGIN_BROKEN')
      expect(message).to.match(/^Generator "parrot" is broken: (it failed: undefined|its save gives)/)
    }
    expect(folder.list().filter(name => name.startsWith('w.'))).to.deep.equal([])
  })

  it('refuses more Arrow rows than memory holds after the first batch, also from a stream', async () => {
    const given = {input: Readable.from([rooms(60)]), output: folder.file('huge.arrow'), rows: 1e12}
    const {code, message} = await caught(generate(given))
    expect(code).to.equal('INFER_MEMORY_FULL')
    expect(message).to.match(/huge\.arrow needs about \d+ TB of memory/)
    expect(folder.list().filter(name => name.startsWith('huge'))).to.deep.equal([])
  })

  it('asks before it replaces a file', async () => {
    const options = {input: folder.file('rooms.csv'), output: folder.write('asked.csv', 'mine'), rows: 3}
    expect((await caught(generate({...options, confirmReplace: async () => false}))).code).to.equal(
      'INFER_OUTPUT_EXISTS',
    )
    expect(folder.read('asked.csv')).to.equal('mine')
    await generate({...options, confirmReplace: async () => true})
    expect(folder.rows('asked.csv').length).to.equal(3)
  })
}).timeout(60_000)
