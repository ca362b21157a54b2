// A stack, its state and its cloud, for the real command: each world a folder and a sandbox behind a port, and copies of it from where it stands.
import {createCloud, startServer, type Cloud} from '@inferloop/provider-sandbox'
import {localState, type Snapshot} from '@inferloop/provision'
import {spawn} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {ROOT} from './spawn-infer.ts'

export interface DeployRan {
  /** Null when a signal ended it. */
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** A program and its words that run the command, such as strace. */
  readonly under?: readonly string[]
  /** As if so much later, so that nobody waits for requests that may still land. */
  readonly laterMs?: number
  /** Hears of the process as soon as it runs. */
  readonly onStart?: (pid: number) => void
}

export interface DeployWorld {
  readonly folder: string
  readonly cloud: Cloud
  readonly endpoint: string
  /** `infer deploy` with these words, in the folder. */
  deploy(words: readonly string[], options?: RunOptions): Promise<DeployRan>
  snapshot(stack?: string): Promise<Snapshot>
  write(name: string, text: string): void
  /** The same state and the same cloud, on their own from here. */
  copy(around?: (cloud: Cloud) => Cloud): Promise<DeployWorld>
  /** Cuts every connection and listens no more, or not for so long. */
  stopServer(forMs?: number): Promise<void>
  close(): Promise<void>
}

/** The stack of 20 resources that comes along. */
export const STACK = 'synthetic-data'
export const DATA = 'data,database,cache,jobs,database-password,tls'
const TEMPLATE = join(ROOT, 'templates/sandbox/synthetic-data-stack.yaml')
export const FAST = {provisionMs: 2, listLagMs: 2, landLateMs: 20, retryAfterMs: 5}

/** A template of the sandbox as a stack file for a server; `settings` are lines of YAML below it. */
export function stackFile(endpoint: string, {template = TEMPLATE, settings = ''} = {}): string {
  const lines = `settings:\n  endpoint: ${endpoint}\n  poll: 5\n${settings}`
  return readFileSync(template, 'utf8').replace(/^provider: sandbox\n/m, found => `${found}${lines}`)
}

export async function deployWorld(
  text: (endpoint: string) => string = stackFile,
  dials: Readonly<Record<string, unknown>> = FAST,
): Promise<DeployWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'infer-deploy-'))
  return openWorld(folder, createCloud({now: Date.now, dials}), text)
}

async function openWorld(
  folder: string,
  cloud: Cloud,
  text: (endpoint: string) => string,
  around: (cloud: Cloud) => Cloud = same => same,
): Promise<DeployWorld> {
  const served = around(cloud)
  let server = await startServer(served)
  const {endpoint} = server
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content)
  write('stack.yaml', text(endpoint))
  return {
    folder,
    cloud,
    endpoint,
    write,
    deploy: (words, options) => run(folder, words, options),
    async snapshot(stack = STACK) {
      const clock = {now: Date.now, monotonic: () => performance.now(), sleep: async () => undefined}
      const store = await localState({root: join(folder, '.infer/deploy'), env: {}, clock})
      return (await store.read(stack)).snapshot
    },
    async copy(wrap) {
      const other = mkdtempSync(join(tmpdir(), 'infer-deploy-'))
      for (const name of ['.infer', 'home'])
        if (existsSync(join(folder, name))) cpSync(join(folder, name), join(other, name), {recursive: true})
      return openWorld(other, createCloud({now: Date.now, state: cloud.state()}), text, wrap)
    },
    async stopServer(forMs) {
      await server.close()
      if (forMs === undefined) return
      await pause(forMs)
      server = await startServer(served, Number(new URL(endpoint).port))
    },
    async close() {
      await server.close().catch(() => undefined)
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

const LATER = join(ROOT, 'test/later-clock.mjs')

function run(folder: string, words: readonly string[], options: RunOptions = {}): Promise<DeployRan> {
  const {under = [], laterMs, onStart} = options
  const env = {
    ...process.env,
    // A checkout has the sandbox among its own plugins.
    NODE_ENV: 'development',
    NODE_OPTIONS: laterMs === undefined ? '' : `--import=${LATER}`,
    INFER_TEST_LATER_MS: String(laterMs ?? 0),
    HOME: join(folder, 'home'),
    XDG_STATE_HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'home'),
    XDG_CONFIG_HOME: join(folder, 'home'),
    XDG_CACHE_HOME: join(folder, 'home'),
    CI: '1',
    ...options.env,
  }
  const [program, ...rest] = [...under, process.execPath, join(ROOT, 'bin/run.js'), 'deploy', ...words]
  const child = spawn(program ?? '', rest, {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe']})
  if (child.pid !== undefined) onStart?.(child.pid)
  const said = {stdout: '', stderr: ''}
  for (const which of ['stdout', 'stderr'] as const)
    child[which].setEncoding('utf8').on('data', (part: string) => (said[which] += part))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({status, signal, ...said}))
  })
}
