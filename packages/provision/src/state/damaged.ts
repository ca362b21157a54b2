// The error of a state that does not fit together.
import {InferError} from '@inferloop/contract'

export const UNFINISHED = 'it was being begun anew, which did not come to its end'

export const damaged = (stack: string, what: string): InferError =>
  new InferError('INFER_STATE_DAMAGED', {
    message: `The state of stack ${stack} is damaged: ${what}. Nothing was changed.`,
    suggestions: ['infer deploy recover'],
  })
