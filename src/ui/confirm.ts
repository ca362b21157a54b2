// The door to inquirer: yes or no, asked on standard error.
import {InferError} from '@inferloop/contract'

/** @throws InferError INFER_INTERRUPTED when the question is left with Ctrl-C */
export async function confirmReplace(path: string, signal: AbortSignal): Promise<boolean> {
  const {confirm} = await import('@inquirer/prompts')
  const question = {message: `${path} is there already. Replace it?`, default: false}
  try {
    return await confirm(question, {output: process.stderr, signal})
  } catch (error) {
    if ((error as Error).name !== 'ExitPromptError') throw error
    throw new InferError('INFER_INTERRUPTED', {
      message: 'Interrupted; nothing was written.',
      suggestions: ['run the command again'],
      cause: error,
    })
  }
}
