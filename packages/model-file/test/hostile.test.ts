import {createHash} from 'node:crypto'
import {errorCode, PLAIN_FORMAT} from '@inferloop/contract'
import {expect} from 'chai'
import {strToU8, unzipSync, type Zippable, zipSync} from 'fflate'
import {LIMITS} from '../src/limits.ts'
import type {Manifest} from '../src/manifest.ts'
import {pack} from '../src/pack.ts'
import {readModel} from '../src/read.ts'
import {everyKind, small} from './sample-model.ts'
import {sourceOf} from './source-of.ts'

type Changes = Record<string, Uint8Array | undefined>
type Edit = (manifest: {-readonly [K in keyof Manifest]: Manifest[K]}) => unknown

const packed = pack('m', small, LIMITS)
const entries = unzipSync(packed)

function edited(edit: Edit): Uint8Array {
  const manifest = JSON.parse(Buffer.from(entries['manifest.json']!).toString()) as Manifest
  return strToU8(JSON.stringify(edit(manifest) ?? manifest))
}

/** A sound zip of the sample's entries with some replaced, added or (undefined) left out. */
function zipWith(changes: Changes): Uint8Array {
  const all = Object.entries({...entries, ...changes}).filter(([, bytes]) => bytes !== undefined)
  return zipSync(Object.fromEntries(all) as Zippable)
}

/** Code and message of the refusal. */
async function refusal(bytes: Uint8Array, limits = LIMITS): Promise<string> {
  try {
    await readModel(sourceOf(bytes), limits)
  } catch (error) {
    return `${errorCode(error)}: ${(error as Error).message}`
  }
  return 'it was read'
}

const foreign = (why: string) => `INFER_MODEL_FOREIGN: m.infer is not an infer model: ${why}.`

/** What is said of the sample with these changes, without the words every damage begins with. */
const damaged = async (changes: Changes) => {
  const said = await refusal(zipWith(changes))
  expect(said).to.match(/^INFER_MODEL_DAMAGED: m\.infer is damaged: /)
  return said.replace('INFER_MODEL_DAMAGED: m.infer is damaged: ', '')
}

/** What is said of a manifest edited so. */
const faultOf = async (edit: Edit) =>
  (await damaged({'manifest.json': edited(edit)})).replace('manifest.json: ', '')

const limit = async (bytes: Uint8Array, limits: object = {}) => {
  const said = await refusal(bytes, {...LIMITS, ...limits})
  expect(said).to.match(/^INFER_MODEL_LIMIT: m\.infer is refused: /)
  return said
}

/** The sample with a change where the table of contents describes `arrays/edges.bin`. */
const central = (change: (bytes: Buffer, at: number) => void) => {
  const bytes = Buffer.from(packed)
  change(bytes, bytes.lastIndexOf('arrays/edges.bin') - 46)
  return refusal(bytes)
}

describe('a file that is not a model', () => {
  it('is called foreign', async () => {
    expect(await refusal(new Uint8Array())).to.equal(foreign('it is empty'))
    expect(await refusal(strToU8('age,town\n1,a\n'))).to.equal(foreign('it is not a zip file'))
    expect(await refusal(zipSync({}))).to.equal(foreign('it is not a zip file'))
    expect(await refusal(zipSync({'word/document.xml': strToU8('<x/>')}))).to.equal(
      foreign('it has no manifest.json'),
    )
    const extension = {'manifest.json': strToU8('{"manifest_version": 3}')}
    expect(await refusal(zipSync(extension))).to.contain(
      'its manifest.json does not say "format": "infer-model"',
    )
    const text = {'manifest.json': strToU8('Manifest-Version: 1.0')}
    expect(await refusal(zipSync(text))).to.match(/^INFER_MODEL_FOREIGN.*not JSON/)
    const inherited = {
      'manifest.json': strToU8('{"__proto__": {"format": "infer-model", "formatVersion": 1}}'),
    }
    expect(await refusal(zipSync(inherited))).to.match(/^INFER_MODEL_FOREIGN/)
  })

  it('is called new when it comes from a later infer, whatever else it holds', async () => {
    const later = zipSync({
      'manifest.json': strToU8('{"format": "infer-model", "formatVersion": 2}'),
      'weights.onnx': new Uint8Array(9),
    })
    expect(await refusal(later)).to.equal(
      'INFER_MODEL_VERSION: m.infer has format version 2; this infer reads versions up to 1.',
    )
  })
})

describe('a model file that contradicts itself', () => {
  it('is refused for entries absent or unknown, tricks with paths among them', async () => {
    expect(await damaged({'generator.json': undefined})).to.equal('its entry "generator.json" is missing.')
    for (const name of [
      '../x',
      '/etc/passwd',
      'arrays/../../x.bin',
      'C:\\x',
      'arrays/more.bin',
      'x\u0000y',
    ]) {
      expect(await damaged({[name]: new Uint8Array(1)})).to.equal(
        `its entry ${JSON.stringify(name)} is not in its manifest.`,
      )
    }
  })

  it('is refused for two entries of one name', async () => {
    const twice = zipWith({'arrays/edgeX.bin': new Uint8Array(24)})
    const renamed = Buffer.from(twice.map((byte, i) => (isName(twice, i) ? 's'.charCodeAt(0) : byte)))
    expect(await refusal(renamed)).to.contain('it has two entries "arrays/edges.bin"')
  })

  it('is refused for an array of another content, length or type than its manifest says', async () => {
    expect(await damaged({'arrays/tree-0.bin': Uint8Array.of(1, 2, 4)})).to.contain('SHA-256')
    expect(await damaged({'arrays/tree-0.bin': Uint8Array.of(1, 2)})).to.contain(
      'has 2 bytes, its manifest says 3',
    )
    const arrayFacts = (name: string, facts: object) => ({
      'manifest.json': edited(m => ({...m, arrays: {...m.arrays, [name]: {...m.arrays[name], ...facts}}})),
    })
    expect(await damaged(arrayFacts('edges', {dtype: 'float16'}))).to.contain(
      'arrays/edges/dtype: should be one of "uint8"',
    )
    expect(await damaged(arrayFacts('edges', {dtype: 'uint16'}))).to.equal(
      'manifest.json: arrays/edges/bytes: should be 6, for 3 of uint16, was 24.',
    )
    expect(await damaged(arrayFacts('edges', {bytes: 23}))).to.contain(
      'should be 24, for 3 of float64, was 23',
    )
    expect(await damaged(arrayFacts('edges', {length: -3, bytes: -24}))).to.contain(
      'arrays/edges/bytes: should be a whole number',
    )
    expect(
      await damaged({'manifest.json': edited(m => ({...m, arrays: {'../x': m.arrays['edges']}}))}),
    ).to.contain('was "../x"')
  })

  it('names the path, the rule and the value of what is wrong in a manifest', async () => {
    expect(await faultOf(m => ({...m, formatVersion: '1'}))).to.equal(
      'formatVersion: should be a whole number from 1 to 9007199254740991, was "1".',
    )
    expect(await faultOf(m => ({...m, infer: undefined}))).to.equal('infer: should be a text, was missing.')
    expect(await faultOf(m => ({...m, schema: {columns: [{name: 'a', kind: 'colour'}]}}))).to.match(
      /^schema\/columns\/0\/kind: should be one of "numeric", .*, was "colour"\.$/,
    )
    expect(await faultOf(m => ({...m, schema: {columns: [{name: 'a', kind: 'empty'}]}}))).to.equal(
      'schema/columns/0/evidence: should be a text, was missing.',
    )
    expect(await faultOf(m => ({...m, options: {privacy: 'zzz'}}))).to.match(
      /^options\/privacy: should be .*zzz/,
    )
    expect(await faultOf(m => ({...m, options: {depth: [1]}}))).to.equal(
      'options/depth: should be a number, was a list of 1.',
    )
    expect(await faultOf(m => ({...m, scores: [{name: 'a', metric: 'b', score: 'c'}]}))).to.contain(
      'scores/0/score',
    )
  })

  it('is refused for a schema that no cell could be written from', async () => {
    const described = {name: 'a', evidence: 'All.', missing: [], physical: 'text'}
    const numeric = {
      ...described,
      kind: 'numeric',
      decimals: 0,
      step: 1,
      offset: 0,
      min: 0,
      max: 9,
      format: PLAIN_FORMAT,
    }
    const id = {...described, kind: 'id', style: 'pattern', unique: true}
    const faultIn = (...columns: readonly object[]) => faultOf(m => ({...m, schema: {columns}}))
    expect(await faultIn({...numeric, step: 0})).to.equal(
      'schema/columns/0/step: should be a number above 0, was 0.',
    )
    expect(await faultIn({...numeric, decimals: 400})).to.contain('schema/columns/0/decimals')
    expect(await faultIn({...numeric, min: 10})).to.equal(
      'schema/columns/0/min: should be at most max, was 10.',
    )
    expect(await faultIn(id)).to.contain('schema/columns/0/patterns: should be a list of patterns')
    expect(await faultIn({...id, style: 'sequence', start: 0.5})).to.contain('schema/columns/0/start')
    expect(await faultIn(numeric, numeric)).to.equal(
      'schema/columns/1/name: should be a name of its own, was "a".',
    )
  })

  it('is refused for an order that leaves a category out', async () => {
    for (const order of [[0], [0, 0], [1, 2], ['a', 'b']]) {
      const fault = faultOf(m => ({...m, schema: {columns: [{...everyKind[2], order}]}}))
      expect(await fault).to.contain('schema/columns/0/order')
    }
  })

  it('is refused for offsets without one', async () => {
    for (const offsets of [[], [[60]], [[60, 'all']]]) {
      const fault = faultOf(m => ({...m, schema: {columns: [{...everyKind[1], offsets}]}}))
      expect(await fault).to.contain('schema/columns/0/offsets')
    }
  })

  it('is refused for half a point without the other half', async () => {
    const faultIn = (changed: object) => {
      const position = {axis: 'latitude', partner: 'lon', together: true, ...changed}
      return faultOf(m => ({...m, schema: {columns: [{...everyKind[0], position}]}}))
    }
    expect(await faultIn({})).to.contain('schema/columns/0/position/partner: should be the other half')
    expect(await faultIn({places: [[1]]})).to.contain(
      'schema/columns/0/position/places/0: should be two numbers',
    )
    expect(await faultIn({axis: 'north'})).to.contain('schema/columns/0/position/axis: should be one of')
  })

  it('is refused for points of which one half alone may be missing', async () => {
    const halfOf = (name: string, partner: string, axis: string, missing: readonly string[]) => ({
      ...everyKind[0],
      name,
      missing,
      position: {axis, partner, together: true},
    })
    const columns = [halfOf('lat', 'lon', 'latitude', ['']), halfOf('lon', 'lat', 'longitude', [])]
    expect(await faultOf(m => ({...m, schema: {columns}}))).to.contain('schema/columns/0/position/together')
  })

  it('is refused for a generator.json that is none, checksum or no', async () => {
    for (const [bytes, why] of [
      [strToU8('{"a": '), 'is not JSON'],
      [Uint8Array.of(0x22, 0xff, 0x22), 'is not UTF-8'],
    ] as const) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const manifest = edited(m => ({...m, meta: {bytes: bytes.length, sha256}}))
      expect(await damaged({'manifest.json': manifest, 'generator.json': bytes})).to.contain(
        `its generator.json ${why}`,
      )
    }
  })
})

describe('a model file that asks for too much', () => {
  const zeros = zipSync({'manifest.json': new Uint8Array(65 * 2 ** 20)}, {level: 1})

  it('is refused by each limit before memory is taken', async () => {
    expect(await limit(packed, {fileBytes: 100})).to.contain('more than 100')
    expect(await limit(packed, {entries: 3})).to.contain('it has 5 entries, more than 3')
    expect(await limit(packed, {jsonBytes: 100})).to.contain('its manifest.json has')
    expect(await limit(packed, {jsonDepth: 2})).to.contain('nested more than 2 deep')
    expect(await limit(packed, {totalBytes: 300})).to.contain('more than 300')
    expect(await limit(packed, {ratioFreeBytes: 100, ratio: 0.1})).to.contain('inflate to')
  })

  it('is refused for more columns, or longer texts, than a table has', async () => {
    const described = {evidence: '', missing: [], physical: 'text'}
    const constant = {...described, kind: 'constant', value: 'kg'}
    const columnsSaid = (columns: readonly object[]) =>
      limit(zipWith({'manifest.json': edited(m => ({...m, schema: {columns}}))}))
    expect(
      await columnsSaid(Array.from({length: 50_001}, (_, i) => ({...constant, name: `c${i}`}))),
    ).to.contain('its table has 50001 columns, more than 50000')
    const long = 'a'.repeat(2 ** 20 + 1)
    const said = 'its column "a" has a text of 1048577 characters, more than 1048576'
    expect(await columnsSaid([{...constant, name: 'a', value: long}])).to.contain(said)
    const town = {...everyKind[2], name: 'a', categories: ['Basel', long]}
    expect(await columnsSaid([town])).to.contain(said)
    const schema = {
      columns: [{...constant, name: 'a', kind: 'constant', value: long}],
    } as unknown as Manifest['schema']
    expect(() => pack('m', {...small, manifest: {...small.manifest, schema}}, LIMITS)).to.throw(said)
  })

  it('is refused when 65 MiB of manifest come as 64 kB', async () => {
    expect(zeros.length).to.be.below(70_000)
    expect(await limit(zeros)).to.contain(`its manifest.json has ${65 * 2 ** 20} bytes`)
  })

  it('is refused when an entry is larger than it declares, and never inflated whole', async () => {
    const liar = Buffer.from(zeros)
    liar.writeUInt32LE(10, 22)
    liar.writeUInt32LE(10, liar.indexOf('PK\u0001\u0002') + 24)
    const before = process.memoryUsage().arrayBuffers
    expect(await limit(liar)).to.contain('inflates to more than the 10 bytes it declares')
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(2 ** 20)
  })

  it('is refused for a hundred thousand brackets', async () => {
    const deep = zipSync({'manifest.json': strToU8(`{"format":${'['.repeat(100_000)}`)})
    expect(await limit(deep)).to.contain('nested more than 100 deep')
  })

  it('does not count brackets inside texts', async () => {
    const meta = {pattern: `\\"${'['.repeat(1_000)}`}
    const model = await readModel(sourceOf(pack('m', {...small, meta}, LIMITS)), LIMITS)
    expect(model.meta).to.deep.equal(meta)
  })
})

describe('a zip whose two tables disagree', () => {
  it('is refused for another place, method, size, or a password', async () => {
    const first = packed.indexOf(0x50)
    expect(await central((bytes, at) => bytes.writeUInt32LE(first, at + 42))).to.match(/^INFER_MODEL_DAMAGED/)
    expect(await central((bytes, at) => bytes.writeUInt32LE(0xfffffff0, at + 42))).to.contain(
      'begins after its table',
    )
    expect(await central((bytes, at) => bytes.writeUInt16LE(12, at + 10))).to.contain(
      'not where its table of contents says',
    )
    expect(await central((bytes, at) => bytes.writeUInt16LE(1, at + 8))).to.contain('is encrypted')
    expect(await central((bytes, at) => bytes.writeUInt32LE(2 ** 31, at + 20))).to.match(
      /^INFER_MODEL_DAMAGED/,
    )
  })

  it('is refused for another count of entries, the 64-bit extension, or a second disk', async () => {
    const end = (offset: number, value: number) => {
      const bytes = Buffer.from(packed)
      bytes.writeUInt16LE(value, bytes.length - 22 + offset)
      return refusal(bytes)
    }
    expect(await end(4, 1)).to.contain('several parts')
    expect(await end(10, 3)).to.contain('several parts')
    const few = Buffer.from(packed)
    few.writeUInt32LE(0x00040004, few.length - 14)
    expect(await refusal(few)).to.contain('goes on after its 4 entries')
    const many = Buffer.from(packed)
    many.writeUInt32LE(0xffffffff, many.length - 14)
    expect(await refusal(many)).to.contain('ZIP64')
  })
})

/** Whether byte i is the X of the name arrays/edgeX.bin. */
function isName(bytes: Uint8Array, i: number): boolean {
  return bytes[i] === 'X'.charCodeAt(0) && Buffer.from(bytes.subarray(i - 11, i)).toString() === 'arrays/edge'
}
