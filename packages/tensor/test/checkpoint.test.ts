import {expect} from 'chai'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  readCheckpoint,
  saveCheckpoint,
} from '../src/index.ts'

const checkpoint: Checkpoint = {
  steps: 1234,
  random: [1, 2 ** 32 - 1, 3, 4],
  states: {
    'layer.weight': Float32Array.of(1.5, -0, Number.NaN, Infinity),
    'adam.step': Float32Array.of(1234),
  },
}

describe('a checkpoint', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'infer-checkpoint-'))
  })
  after(() => rmSync(folder, {recursive: true, force: true}))

  it('comes back as it went, and leaves no other file', async () => {
    const path = join(folder, 'run.safetensors')
    await saveCheckpoint(path, {...checkpoint, steps: 1})
    await saveCheckpoint(path, checkpoint)
    expect(await readCheckpoint(path)).to.deep.equal(checkpoint)
    expect(readdirSync(folder)).to.deep.equal(['run.safetensors'])
  })

  it('is a safetensors file: length of the header, header, numbers from a multiple of 8 on', () => {
    const bytes = Buffer.from(encodeCheckpoint(checkpoint))
    const length = Number(bytes.readBigUInt64LE())
    expect(length % 8).to.equal(0)
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, unknown>
    expect(header['layer.weight']).to.deep.equal({dtype: 'F32', shape: [4], data_offsets: [0, 16]})
    expect(bytes.readFloatLE(8 + length)).to.equal(1.5)
    expect(bytes.length).to.equal(8 + length + 20)
  })

  it('is undefined where there is none', async () => {
    expect(await readCheckpoint(join(folder, 'none'))).to.equal(undefined)
  })

  it('is refused with any byte changed or missing', () => {
    const bytes = encodeCheckpoint(checkpoint)
    const code = (damaged: Uint8Array) => {
      try {
        decodeCheckpoint(damaged)
        return 'accepted'
      } catch (error) {
        return (error as {code?: string}).code
      }
    }
    expect(code(bytes)).to.equal('accepted')
    for (let i = 0; i < bytes.length; i++) {
      expect(code(bytes.slice(0, i)), `cut at ${i}`).to.equal('INFER_MODEL_DAMAGED')
      for (const bit of [0x01, 0x20, 0x41])
        expect(code(bytes.with(i, bytes[i]! ^ bit)), `byte ${i}`).to.equal('INFER_MODEL_DAMAGED')
    }
  })

  it('is refused with another step, another stream or another name of a state', () => {
    const text = Buffer.from(encodeCheckpoint(checkpoint)).toString('latin1')
    const changes = [
      ['"1234"', '"1235"'],
      ['1 4294967295 3 4', '1 4294967295 3 5'],
      ['layer.weight', 'layer.height'],
    ] as const
    for (const [before, after] of changes) {
      expect(text).to.include(before)
      const changed = Buffer.from(text.replace(before, after), 'latin1')
      expect(() => decodeCheckpoint(changed), after).to.throw('its checksum is another')
    }
  })

  it('comes back whatever its states are called', () => {
    const names = ['7', 'crc32', '"crc32":"', 'crc32":"00000000', 'ä']
    const states = Object.fromEntries(names.map((name, i) => [name, Float32Array.of(i)]))
    expect(decodeCheckpoint(encodeCheckpoint({...checkpoint, states}))).to.deep.equal({...checkpoint, states})
  })

  it('cannot be written where there is no folder, and says so', async () => {
    const path = join(folder, 'nowhere', 'run.safetensors')
    const failure = await saveCheckpoint(path, checkpoint).then(
      () => undefined,
      (error: unknown) => error as {code: string; message: string},
    )
    expect(failure?.code).to.equal('INFER_WRITE_FAILED')
    expect(failure?.message).to.include(path)
  })

  it('is named when it is damaged', async () => {
    const path = join(folder, 'damaged')
    writeFileSync(path, readFileSync(join(folder, 'run.safetensors')).subarray(0, 40))
    expect(await readCheckpoint(path).then(String, String)).to.include(`${path} is no whole checkpoint`)
  })
})
