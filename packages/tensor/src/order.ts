// What depends on what, in an order in which it can be computed; without recursion, for graphs may be thousands deep.

/** Everything `roots` depend on by way of `before`, and themselves, once, each after what it depends on. */
export function inOrder<T>(roots: readonly T[], before: (one: T) => readonly T[]): T[] {
  const order: T[] = []
  const seen = new Set<T>()
  for (const root of roots) {
    const path: {readonly one: T; readonly waiting: readonly T[]; next: number}[] = []
    const enter = (one: T) => {
      if (seen.has(one)) return
      seen.add(one)
      path.push({one, waiting: before(one), next: 0})
    }
    enter(root)
    while (path.length > 0) {
      const top = path.at(-1)!
      if (top.next < top.waiting.length) enter(top.waiting[top.next++]!)
      else order.push(path.pop()!.one)
    }
  }
  return order
}

/** The nodes behind tensors, by way of what each takes. */
export const nodesBehind = <N extends {readonly inputs: readonly {readonly node: N}[]}>(
  tensors: readonly {readonly node: N}[],
): N[] =>
  inOrder(
    tensors.map(({node}) => node),
    node => node.inputs.map(taken => taken.node),
  )
