// What a run says while it goes on: plain data, for a tree of tasks or lines of JSON.
import type {ResourceKind} from '@inferloop/contract'
import type {PlanAction} from './plan.ts'

export type Progress = {readonly at: number} & Event

export type Event =
  | {
      readonly is: 'phase'
      readonly phase: 'recover' | 'plan' | 'apply' | 'sweep'
      readonly total?: number
    }
  | (Of & {readonly is: 'begun'; readonly action: StepAction})
  /** `text` is the provider's. */
  | (Of & {readonly is: 'progress'; readonly text: string; readonly done?: number; readonly total?: number})
  | (Of & {readonly is: 'id'; readonly id: string})
  | (Of & {readonly is: 'retry'; readonly waitMs: number; readonly why: string})
  | (Of & {readonly is: 'done'; readonly action: StepAction; readonly id?: string; readonly tookMs: number})
  | (Of & {readonly is: 'failed'; readonly action: StepAction; readonly why: string})
  /** Something it needs failed. */
  | (Of & {readonly is: 'skipped'; readonly action: StepAction; readonly why: string})
  | (Of & {readonly is: 'recovered'; readonly opId: string; readonly found: string})
  /** Carries the stack's tags and is not in its state; `removed` when it was a second one of something known. */
  | {
      readonly is: 'stray'
      readonly kind: ResourceKind
      readonly id: string
      readonly name?: string
      readonly removed: boolean
    }
  | {
      readonly is: 'hook'
      readonly name: string
      readonly kind?: ResourceKind
      readonly words: readonly string[]
    }
  | {readonly is: 'warning'; readonly text: string}

export type StepAction = PlanAction | 'operate' | 'remove'

interface Of {
  readonly name: string
  readonly kind: ResourceKind
}
