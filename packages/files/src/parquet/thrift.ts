// Thrift's compact protocol, in which the footer of a Parquet file is written: any struct to a tree of fields and back.
// @see https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md

const STOP = 0
const TRUE = 1
const FALSE = 2
const BYTE = 3
const DOUBLE = 7
const BINARY = 8
const LIST = 9
const SET = 10
const MAP = 11
const STRUCT = 12

/** Element or value with its type on the wire. Whole numbers are bigints; `raw` is a struct already written. */
export type Value =
  | {readonly type: typeof TRUE | typeof FALSE}
  | {readonly type: 3 | 4 | 5 | 6; value: bigint}
  | {readonly type: typeof DOUBLE | typeof BINARY; readonly bytes: Buffer}
  | {readonly type: typeof LIST | typeof SET; readonly of: number; readonly items: Value[]}
  | {readonly type: typeof STRUCT; readonly fields: Map<number, Value>}
  | {readonly type: typeof STRUCT; readonly raw: Buffer}

export type Struct = Extract<Value, {fields: unknown}>

export const structList = (items: Value[]): Value => ({type: LIST, of: STRUCT, items})
export const rawStruct = (raw: Buffer): Value => ({type: STRUCT, raw})

/** @throws RangeError or Error when the bytes are no struct of this protocol */
export function readStruct(bytes: Buffer): Struct {
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const zigzag = (): bigint => {
    const value = varint()
    return (value >> 1n) ^ -(value & 1n)
  }
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError(`${length} bytes wanted at ${at} of ${bytes.length}`)
    return bytes.subarray(at, (at += length))
  }
  const value = (type: number, inList: boolean): Value => {
    if (type === TRUE || type === FALSE) return {type: inList ? (take(1)[0] === TRUE ? TRUE : FALSE) : type}
    if (type === BYTE) return {type, value: BigInt(take(1).readInt8())}
    if (type === 4 || type === 5 || type === 6) return {type, value: zigzag()}
    if (type === DOUBLE) return {type, bytes: take(8)}
    if (type === BINARY) return {type, bytes: take(Number(varint()))}
    if (type === STRUCT) return struct()
    if (type === LIST || type === SET) {
      const head = bytes.readUInt8(at++)
      const length = head >> 4 === 15 ? Number(varint()) : head >> 4
      const of = head & 15
      return {type, of, items: Array.from({length}, () => value(of, true))}
    }
    throw new Error(type === MAP ? 'a map, which Parquet does not use' : `a value of type ${type}`)
  }
  const struct = (): Struct => {
    const fields = new Map<number, Value>()
    let id = 0
    for (;;) {
      const head = bytes.readUInt8(at++)
      if (head === STOP) return {type: STRUCT, fields}
      id = head >> 4 === 0 ? Number(zigzag()) : id + (head >> 4)
      fields.set(id, value(head & 15, false))
    }
  }
  return struct()
}

export function writeStruct(struct: Struct): Buffer {
  const parts: Buffer[] = []
  const byte = (value: number) => parts.push(Buffer.of(value))
  const varint = (given: bigint): void => {
    const bytes: number[] = []
    let value = given
    for (; value > 0x7fn; value >>= 7n) bytes.push(Number(value & 0x7fn) | 0x80)
    parts.push(Buffer.of(...bytes, Number(value)))
  }
  const zigzag = (value: bigint) => varint(value < 0n ? -2n * value - 1n : 2n * value)
  const put = (value: Value, inList: boolean): void => {
    if ('raw' in value) parts.push(value.raw)
    else if ('fields' in value) fields(value)
    else if ('items' in value) {
      const {length} = value.items
      byte((Math.min(length, 15) << 4) | value.of)
      if (length >= 15) varint(BigInt(length))
      for (const item of value.items) put(item, true)
    } else if ('bytes' in value) {
      if (value.type === BINARY) varint(BigInt(value.bytes.length))
      parts.push(value.bytes)
    } else if ('value' in value) {
      if (value.type === BYTE) byte(Number(value.value) & 0xff)
      else zigzag(value.value)
    } else if (inList) byte(value.type)
  }
  const fields = (value: Struct): void => {
    let last = 0
    for (const [id, field] of [...value.fields].toSorted(([a], [b]) => a - b)) {
      const delta = id - last
      byte((delta > 0 && delta < 16 ? delta << 4 : 0) | field.type)
      if (!(delta > 0 && delta < 16)) zigzag(BigInt(id))
      put(field, false)
      last = id
    }
    byte(STOP)
  }
  fields(struct)
  return Buffer.concat(parts)
}
