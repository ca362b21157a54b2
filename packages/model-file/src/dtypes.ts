// Typed arrays as little-endian bytes and back, on hosts of either byte order.
import type {TypedArray} from '@inferloop/contract'

const ARRAYS = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const

/** Element type of an array, by the name numpy gives it. */
export type Dtype = keyof typeof ARRAYS

export const DTYPES = Object.keys(ARRAYS) as Dtype[]

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

export function elementBytes(dtype: Dtype): number {
  return ARRAYS[dtype].BYTES_PER_ELEMENT
}

/** @throws Error for an array a model file cannot hold, which is a bug of the generator */
export function dtypeOf(array: TypedArray): Dtype {
  const found = DTYPES.find(dtype => array.constructor === ARRAYS[dtype])
  if (found === undefined)
    throw new Error(`A model file holds ${DTYPES.join(', ')}, not ${array.constructor.name}`)
  return found
}

/** A copy of the elements as bytes, least significant byte first. */
export function toBytes(array: TypedArray, hostIsLittle = HOST_IS_LITTLE): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice()
  return hostIsLittle ? bytes : reverseEach(bytes, array.BYTES_PER_ELEMENT)
}

/** The elements, in memory of their own; `bytes` is a whole number of them. */
export function fromBytes(bytes: Uint8Array, dtype: Dtype, hostIsLittle = HOST_IS_LITTLE): TypedArray {
  const own = new Uint8Array(bytes)
  return new ARRAYS[dtype]((hostIsLittle ? own : reverseEach(own, elementBytes(dtype))).buffer)
}

function reverseEach(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse()
  return bytes
}
