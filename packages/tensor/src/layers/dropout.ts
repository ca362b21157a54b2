// Dropout (Srivastava et al. 2014), scaled while training so that nothing changes afterwards.
import {mul} from '../ops/arithmetic.ts'
import {where} from '../ops/choice.ts'
import {noise, type Tensor} from '../tensor.ts'

/** x / (1 - rate) where the mask of that name keeps it, else 0; `rate` in [0, 1) is the share dropped. The trainer draws the mask. */
export function dropout(x: Tensor, rate: number, name: string): Tensor {
  if (!(rate >= 0 && rate < 1)) throw new Error(`A dropout rate should be from 0 up to 1, was ${rate}`)
  return rate === 0 ? x : mul(x, where(noise(name, x.shape, {keep: 1 - rate}), 1 / (1 - rate), 0))
}
