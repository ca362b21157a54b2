// What operators ask of the types of what they take: one type for all, among those that onnxruntime computes with.
import type {DType} from '../dtype.ts'
import type {Tensor} from '../tensor.ts'

const NUMBERS: readonly DType[] = ['float32', 'int32', 'int64']

/**
 * The type all tensors have.
 *
 * @param allowed all but bool by default
 * @throws Error when two differ, or theirs is none of the allowed
 */
export function typeOf(op: string, tensors: readonly Tensor[], allowed: readonly DType[] = NUMBERS): DType {
  const {dtype} = tensors[0]!
  const other = tensors.find(tensor => tensor.dtype !== dtype)
  if (other !== undefined) throw new Error(`${op} of ${dtype} and ${other.dtype}: cast one of them`)
  if (!allowed.includes(dtype)) throw new Error(`${op} of ${dtype}: ${allowed.join(' or ')} is expected`)
  return dtype
}

/** @throws Error unless all are float32 */
export const checkReal = (op: string, ...tensors: readonly Tensor[]): DType =>
  typeOf(op, tensors, ['float32'])

/** @throws Error unless these are whole numbers */
export function checkIndices(indices: Tensor): void {
  if (indices.dtype !== 'int32' && indices.dtype !== 'int64')
    throw new Error(`Indices should be int32 or int64, were ${indices.dtype}`)
}
