// A registry of this machine's own (Verdaccio), empty but for what is published to it; all other packages come through it from
// the registry that npm is configured with. For tests of publishing and installing.
import {spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {delimiter, dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const START_MS = 60_000

/** The npm that `infer plugins install` runs too: one path for `node`, so that no shell is needed. */
export const NPM = join(root, 'node_modules/npm/bin/npm-cli.js')

/** Standard output of one npm command, in `cwd`; throws with what it said when it fails. */
export function npm(args, {cwd = root, env = {}} = {}) {
  const {status, stdout, stderr} = spawnSync(process.execPath, [NPM, ...args], {
    cwd,
    encoding: 'utf8',
    env: {...environment(), ...env},
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`)
  return stdout
}

/** Our environment without what an outer `npm run` put into it, and with this Node first. */
function environment() {
  const pathKey = Object.keys(process.env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH'
  const own = Object.entries(process.env).filter(([key]) => !/^npm_(lifecycle|package)_/.test(key))
  return {
    ...Object.fromEntries(own),
    [pathKey]: `${dirname(process.execPath)}${delimiter}${process.env[pathKey] ?? ''}`,
  }
}

/** Started and answering. `env` makes npm, and so infer, use it; `close` ends it and removes what it kept. */
export async function openRegistry() {
  const folder = mkdtempSync(join(tmpdir(), 'infer-registry-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  writeFileSync(join(folder, 'config.yaml'), configuration(npm(['config', 'get', 'registry']).trim()))
  // npm publishes to nobody without a token; this registry does not look at it.
  writeFileSync(join(folder, 'npmrc'), `registry=${url}\n//127.0.0.1:${port}/:_authToken=anyone\n`)
  const bin = join(root, 'node_modules/verdaccio/bin/verdaccio')
  const child = spawn(
    process.execPath,
    [bin, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`],
    {cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: environment()},
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', part => {
      said = (said + String(part)).slice(-10_000)
    })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const close = async () => {
    child.kill()
    await ended
    rmSync(folder, {recursive: true, force: true})
  }
  process.once('exit', () => child.kill())
  const until = Date.now() + START_MS
  while (!(await answers(url))) {
    if (child.exitCode === null && Date.now() < until) continue
    await close()
    throw new Error(`the local registry did not start:\n${said}`)
  }
  return {
    url,
    env: {npm_config_userconfig: join(folder, 'npmrc'), npm_config_registry: url, INFER_NPM_REGISTRY: url},
    close,
  }
}

async function answers(url) {
  await new Promise(resolve => setTimeout(resolve, 200))
  return fetch(`${url}-/ping`).then(
    ({ok}) => ok,
    () => false,
  )
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Packages of these scopes are only ever ours; what is asked for beyond comes from `uplink`. */
const configuration = uplink => `
storage: ./storage
web: {enable: false}
uplinks: {configured: {url: ${JSON.stringify(uplink)}, timeout: 60s, max_fails: 20, fail_timeout: 1s}}
packages:
  '@inferloop/*': {access: $all, publish: $all}
  '@example/*': {access: $all, publish: $all}
  '**': {access: $all, proxy: configured}
max_body_size: 100mb
log: {type: stdout, format: pretty, level: warn}
`
