// Shapes and how they broadcast (ONNX Broadcasting.md, "multidirectional", which is NumPy's rule).

/** Sizes of the axes, the first the slowest; `[]` is one number. */
export type Shape = readonly number[]

export const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1)

/** As in messages: `[2, 3]`. */
export const show = (shape: Shape): string => `[${shape.join(', ')}]`

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((length, axis) => length === b[axis])

/**
 * The shape two tensors have together: axes are aligned at the last, missing ones count 1, and an axis of 1 is repeated.
 *
 * @throws Error when two axes differ and neither is 1
 */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({length: rank}, (_, axis) => {
    const x = a[a.length - rank + axis] ?? 1
    const y = b[b.length - rank + axis] ?? 1
    if (x !== y && x !== 1 && y !== 1)
      throw new Error(`${show(a)} and ${show(b)} do not broadcast: ${x} is not ${y}`)
    return x === 1 ? y : x
  })
}

/** Whether broadcasting makes `from` a tensor of `to`. */
export function repeatsTo(from: Shape, to: Shape): boolean {
  return (
    from.length <= to.length &&
    from.every((length, axis) => length === 1 || length === to[to.length - from.length + axis])
  )
}

/** An axis counted from the end when negative, as 0 … rank - 1. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis
  if (!Number.isInteger(counted) || counted < 0 || counted >= rank)
    throw new Error(`There is no axis ${axis} among ${rank}`)
  return counted
}
