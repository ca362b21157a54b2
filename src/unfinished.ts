// Ends that nobody asked for: an error out of nowhere, and a process that is over before the command is.
import {EXIT} from '@inferloop/contract'
import {isLeaving, leave} from './leave.ts'
import {failed} from './ui/json-shapes.ts'

/**
 * Hands errors that no one waits for to `report`, which says them and gives the exit code. Until the function given back is
 * called, an exit that is not ours is none: some plugin ended the process. That is said at once, as JSON where `json` is set.
 */
export function watchEnd(report: (error: unknown) => Promise<number>, json: boolean): () => void {
  const unexpected = (error: unknown): void => {
    void report(error).then(leave)
  }
  const early = (status: number): void => {
    // A signal during start-up is answered by bin/run.js, before a command listens.
    if (isLeaving() || status === EXIT.interrupted) return
    const error = {
      code: 'INFER_PLUGIN_BROKEN',
      message: 'The process was ended, by a plugin perhaps, before the command was done.',
      suggestions: ['infer info lists the plugins'],
    }
    if (json) process.stdout.write(`${JSON.stringify(failed(error), null, 2)}\n`)
    else process.stderr.write(` ›   Error: ${error.message}\n ›   Code: ${error.code}\n`)
    process.exitCode = EXIT.plugin
  }
  process.on('uncaughtException', unexpected)
  process.on('unhandledRejection', unexpected)
  process.on('exit', early)
  return () => {
    process.off('exit', early)
  }
}
