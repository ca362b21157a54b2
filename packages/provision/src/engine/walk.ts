// Does tasks side by side, each when what it needs is done.

export interface Task {
  readonly key: string
  /** Keys; those of no task count as done. */
  readonly needs: readonly string[]
  run(): Promise<void>
}

export interface Walked {
  readonly failed: ReadonlyMap<string, unknown>
  /** What a failed one was needed for, with the key of that one. */
  readonly skipped: ReadonlyMap<string, string>
}

/** At most `parallel` at once, in the order given among those that could start. After a failure what does not need it goes on, unless `stop` says so. */
export async function walk(
  tasks: readonly Task[],
  parallel: number,
  stop: () => boolean = () => false,
): Promise<Walked> {
  const keys = new Set(tasks.map(({key}) => key))
  const done = new Set<string>()
  const failed = new Map<string, unknown>()
  const skipped = new Map<string, string>()
  const running = new Map<string, Promise<void>>()
  let waiting = [...tasks]
  for (;;) {
    const later: Task[] = []
    for (const task of waiting) {
      const broken = task.needs.find(need => failed.has(need) || skipped.has(need))
      if (broken !== undefined) skipped.set(task.key, skipped.get(broken) ?? broken)
      else if (
        running.size < parallel &&
        !stop() &&
        task.needs.every(need => done.has(need) || !keys.has(need))
      )
        running.set(
          task.key,
          task
            .run()
            .then(
              () => void done.add(task.key),
              (error: unknown) => void failed.set(task.key, error),
            )
            .then(() => void running.delete(task.key)),
        )
      else later.push(task)
    }
    const moved = later.length < waiting.length
    waiting = later
    if (running.size > 0) await Promise.race(running.values())
    else if (!moved || waiting.length === 0) return {failed, skipped}
  }
}
