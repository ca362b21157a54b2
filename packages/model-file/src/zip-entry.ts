// The content of one zip entry, inflated within its declared size and checked.
import {crc32, inflateRawSync} from 'node:zlib'
import {damaged, tooMuch} from './refusals.ts'
import type {Source} from './source.ts'
import {shown, type ZipEntry} from './zip-directory.ts'
import {FLAG, header, LOCAL, viewOf} from './zip-layout.ts'

/**
 * The caller has checked that `entry.bytes`, the declared size, is not too much.
 *
 * @throws InferError INFER_MODEL_DAMAGED, or INFER_MODEL_LIMIT when the content is larger than declared
 */
export async function readEntry(source: Source, entry: ZipEntry): Promise<Uint8Array> {
  const {path} = source
  const name = shown(entry.name)
  if (entry.flags & FLAG.encrypted) throw damaged(path, `its entry ${name} is encrypted`)
  const packed = await readPacked(source, entry)
  const bytes = unpack(path, name, packed, entry)
  if (bytes.length !== entry.bytes) {
    throw damaged(path, `its entry ${name} has ${bytes.length} bytes instead of ${entry.bytes}`)
  }
  if (crc32(bytes) !== entry.crc)
    throw damaged(path, `the checksum (CRC-32) of its entry ${name} does not match`)
  return bytes
}

/** Reads what lies behind the local header, which must say what the table of contents says. */
async function readPacked(source: Source, entry: ZipEntry): Promise<Uint8Array> {
  const contradiction = damaged(
    source.path,
    `its entry ${shown(entry.name)} is not where its table of contents says`,
  )
  if (entry.at + LOCAL.bytes + entry.nameBytes > entry.end) throw contradiction
  const head = await source.read(entry.at, LOCAL.bytes + entry.nameBytes)
  const view = viewOf(head)
  const local = header(view, 6)
  const same = (['flags', 'method', 'nameBytes'] as const).every(key => local[key] === entry[key])
  const sameSizes = (['crc', 'packedBytes', 'bytes'] as const).every(key => local[key] === entry[key])
  const name = new TextDecoder().decode(head.subarray(LOCAL.bytes))
  if (view.getUint32(0, true) !== LOCAL.signature || !same || name !== entry.name) throw contradiction
  if (!sameSizes && !(entry.flags & FLAG.sizesFollow)) throw contradiction
  const at = entry.at + LOCAL.bytes + local.nameBytes + local.extraBytes
  if (at + entry.packedBytes > entry.end) throw contradiction
  return source.read(at, entry.packedBytes)
}

function unpack(path: string, name: string, packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method === 0) return packed
  if (entry.method !== 8)
    throw damaged(path, `its entry ${name} is packed by method ${entry.method}, not by deflate`)
  try {
    // The output stops one byte beyond what was declared, whatever the content would like to become.
    const chunkSize = Math.min(Math.max(entry.bytes, 64), 2 ** 20)
    return inflateRawSync(packed, {maxOutputLength: Math.max(entry.bytes, 1), chunkSize})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooMuch(path, `its entry ${name} inflates to more than the ${entry.bytes} bytes it declares`)
    }
    throw damaged(path, `its entry ${name} cannot be inflated (${(error as Error).message})`, error)
  }
}
