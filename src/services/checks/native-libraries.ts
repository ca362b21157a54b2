// Native libraries are loaded in a process of their own: one that does not fit this machine can end the process that loads it.
import {execFile} from 'node:child_process'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import type {Check, Plugin} from '../health.ts'

const TIME_LIMIT_MS = 20_000

interface Library {
  readonly check: string
  readonly name: string
  readonly needed: string
  /** A module of the package that depends on it. */
  readonly from: string
}

/** The reader and writer of tables, and the networks of each installed plugin that has some. */
export async function nativeChecks(plugins: readonly Plugin[]): Promise<Check[]> {
  const tables = {
    check: 'tables',
    name: 'nodejs-polars',
    needed: 'Parquet, JSON and Arrow files cannot be read or written without it',
    from: fileURLToPath(import.meta.resolve('@inferloop/files')),
  }
  const networks = plugins.flatMap(({name, root, pjson}): Library[] => {
    if (!('@inferloop/tensor' in (pjson.dependencies ?? {}))) return []
    const needed = `${name} cannot train or draw without it`
    return [{check: `networks of ${name}`, name: 'onnxruntime-node', needed, from: tensorOf(root)}]
  })
  return Promise.all([tables, ...networks].map(loaded))
}

/** The plugin's own copy of the tensor room, which depends on the library. */
function tensorOf(root: string): string {
  const manifest = join(root, 'package.json')
  try {
    return createRequire(manifest).resolve('@inferloop/tensor')
  } catch {
    return manifest
  }
}

const PROGRAM = `
const load = require('node:module').createRequire(process.argv[1])
load(process.argv[2])
process.stdout.write(load(process.argv[2] + '/package.json').version)`

async function loaded({check, name, needed, from}: Library): Promise<Check> {
  try {
    const {stdout} = await promisify(execFile)(process.execPath, ['-e', PROGRAM, from, name], {
      timeout: TIME_LIMIT_MS,
    })
    return {name: check, state: 'ok', said: `${name} ${stdout} loads`, suggestions: []}
  } catch (error) {
    return {
      name: check,
      state: 'failed',
      said: `${name} does not load, ${needed}: ${reasonOf(error)}`,
      suggestions: [
        'install infer anew, with the Node that runs it: npm install -g @inferloop/cli',
        `see which systems it has a library for: npm view ${name} optionalDependencies os cpu`,
      ],
    }
  }
}

function reasonOf(error: unknown): string {
  const {stderr = '', signal, killed} = error as {stderr?: string; signal?: string | null; killed?: boolean}
  if (killed === true) return `no answer within ${TIME_LIMIT_MS / 1000} s`
  if (typeof signal === 'string') return `it ended the process with ${signal}`
  const line = stderr.split('\n').find(one => /^\w*Error/.test(one))
  return line ?? (error as Error).message.split('\n', 1)[0]!
}
