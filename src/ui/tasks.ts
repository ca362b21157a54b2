// Progress as a live list in a terminal, on standard error.
import {liveList} from './listr.ts'
import type {AnyEvent, AnyStage, ProgressView} from './progress.ts'
import {printable} from './printable.ts'
import {stageLine, TITLES} from './progress.ts'

/** Of work that goes on no more is drawn: each change of a title draws the whole list. */
const FRAME_MS = 100

interface Step {
  title: string
  readonly end: PromiseWithResolvers<void>
}

/** The work goes on outside: each task of the list waits for the end of its stage. */
export async function taskView(stages: readonly AnyStage[]): Promise<ProgressView> {
  const steps = new Map<AnyStage, Step>()
  const shown = new Map<AnyStage, {title: string}>()
  for (const stage of stages) steps.set(stage, {title: TITLES[stage], end: Promise.withResolvers<void>()})
  const list = await liveList(
    [...steps].map(([stage, step]) => ({
      title: step.title,
      task: (_, task) => {
        shown.set(stage, task)
        task.title = step.title
        return step.end.promise
      },
    })),
  )
  // Not before the first stage: until then a question may be on the screen.
  let running: Promise<unknown> | undefined
  let begun = 0
  let shownAt = 0
  let isLate = false
  let last: AnyEvent | undefined
  const show = (event: AnyEvent): void => {
    const step = steps.get(event.phase)
    const now = performance.now()
    if (step === undefined) return
    isLate = event.state === 'going' && now - shownAt < FRAME_MS
    if (isLate) return
    shownAt = now
    step.title = printable(stageLine(event, (now - begun) / 1000))
    const task = shown.get(event.phase)
    if (task !== undefined) task.title = step.title
  }
  // Work that has nothing to tell yet is still seen to go on, and what was told too soon is shown later.
  const tick = (): void => {
    if (last !== undefined && (isLate || last.state === 'begun')) show(last)
  }
  const ticking = setInterval(tick, 1000).unref()
  return {
    tell(event) {
      const step = steps.get(event.phase)
      if (step === undefined) return
      running ??= list.run().catch(() => undefined)
      if (event.state === 'begun') begun = performance.now()
      last = event
      show(event)
      if (event.state === 'done') step.end.resolve()
    },
    log: () => undefined,
    async finish(error) {
      clearInterval(ticking)
      for (const {end} of steps.values()) {
        if (error === undefined) end.resolve()
        else end.reject(new Error('stopped'))
      }
      await running
    },
  }
}
