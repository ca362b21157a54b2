// When standard output can take no more. A reader that has gone is fine; a full disk behind it is not.
import {EXIT} from '@inferloop/contract'

/** In place of oclif's listener, which throws out of nowhere and ends in a stack. */
export function watchStdout(): void {
  process.stdout.removeAllListeners('error')
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    const lines = [
      `Error: Standard output cannot be written (${error.message}).`,
      'Code: INFER_WRITE_FAILED',
      'Try this: make room, or write elsewhere with --output',
    ]
    process.stderr.write(lines.map(line => ` ›   ${line}\n`).join(''))
    process.exit(EXIT.outside)
  })
}
