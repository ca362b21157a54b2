// Where training stands, as a safetensors file (huggingface/safetensors, "Format"): a header in JSON, then all numbers. A checksum
// in the header covers the whole file.
import {randomUUID} from 'node:crypto'
import {open, readFile, rename, rm} from 'node:fs/promises'
import {crc32} from 'node:zlib'
import {InferError} from '@inferloop/contract'

export interface Checkpoint {
  /** Steps done. */
  readonly steps: number
  /** Identity of the random stream. */
  readonly random: readonly [number, number, number, number]
  /** Every state by name. */
  readonly states: Readonly<Record<string, Float32Array>>
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** Before the checksum in the header: a key, so no name of a state can look like it. */
const BEFORE_CHECKSUM = '"crc32":"'
/** What the checksum, 8 digits of base 16, counts as in itself. */
const NO_CHECKSUM = '00000000'

/** The checkpoint as bytes; tensors have one axis, for the graph knows their shapes. */
export function encodeCheckpoint({steps, random, states}: Checkpoint): Uint8Array {
  const entries = Object.entries(states)
  const data = new Uint8Array(entries.reduce((size, [, values]) => size + values.byteLength, 0))
  const header: Record<string, unknown> = {}
  let offset = 0
  for (const [name, values] of entries) {
    const end = offset + values.byteLength
    data.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset)
    header[name] = {dtype: 'F32', shape: [values.length], data_offsets: [offset, end]} satisfies Entry
    offset = end
  }
  const metadata = {crc32: NO_CHECKSUM, steps: String(steps), random: random.join(' ')}
  const json = Buffer.from(JSON.stringify({__metadata__: metadata, ...header}))
  const length = Math.ceil(json.length / 8) * 8
  const bytes = Buffer.alloc(8 + length + data.length, ' ')
  bytes.writeBigUInt64LE(BigInt(length))
  json.copy(bytes, 8)
  bytes.set(data, 8 + length)
  bytes.write(crc32(bytes).toString(16).padStart(8, '0'), checksumPlace(bytes))
  return bytes
}

/** @throws Error when there is no checksum */
function checksumPlace(bytes: Buffer): number {
  const at = bytes.indexOf(BEFORE_CHECKSUM)
  if (at < 0) throw new Error('its checksum is missing')
  return at + BEFORE_CHECKSUM.length
}

/** @throws Error unless every byte is what it was */
function checkSum(bytes: Buffer): void {
  const at = checksumPlace(bytes)
  const end = at + NO_CHECKSUM.length
  const found = crc32(bytes.subarray(end), crc32(NO_CHECKSUM, crc32(bytes.subarray(0, at))))
  if (bytes.toString('latin1', at, end) !== found.toString(16).padStart(8, '0'))
    throw new Error('its checksum is another')
}

/** @throws InferError INFER_MODEL_DAMAGED when the bytes are no whole checkpoint */
export function decodeCheckpoint(bytes: Uint8Array, name = 'the checkpoint'): Checkpoint {
  try {
    return decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (cause) {
    throw new InferError('INFER_MODEL_DAMAGED', {
      message: `${name} is no whole checkpoint: ${(cause as Error).message}.`,
      suggestions: ['take an older copy of it, or delete it'],
      cause,
    })
  }
}

function decode(bytes: Buffer): Checkpoint {
  const start = 8 + Number(bytes.readBigUInt64LE())
  if (!(start <= bytes.length)) throw new Error(`its header would end at byte ${start} of ${bytes.length}`)
  checkSum(bytes)
  const {__metadata__: metadata, ...entries} = JSON.parse(bytes.toString('utf8', 8, start)) as Record<
    string,
    Entry
  > & {
    __metadata__?: Readonly<Record<string, string>>
  }
  const data = bytes.subarray(start)
  const random = (metadata?.['random'] ?? '').split(' ').map(Number)
  const steps = Number(metadata?.['steps'])
  if (random.length !== 4 || !Number.isSafeInteger(steps))
    throw new Error('step or random stream are missing')
  const states = Object.entries(entries as Record<string, Entry>).map(
    ([
      name,
      {
        dtype,
        data_offsets: [from, to],
      },
    ]) => {
      if (dtype !== 'F32' || !(0 <= from && from <= to && to <= data.length) || (to - from) % 4 !== 0)
        throw new Error(`"${name}" does not lie within it`)
      return [name, new Float32Array(new Uint8Array(data.subarray(from, to)).buffer)] as const
    },
  )
  return {steps, random: random as unknown as Checkpoint['random'], states: Object.fromEntries(states)}
}

/**
 * Writes to a file beside it, which then takes the name: after a crash there is the old checkpoint or the new one.
 *
 * @throws InferError INFER_WRITE_FAILED
 */
export async function saveCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`
  try {
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(encodeCheckpoint(checkpoint))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (cause) {
    await rm(unfinished, {force: true}).catch(() => {})
    throw new InferError('INFER_WRITE_FAILED', {
      message: `Writing ${path} stopped: ${(cause as Error).message}.`,
      suggestions: ['make room, or keep checkpoints in another folder'],
      cause,
    })
  }
}

/**
 * The checkpoint there, or undefined where there is no file.
 *
 * @throws InferError INFER_MODEL_DAMAGED, INFER_FILE_UNREADABLE
 */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined> {
  try {
    return decodeCheckpoint(await readFile(path), path)
  } catch (error) {
    if ((error as {code?: unknown}).code === 'ENOENT') return undefined
    if (error instanceof InferError) throw error
    throw new InferError('INFER_FILE_UNREADABLE', {
      message: `${path} cannot be read: ${(error as Error).message}.`,
      suggestions: ['change its permissions, or delete it'],
      cause: error,
    })
  }
}
