// Shapes and how they broadcast (ONNX Broadcasting.md, "multidirectional", which is NumPy's rule).

/** How long an axis is: a number, or the name of one that is known when the graph runs, such as `rows`. */
export type Length = number | string

/** Lengths of the axes, the first the slowest; `[]` is one number. */
export type Shape = readonly Length[]

/** How many numbers a tensor of this shape holds. @throws Error when a length is known only by its name */
export const sizeOf = (shape: Shape): number => lengthsOf(shape).reduce((size, length) => size * length, 1)

/** @throws Error when a length is known only by its name */
export const lengthsOf = (shape: Shape): readonly number[] => shape.map((_, axis) => lengthAt(shape, axis))

/** @throws Error when the length of this axis is known only by its name */
export function lengthAt(shape: Shape, axis: number): number {
  const length = shape[axis]!
  if (typeof length === 'string')
    throw new Error(`${show(shape)} is not known here: "${length}" gets its length when the graph runs`)
  return length
}

/** @throws Error when a length is neither a whole number from 0 on nor a name */
export function checkShape(name: string, shape: Shape): void {
  for (const length of shape)
    if (typeof length === 'string' ? length === '' : !(Number.isSafeInteger(length) && length >= 0))
      throw new Error(
        `"${name}" has an axis of ${JSON.stringify(length)}: a whole number or a name is expected`,
      )
}

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
