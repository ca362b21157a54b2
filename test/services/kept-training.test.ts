// The file beside the output in which a long fit keeps where it stands.
import {CONTRACT, type GeneratorDescriptor, InferError, type RunContext} from '@inferloop/contract'
import {expect} from 'chai'
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {generate} from '../../src/services/generate.ts'
import {keptBeside} from '../../src/services/kept-training.ts'

describe('what a long fit keeps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'infer-kept-'))
  const output = join(folder, 'made.csv')
  after(() => rmSync(folder, {recursive: true}))

  it('is found again by the same input and options, and by no others', async () => {
    const kept = keptBeside(output, {seed: 1, options: {epochs: 3}})
    expect(await kept.read()).to.equal(undefined)
    await kept.write(Uint8Array.of(1, 2))
    await kept.write(Uint8Array.of(3))
    expect([...(await keptBeside(output, {seed: 1, options: {epochs: 3}}).read())!]).to.deep.equal([3])
    expect(await keptBeside(output, {seed: 2, options: {epochs: 3}}).read()).to.equal(undefined)
    expect(readdirSync(folder)).to.have.length(1)
    expect(readdirSync(folder)[0]).to.match(/^made\.csv\.[0-9a-f]{12}\.training$/)
  })

  it('is gone when it is removed, and cannot fail where there is no room', async () => {
    const kept = keptBeside(output, {seed: 1, options: {epochs: 3}})
    await kept.remove()
    expect(readdirSync(folder)).to.deep.equal([])
    await keptBeside(join(folder, 'nowhere', 'made.csv'), {}).write(Uint8Array.of(1))
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
