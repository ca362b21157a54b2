// Why a file is refused, as errors a user can act on.
import {InferError} from '@inferloop/contract'

const MAKE_AGAIN = 'infer generate data.csv --save-model model.infer'

/** It is not one of our files at all. */
export function foreign(path: string, why: string, cause?: unknown): InferError {
  return new InferError('INFER_MODEL_FOREIGN', {
    message: `${path} is not an infer model: ${why}.`,
    suggestions: [`Give the file that --save-model wrote, or make one: ${MAKE_AGAIN}`],
    cause,
  })
}

/** It was one of our files once, or says so. */
export function damaged(path: string, what: string, cause?: unknown): InferError {
  return new InferError('INFER_MODEL_DAMAGED', {
    message: `${path} is damaged: ${what}.`,
    suggestions: ['Copy the file again from where it came from.', `Or make it again: ${MAKE_AGAIN} --force`],
    cause,
  })
}

/** It asks for more than a reader should give. */
export function tooMuch(path: string, what: string): InferError {
  return new InferError('INFER_MODEL_LIMIT', {
    message: `${path} is refused: ${what}.`,
    suggestions: [
      'Ask whoever made the file whether it should be that large.',
      `Or make a smaller model from fewer rows: ${MAKE_AGAIN}`,
    ],
  })
}

/** It was written by an infer of the future. */
export function tooNew(path: string, version: number, known: number): InferError {
  return new InferError('INFER_MODEL_VERSION', {
    message: `${path} has format version ${version}; this infer reads versions up to ${known}.`,
    suggestions: ['npm install --global @inferloop/cli@latest'],
  })
}
