// Element types: their arrays in JavaScript and their numbers in ONNX (onnx.proto, TensorProto.DataType).

export type DType = 'float32' | 'int32' | 'int64' | 'bool'

/** What holds the elements; a bool is a byte, 0 or 1. */
export type Values = Float32Array | Int32Array | BigInt64Array | Uint8Array

/** Arrays of numbers proper, which all types but int64 have. */
export type Numbers = Exclude<Values, BigInt64Array>

/** TensorProto.DataType. */
export const ONNX_TYPE: Readonly<Record<DType, number>> = {float32: 1, int32: 6, int64: 7, bool: 9}

/** `length` zeros. */
export function zerosOf(dtype: DType, length: number): Values {
  if (dtype === 'float32') return new Float32Array(length)
  if (dtype === 'int32') return new Int32Array(length)
  return dtype === 'int64' ? new BigInt64Array(length) : new Uint8Array(length)
}

/** Whether an array can hold elements of this type as it is. */
export function holds(values: Values, dtype: DType): boolean {
  return zerosOf(dtype, 0).constructor === values.constructor
}

export function valuesOf(numbers: Values | ArrayLike<number>, dtype: DType): Values {
  if (ArrayBuffer.isView(numbers) && holds(numbers, dtype)) return numbers
  const values = zerosOf(dtype, numbers.length)
  for (let i = 0; i < values.length; i++) {
    const number = numbers[i]!
    if (values instanceof BigInt64Array) values[i] = BigInt(number)
    else values[i] = Number(number)
  }
  return values
}
