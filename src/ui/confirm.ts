// Yes or no.
import {ask} from './ask.ts'

/** As `confirm`; no unless the answer is yes. */
export const confirmReplace = (path: string, signal: AbortSignal): Promise<boolean> =>
  confirm(`${path} is there already. Replace it?`, false, signal)

/** As `confirm`; Enter means yes. */
export const confirmInstall = (what: string, plugin: string, signal: AbortSignal): Promise<boolean> =>
  confirm(`The ${what} is not installed. Install ${plugin}?`, true, signal)

/** As `confirm`; no unless the answer is yes. */
export const confirmDoing = (question: string, signal: AbortSignal): Promise<boolean> =>
  confirm(question, false, signal)

/** No, where nobody answers, and for Esc. @throws InferError INFER_INTERRUPTED when the question is left with Ctrl-C */
const confirm = async (message: string, byDefault: boolean, signal: AbortSignal): Promise<boolean> =>
  (await ask({type: 'confirm', message, default: byDefault}, signal)) === true
