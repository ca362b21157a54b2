// A terminal for commands that ask: that of `script`, which Linux images (util-linux, busybox) and macOS bring along.
import {spawn, spawnSync} from 'node:child_process'

const BSD = process.platform === 'darwin'
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
const scriptOf = (command: string): string[] =>
  BSD ? ['-q', '/dev/null', 'sh', '-c', command] : ['-q', '-e', '-c', command, '/dev/null']

/** Not so on Windows, where cases that need one do not exist. */
export const hasTerminal = spawnSync('script', scriptOf('test -t 2'), {input: ''}).status === 0

type Answer = readonly [question: string, answer: string]

/**
 * Runs a file on this Node and types each answer once its question stands on the screen; what the screen showed, without colours and
 * moves, and with them.
 */
export function typed(
  [file, ...args]: readonly [string, ...string[]],
  answers: readonly Answer[],
  {cwd, env}: {readonly cwd: string; readonly env: NodeJS.ProcessEnv},
): Promise<{readonly status: number | null; readonly screen: string; readonly raw: string}> {
  const command = [process.execPath, file, ...args].map(quoted).join(' ')
  const child = spawn('script', scriptOf(`stty cols 120 rows 40; exec ${command}`), {
    cwd,
    env: {...env, CI: '', TERM: 'xterm'},
  })
  const left = [...answers]
  let screen = ''
  let raw = ''
  child.stdout.on('data', (part: Buffer) => {
    raw += part.toString()
    // oxlint-disable-next-line no-control-regex
    screen += part.toString().replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '')
    const [next] = left
    if (next === undefined || !screen.includes(next[0])) return
    left.shift()
    child.stdin.write(next[1])
  })
  child.stdin.on('error', () => undefined)
  return new Promise(resolve => {
    child.on('close', status => resolve({status, screen, raw}))
  })
}
