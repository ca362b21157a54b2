// The door to inquirer: yes or no, asked on standard error.
import {InferError} from '@inferloop/contract'

/** As `confirm`; no unless the answer is yes. */
export const confirmReplace = (path: string, signal: AbortSignal): Promise<boolean> =>
  confirm(`${path} is there already. Replace it?`, false, signal)

/** As `confirm`; Enter means yes. */
export const confirmInstall = (generator: string, plugin: string, signal: AbortSignal): Promise<boolean> =>
  confirm(`The generator ${generator} is not installed. Install ${plugin}?`, true, signal)

/** No, where nobody answers: Ctrl-D closes standard input. @throws InferError INFER_INTERRUPTED when the question is left with Ctrl-C */
async function confirm(message: string, byDefault: boolean, signal: AbortSignal): Promise<boolean> {
  const prompts = await import('@inquirer/prompts')
  const question = {message, default: byDefault}
  try {
    const unanswered = new Promise<boolean>(resolve => {
      process.stdin.once('end', () => resolve(false))
    })
    return await Promise.race([prompts.confirm(question, {output: process.stderr, signal}), unanswered])
  } catch (error) {
    if ((error as Error).name !== 'ExitPromptError') throw error
    throw new InferError('INFER_INTERRUPTED', {
      message: 'Interrupted; no file was written.',
      suggestions: ['run the command again'],
      cause: error,
    })
  }
}
