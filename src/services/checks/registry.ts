// Whether npm reaches its registry the way `infer plugins install` would: its settings, its proxies, its certificates.
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'
import type {Check, Plugin} from '../health.ts'

const TIME_LIMIT_MS = 5000
const NEEDED = 'only infer plugins install and update need it'

export async function registryCheck(
  plugins: readonly Plugin[],
  dataDir: string,
  npmRegistry: string | undefined,
): Promise<Check> {
  const name = 'npm registry'
  const manager = plugins.find(plugin => plugin.name === '@oclif/plugin-plugins')
  const npm = npmOf(manager?.root ?? '')
  if (npm === undefined)
    return {
      name,
      state: 'warning',
      said: `npm, which comes with infer, is gone; ${NEEDED}`,
      suggestions: ['install infer anew: npm install -g @inferloop/cli'],
    }
  const where = npmRegistry === undefined ? [] : [`--registry=${npmRegistry}`]
  const args = [npm, 'ping', '--json', '--fetch-retries=0', ...where]
  try {
    const {stdout} = await promisify(execFile)(process.execPath, args, {
      timeout: TIME_LIMIT_MS,
      ...(existsSync(dataDir) ? {cwd: dataDir} : {}),
    })
    const {registry, time} = JSON.parse(stdout) as {registry: string; time: number}
    return {name, state: 'ok', said: `${registry} answered in ${time} ms`, suggestions: []}
  } catch (error) {
    return {
      name,
      state: 'warning',
      said: `it cannot be reached (${reasonOf(error)}); ${NEEDED}`,
      suggestions: [
        'behind a proxy: export HTTPS_PROXY=http://proxy.example:3128',
        'with a registry of your own: export INFER_NPM_REGISTRY=https://npm.example',
      ],
    }
  }
}

/** npm's program beside the plugin manager, which runs the same one. */
function npmOf(root: string): string | undefined {
  try {
    const found = createRequire(join(root, 'package.json')).resolve('npm/package.json')
    return join(dirname(found), 'bin/npm-cli.js')
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  const {stdout = '', killed} = error as {stdout?: string; killed?: boolean}
  if (killed === true) return `no answer within ${TIME_LIMIT_MS / 1000} s`
  try {
    return (JSON.parse(stdout) as {error: {summary: string}}).error.summary
  } catch {
    return (error as Error).message.split('\n', 1)[0]!
  }
}
