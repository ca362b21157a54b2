// How long a run took, counted from the answer to its question.

export interface Stopwatch<P> {
  readonly confirm: (plan: P) => Promise<boolean>
  readonly seconds: () => number
}

export function stopwatch<P>(confirm: (plan: P) => Promise<boolean>): Stopwatch<P> {
  let began = performance.now()
  return {
    async confirm(plan) {
      const yes = await confirm(plan)
      began = performance.now()
      return yes
    },
    seconds: () => Math.round(performance.now() - began) / 1000,
  }
}
