// strace, which ends a process at its n-th call of the system, or has that call fail: from outside, without a hook in the program.
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'

/** False off Linux, and where processes may not be traced. */
export const hasStrace =
  process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

/** Calls that change files; `write` and `writev` are also those that send. */
export const CHANGING = [
  'pwrite64',
  'fsync',
  'fdatasync',
  'ftruncate',
  'rename',
  'renameat2',
  'link',
  'unlink',
  'mkdir',
  'write',
  'writev',
] as const

export type Changing = (typeof CHANGING)[number]

/** One thread does all of node's work with files, so that the n-th call is the same in each run. */
export const ONE_THREAD = {UV_THREADPOOL_SIZE: '1'}

/** Without --seccomp-bpf, under which strace 6.1 forgets to inject. */
const strace = (trace: string, calls: readonly string[], ...more: string[]): string[] => [
  'strace',
  '-f',
  '-qq',
  '-o',
  trace,
  '-e',
  `trace=${calls.join(',')}`,
  '-e',
  'signal=none',
  ...more,
]

export const counting = (trace: string): string[] => strace(trace, CHANGING)

/** The most calls of each kind any one thread made; of `write` the first thread's, others wake each other by it. */
export function countsIn(trace: string): Readonly<Record<Changing, number>> {
  const counts = new Map<string, number>()
  const most = Object.fromEntries(CHANGING.map(call => [call, 0])) as Record<Changing, number>
  let first: string | undefined
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, thread, call] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    first ??= thread
    if (call === undefined || !(call in most) || (call === 'write' && thread !== first)) continue
    const count = (counts.get(`${thread} ${call}`) ?? 0) + 1
    counts.set(`${thread} ${call}`, count)
    most[call as Changing] = Math.max(most[call as Changing], count)
  }
  return most
}

/** Ends the process at the n-th such call of a thread, before it is done. */
export const killedAt = (call: Changing, n: number): string[] =>
  strace('/dev/null', [call], '-e', `inject=${call}:signal=KILL:when=${n}`)

/** The n-th such call of a thread fails, and those after it when it is `lasting`. */
export const failingAt = (call: Changing, error: 'ENOSPC' | 'EIO', n: number, lasting: boolean): string[] =>
  strace('/dev/null', [call], '-e', `inject=${call}:error=${error}:when=${n}${lasting ? '+' : ''}`)
