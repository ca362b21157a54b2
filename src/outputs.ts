// What is written where: data and results on standard output, talk on standard error, which may go away at any time.
import {leave} from './leave.ts'
import {format} from 'node:util'
import {EXIT} from '@inferloop/contract'

/** In place of oclif's listener, which throws out of nowhere and ends in a stack. Once a process. */
export function watchOutputs(): void {
  process.stdout.removeAllListeners('error')
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone is fine; a full disk behind it is not.
    if (error.code === 'EPIPE') return
    const lines = [
      `Error: Standard output cannot be written (${error.message}).`,
      'Code: INFER_WRITE_FAILED',
      'Try this: make room, or write elsewhere with --output',
    ]
    process.stderr.write(lines.map(line => ` ›   ${line}\n`).join(''))
    leave(EXIT.outside)
  })
  // Nobody listens any more: no reason to stop working.
  process.stderr.removeAllListeners('error')
  process.stderr.on('error', () => undefined)
  // What a plugin prints must not stand between rows or around JSON.
  for (const method of ['log', 'info', 'debug', 'dir', 'table'] as const) {
    console[method] = (...things: unknown[]): void => void process.stderr.write(`${format(...things)}\n`)
  }
}
