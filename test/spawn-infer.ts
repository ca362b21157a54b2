// Runs bin/run.js as users do, in a folder of its own, with no plugins but those that come along.
import {spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

export interface Ran {
  /** Null when a signal ended it. */
  readonly status: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

export interface Folder {
  readonly path: string
  file(name: string): string
  write(name: string, content: string | Uint8Array): string
  read(name: string): string
  /** Lines of a CSV file without its header. */
  rows(name: string): string[]
  list(): string[]
  /** `onLine` hears each line of standard error as it comes, and may end the process. */
  infer(args: readonly string[], options?: InferOptions): Promise<Ran>
  remove(): void
}

interface InferOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** A temporary folder, the current one of the commands run in it. */
export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'infer-test-'))
  const home = mkdtempSync(join(tmpdir(), 'infer-home-'))
  const file = (name: string) => join(path, name)
  const read = (name: string) => readFileSync(file(name), 'utf8')
  return {
    path,
    file,
    read,
    write(name, content) {
      writeFileSync(file(name), content)
      return file(name)
    },
    rows: name => read(name).trimEnd().split(/\r?\n/).slice(1),
    list: () => readdirSync(path).toSorted(),
    infer: (args, options = {}) => run(args, path, home, options),
    remove() {
      for (const folder of [path, home]) rmSync(folder, {recursive: true, force: true})
    },
  }
}

function run(args: readonly string[], cwd: string, home: string, options: InferOptions): Promise<Ran> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NODE_OPTIONS: '',
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_STATE_HOME: home,
    CI: '1',
    ...options.env,
  }
  const child = spawn(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {cwd, env})
  const stdout: Buffer[] = []
  let stderr = ''
  let heard = 0
  child.stdout.on('data', (part: Buffer) => stdout.push(part))
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString()
    for (let end = stderr.indexOf('\n', heard); end >= 0; end = stderr.indexOf('\n', heard)) {
      options.onLine?.(stderr.slice(heard, end), signal => void child.kill(signal))
      heard = end + 1
    }
  })
  // A command that reads nothing closes its end first.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => resolve({status, stdout: Buffer.concat(stdout), stderr}))
  })
}

/** A table whose columns depend on each other: beds, price, view, a date and an id; the same at every call. */
export function rooms(rows: number): string {
  const lines = ['id,beds,price,view,since']
  for (let i = 0; i < rows; i++) {
    const beds = (i * 7) % 5
    const day = String((i % 28) + 1).padStart(2, '0')
    const view = ['sea', 'town', 'yard', ''][i % 4]
    lines.push(`room-${10000 + i},${beds},${beds * 20 + (i % 13)}.50,${view},2024-0${(i % 9) + 1}-${day}`)
  }
  return `${lines.join('\n')}\n`
}
