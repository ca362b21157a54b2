// A terminal of any size with a command in it: keys go in, and what a person would see comes out. It is one of tmux.
import {spawnSync} from 'node:child_process'
import {setTimeout as wait} from 'node:timers/promises'

export const hasTmux = spawnSync('tmux', ['-V']).status === 0

export interface Screen {
  /** As tmux calls them: `Enter`, `Down`, `C-c`, or text. */
  keys(...keys: readonly string[]): void
  /** Without colours. */
  shown(): string
  /** With the codes of colours. */
  coloured(): string
  /** What is shown once it has the text. @throws Error with the screen when it does not come */
  until(text: string | RegExp): Promise<string>
  close(): void
}

const LONGEST_MS = 20_000
let count = 0

/** The end of the command is shown as `ended: STATUS`. */
export function openScreen(
  command: string,
  {
    cwd,
    columns,
    rows = 40,
    env,
  }: {
    readonly cwd: string
    readonly columns: number
    readonly rows?: number
    readonly env: Readonly<Record<string, string>>
  },
): Screen {
  const socket = `infer-${process.pid}-${count++}`
  const tmux = (...args: readonly string[]) =>
    spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {encoding: 'utf8', cwd})
  const given = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
  const size = ['-x', String(columns), '-y', String(rows)]
  const {status, stderr} = tmux(
    'new-session',
    '-d',
    ...size,
    `${given.join(' ')} ${command}; echo "ended: $?"; sleep 60`,
  )
  if (status !== 0) throw new Error(stderr)
  const shown = () => tmux('capture-pane', '-p').stdout.trimEnd()
  return {
    keys: (...keys) => void tmux('send-keys', ...keys),
    shown,
    coloured: () => tmux('capture-pane', '-p', '-e').stdout,
    async until(text) {
      const end = performance.now() + LONGEST_MS
      for (;;) {
        const screen = shown()
        if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen
        if (performance.now() > end) throw new Error(`${text} is not shown:\n${screen}`)
        await wait(30)
      }
    },
    close: () => void tmux('kill-server'),
  }
}
