// The door to inquirer: yes or no, asked on standard error.
import {InferError} from '@inferloop/contract'

/** No, where nobody answers: Ctrl-D closes standard input. @throws InferError INFER_INTERRUPTED when the question is left with Ctrl-C */
export async function confirmReplace(path: string, signal: AbortSignal): Promise<boolean> {
  const {confirm} = await import('@inquirer/prompts')
  const question = {message: `${path} is there already. Replace it?`, default: false}
  try {
    const unanswered = new Promise<boolean>(resolve => {
      process.stdin.once('end', () => resolve(false))
    })
    return await Promise.race([confirm(question, {output: process.stderr, signal}), unanswered])
  } catch (error) {
    if ((error as Error).name !== 'ExitPromptError') throw error
    throw new InferError('INFER_INTERRUPTED', {
      message: 'Interrupted; no file was written.',
      suggestions: ['run the command again'],
      cause: error,
    })
  }
}
