// Runs a hook of a stack: a program with its words, never a shell line.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {counted} from '@inferloop/contract'
import type {RunHook} from '@inferloop/provision'

/** After the signal to end, so long until it is ended by force. */
const GRACE_MS = 5000

/** Characters of a program that are shown; what it prints beyond them is counted. */
const SHOWN = 256 * 1024

/** What the program prints goes to `log`, line by line. */
export function hookRunner(folder: string, log: (line: string) => void): RunHook {
  return async ([program, ...words], env, timeoutMs, signal) => {
    signal.throwIfAborted()
    const child = spawn(program, words, {
      cwd: folder,
      env: {...process.env, ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
    })
    let shown = 0
    let left = 0
    const said = [child.stdout, child.stderr].map(async stream => {
      for await (const line of createInterface({input: stream})) {
        if (shown > SHOWN) left++
        else log(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line)
        shown += line.length
      }
    })
    // Also when the program itself has ended: what it started may still be there.
    const end = (how: NodeJS.Signals): void => {
      if (child.pid === undefined) return
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, how)
      } catch {
        // It ended meanwhile.
      }
    }
    let why: string | undefined
    let force: NodeJS.Timeout | undefined
    const stop = (reason: string): void => {
      why ??= reason
      end('SIGTERM')
      force ??= setTimeout(end, GRACE_MS, 'SIGKILL')
    }
    const timer = setTimeout(stop, timeoutMs, `it was stopped after ${timeoutMs / 1000} s`)
    const onAbort = (): void => stop('it was interrupted')
    signal.addEventListener('abort', onAbort)
    try {
      const [code, killed] = (await once(child, 'close')) as [number | null, string | null]
      await Promise.all(said)
      if (left > 0) log(`… ${counted(left, 'more line')}`)
      if (why !== undefined || code !== 0) throw new Error(why ?? `it ended with ${code ?? killed}`)
    } finally {
      clearTimeout(timer)
      clearTimeout(force)
      signal.removeEventListener('abort', onAbort)
    }
  }
}
