// What a gradient rule is.
import type {Node, Tensor} from '../tensor.ts'

/**
 * For z = op(…inputs): given g = dL/dz, dL/dinput for each input, undefined where there is none. Rules make graph nodes,
 * so what they give has gradients in turn. g may stand unrepeated (it broadcasts to the shape of z), and so may each
 * result. `all` holds the gradients of all outputs, where a node has several.
 */
export type Rule = (
  g: Tensor,
  inputs: readonly [Tensor, Tensor, Tensor],
  z: Tensor,
  node: Node,
  all: readonly (Tensor | undefined)[],
) => readonly (Tensor | undefined)[]
