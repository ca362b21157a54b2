// How many may do something at once, by class; the others wait in the order they came.

export interface Slots {
  /** Resolves to what gives the place back. */
  take(name: string): Promise<() => void>
}

export function slots(count: number): Slots {
  const free = new Map<string, number>()
  const queues = new Map<string, (() => void)[]>()
  const give = (name: string) => (): void => {
    const next = queues.get(name)?.shift()
    if (next === undefined) free.set(name, (free.get(name) ?? count) + 1)
    else next()
  }
  return {
    async take(name) {
      const left = free.get(name) ?? count
      if (left > 0) free.set(name, left - 1)
      else await new Promise<void>(resolve => queues.set(name, [...(queues.get(name) ?? []), resolve]))
      return give(name)
    },
  }
}
