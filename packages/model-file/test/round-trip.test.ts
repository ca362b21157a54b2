import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Json, TypedArray} from '@inferloop/contract'
import {expect} from 'chai'
import * as fc from 'fast-check'
import {packModel, readManifest, readModelFile} from '../src/index.ts'
import {LIMITS} from '../src/limits.ts'
import {pack} from '../src/pack.ts'
import {readModel} from '../src/read.ts'
import {sourceOf} from './source-of.ts'
import {everyKind, facts, small} from './sample-model.ts'

const bytesOf = (array: TypedArray) => [array.constructor.name, Buffer.from(array.buffer).toString('hex')]

describe('a model file', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infer-model-'))
  })
  after(() => rm(folder, {recursive: true}))

  it('comes back as it went in, with a column of every kind', async () => {
    const path = join(folder, 'every-kind.infer')
    const manifest = {...facts, schema: {columns: everyKind}, seed: 'a text'}
    await writeFile(path, packModel(path, {...small, manifest}))
    const model = await readModelFile(path)
    expect(model.meta).to.deep.equal(small.meta)
    expect(model.arrays).to.deep.equal(small.arrays)
    expect(Object.is(model.arrays['edges']![1], -0)).to.equal(true)
    expect(model.manifest).to.deep.include({...manifest, format: 'infer-model', formatVersion: 1})
    expect(await readManifest(path)).to.deep.equal(model.manifest)
  })

  it('keeps how the training file was written, and refuses a delimiter that would break rows', async () => {
    const packed = (delimiter: string) => {
      const dialect = {format: 'csv', delimiter, newline: '\r\n', bom: true} as const
      return pack('m', {...small, manifest: {...facts, dialect}}, LIMITS)
    }
    const {manifest} = await readModel(sourceOf(packed(';')), LIMITS)
    expect(manifest.dialect).to.deep.equal({format: 'csv', delimiter: ';', newline: '\r\n', bom: true})
    expect(() => packed('\n')).to.throw('dialect/delimiter')
  })

  it('tells the type, length and checksum of each array', async () => {
    const {manifest} = await readModel(sourceOf(pack('m', small, LIMITS)), LIMITS)
    expect(Object.keys(manifest.arrays)).to.deep.equal(['a/b.c', 'edges', 'tree-0'])
    // printf '\1\2\3' | sha256sum
    const sha256 = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81'
    expect(manifest.arrays['tree-0']).to.deep.equal({dtype: 'uint8', length: 3, bytes: 3, sha256})
  })

  it('comes back bit for bit for any arrays and any JSON', async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,9}(\/[A-Za-z0-9][A-Za-z0-9_.-]{0,9})?$/)
    const array: fc.Arbitrary<TypedArray> = fc.oneof(
      fc.uint8Array(),
      fc.uint16Array(),
      fc.uint32Array(),
      fc.int8Array(),
      fc.int16Array(),
      fc.int32Array(),
      fc.float32Array(),
      fc.float64Array(),
    )
    // JSON has one zero.
    const json = fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)) as Json)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, array, {noNullPrototype: true}), json, async (arrays, meta) => {
        const model = await readModel(sourceOf(pack('m', {manifest: facts, meta, arrays}, LIMITS)), LIMITS)
        expect(model.meta).to.deep.equal(meta)
        const pairs = Object.entries(model.arrays).map(([key, value]) => [key, bytesOf(value)])
        expect(Object.fromEntries(pairs)).to.deep.equal(
          Object.fromEntries(Object.entries(arrays).map(([key, value]) => [key, bytesOf(value.slice())])),
        )
      }),
    )
  })

  it('is the same, byte for byte, for the same model, whatever the order of arrays, hour or time zone', () => {
    const first = Buffer.from(pack('m', small, LIMITS))
    const zone = process.env['TZ']
    try {
      process.env['TZ'] = 'Pacific/Kiritimati'
      const arrays = Object.fromEntries(Object.entries(small.arrays).toReversed())
      expect(first.equals(pack('other', {...small, arrays}, LIMITS))).to.equal(true)
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('keeps a view of a larger buffer, not the buffer', async () => {
    const view = Uint32Array.of(1, 2, 3, 4).subarray(1, 3)
    const model = await readModel(sourceOf(pack('m', {...small, arrays: {view}}, LIMITS)), LIMITS)
    expect(model.arrays['view']).to.deep.equal(Uint32Array.of(2, 3))
    expect(model.arrays['view']!.buffer.byteLength).to.equal(8)
  })

  it('lets keys like __proto__ be mere keys', async () => {
    const meta = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    ) as Json
    const model = await readModel(sourceOf(pack('m', {...small, meta}, LIMITS)), LIMITS)
    expect(JSON.stringify(model.meta)).to.equal(JSON.stringify(meta))
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined)
  })

  it('keeps the name of the training file and not its folder', async () => {
    const trainedOn = {...facts.trainedOn, file: '/home/ana/clients/data.csv'}
    const packed = pack('m', {...small, manifest: {...facts, trainedOn}}, LIMITS)
    const {manifest} = await readModel(sourceOf(packed), LIMITS)
    expect(manifest.trainedOn.file).to.equal('data.csv')
  })

  it('stores what deflates better than a reader believes', async () => {
    const zeros = new Float64Array(10_000)
    const limits = {...LIMITS, ratio: 4, ratioFreeBytes: 1_000}
    const packed = pack('m', {...small, arrays: {zeros}}, limits)
    expect(packed.length).to.be.above(80_000)
    expect((await readModel(sourceOf(packed), limits)).arrays['zeros']).to.deep.equal(zeros)
  })
})

const save =
  (model: object, limits: object = {}) =>
  () =>
    pack('m', {...small, ...model}, {...LIMITS, ...limits})

describe('saving', () => {
  it('refuses, as a bug of the generator, what would not come back the same', () => {
    expect(save({meta: {mean: Number.NaN}})).to.throw(Error, 'generator.json has NaN at "mean"')
    expect(save({meta: undefined})).to.throw(Error, 'generator.json has nothing')
    expect(save({arrays: {'../x': new Uint8Array(1)}})).to.throw(Error, '"../x"')
    expect(save({arrays: {__proto__x: new Uint8Array(1)}})).to.throw(Error, '"__proto__x"')
    expect(save({arrays: {x: new BigInt64Array(1)}})).to.throw(Error, 'not BigInt64Array')
    const trainedOn = {...facts.trainedOn, sha256: 'none'}
    expect(save({manifest: {...facts, trainedOn}})).to.throw(
      Error,
      'trainedOn/sha256: should be 64 lower-case hex',
    )
  })

  it('refuses what no reader would take', () => {
    for (const limits of [
      {totalBytes: 500},
      {jsonBytes: 100},
      {jsonDepth: 2},
      {entries: 4},
      {fileBytes: 900},
    ]) {
      expect(save({}, limits)).to.throw().with.property('code', 'INFER_MODEL_LIMIT')
    }
  })
})
