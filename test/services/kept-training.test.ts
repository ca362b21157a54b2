// The file beside the output in which a long fit keeps where it stands.
import {CONTRACT, type GeneratorDescriptor, InferError, type RunContext} from '@inferloop/contract'
import {expect} from 'chai'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {generate} from '../../src/services/generate.ts'
import {keptBeside} from '../../src/services/kept-training.ts'

describe('what a long fit keeps', () => {
  let folder: string
  let output: string
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const beside = async (identity: {readonly seed: number} = {seed: 1}, path = output) =>
    (await keptBeside(path, identity, {log}))!

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'infer-kept-'))
    output = join(folder, 'made.csv')
    lines.length = 0
  })
  afterEach(() => rmSync(folder, {recursive: true}))

  it('is found again by the same input and options, and by no others', async () => {
    const kept = await beside()
    expect(await kept.read()).to.equal(undefined)
    await kept.write(Uint8Array.of(1, 2))
    await kept.write(Uint8Array.of(3))
    expect([...(await (await beside()).read())!]).to.deep.equal([3])
    expect(await (await beside({seed: 2})).read()).to.equal(undefined)
    expect(readdirSync(folder)).to.have.length(1)
    expect(readdirSync(folder)[0]).to.match(/^made\.csv\.[0-9a-f]{12}\.training$/)
  })

  it('is gone when it is removed, with what trainings before left, and nothing else', async () => {
    const kept = await beside()
    await kept.write(Uint8Array.of(1))
    await (await beside({seed: 2})).write(Uint8Array.of(1))
    writeFileSync(`${output}.0123456789ab.training.4711.partial`, 'half')
    const others = [
      'made.csv.0123456789ab.training.csv',
      'made.csv.training',
      'other.csv.0123456789ab.training',
    ]
    for (const name of others) writeFileSync(join(folder, name), 'mine')
    await kept.remove()
    expect(readdirSync(folder).toSorted()).to.deep.equal(others.toSorted())
  })

  it('neither follows a link that has its name nor reads one', async () => {
    const kept = await beside()
    await kept.write(Uint8Array.of(1))
    const name = readdirSync(folder)[0]!
    await kept.remove()
    writeFileSync(join(folder, 'victim.txt'), 'mine')
    symlinkSync('victim.txt', join(folder, name))
    await kept.write(Uint8Array.of(2))
    expect(readFileSync(join(folder, 'victim.txt'), 'utf8')).to.equal('mine')
    expect(await kept.read()).to.equal(undefined)
    expect(lines).to.have.length(1)
  })

  it('says once that it cannot be written, and does no harm', async () => {
    const kept = await beside({seed: 1}, join(folder, 'nowhere', 'made.csv'))
    await kept.write(Uint8Array.of(1))
    await kept.write(Uint8Array.of(2))
    expect(lines).to.have.length(1)
    expect(lines[0]).to.include('cannot be written, a crash would lose the training')
  })

  it('is not there beside a device or a folder', async () => {
    expect(await keptBeside('/dev/null', {}, {log})).to.equal(undefined)
    mkdirSync(output)
    expect(await keptBeside(output, {}, {log})).to.equal(undefined)
  })

  /** Trains until it is stopped, having kept something where `keeps`. */
  const endless = (keeps: boolean, stop: AbortController, reason: Error): GeneratorDescriptor => ({
    contract: CONTRACT,
    name: 'endless',
    summary: 'never ends',
    options: [],
    load: async () => ({
      async fit(_table: unknown, _options: unknown, run: RunContext) {
        if (keeps) await run.kept!.write(Uint8Array.of(1))
        stop.abort(reason)
        throw new Error('some other way of ending')
      },
      // oxlint-disable-next-line require-yield
      async *sample() {
        throw new Error('nothing to draw from')
      },
      save: () => ({meta: null, arrays: {}}),
      load: () => null,
    }),
  })

  async function stopped(keeps: boolean, reason: Error): Promise<Error> {
    const stop = new AbortController()
    const input = join(folder, 'real.csv')
    writeFileSync(input, `a,b\n${'1,2\n2,3\n'.repeat(50)}`)
    const given = {input, output, generator: endless(keeps, stop, reason), signal: stop.signal}
    try {
      await generate(given, async () => ({offers: [], complaints: []}))
    } catch (error) {
      return error as Error
    }
    throw new Error('it went on')
  }
  const interruption = new InferError('INFER_INTERRUPTED', {message: 'Interrupted.', suggestions: ['again']})

  it('is told of when Ctrl-C stops the training, with where it lies and how it goes on', async () => {
    const error = (await stopped(true, interruption)) as InferError
    expect(error.code).to.equal('INFER_INTERRUPTED')
    expect(error.message).to.match(/no table was written.*made\.csv\.[0-9a-f]{12}\.training\.$/)
    expect(error.suggestions[0]).to.include('goes on from there')
    rmSync(join(folder, readdirSync(folder).find(name => name.endsWith('.training'))!))
  })

  it('is not told of where there is nothing, nor by a program’s own signal', async () => {
    expect(await stopped(false, interruption)).to.equal(interruption)
    const own = new Error('enough')
    expect(await stopped(true, own)).to.equal(own)
  })
})
