// `npm run test:system`, once everything is installed: what only a real browser and strace can tell. Brings both where it may. The last line counts.
import {spawnSync} from 'node:child_process'
import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {openTally} from './tally.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const tally = openTally('test-system')

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome.exe',
  'msedge.exe',
]
const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
  'C:\\Program Files\\Google\\Chrome\\Application',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application',
]

/** The browser named by INFER_CHROMIUM, or the first on this machine. */
function findChromium() {
  if (process.env.INFER_CHROMIUM) return process.env.INFER_CHROMIUM
  return PLACES.flatMap(place => [...NAMES, 'Google Chrome', 'Chromium'].map(name => join(place, name))).find(
    isProgram,
  )
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const mayInstall = process.platform === 'linux' && process.getuid?.() === 0

/** Debian's own packages; only where we may install. */
function install(what, ...packages) {
  if (!mayInstall) return
  console.error(`test:system: no ${what} here, installing the one of Debian`)
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  if (apt('update').error === undefined) apt('install', '-y', '--no-install-recommends', ...packages)
}

const strace = (...args) => spawnSync('strace', args, {stdio: 'ignore'})

/** False where there should be one and is none. Systems other than Linux have none, and a container can forbid it. */
function bringStrace() {
  if (process.platform !== 'linux') {
    console.error('test:system: strace is of Linux alone, nothing is killed at calls of the system here')
    return true
  }
  if (strace('-V').error !== undefined) install('strace', 'strace')
  if (strace('-V').error !== undefined) return false
  if (strace('-f', '-o', '/dev/null', 'true').status !== 0)
    console.error('test:system: strace may not trace here, nothing is killed at calls of the system')
  return true
}

function step(...args) {
  const env = {...process.env, INFER_TEST_COUNTS: tally.mocha, INFER_CHROMIUM: chromium}
  return spawnSync(process.execPath, args, {cwd: root, stdio: 'inherit', env}).status === 0
}

let chromium = findChromium()
if (chromium === undefined) {
  // With letters to draw with.
  install('Chromium', 'chromium', 'fonts-dejavu-core')
  chromium = findChromium()
}
if (chromium === undefined) {
  console.error(
    'test:system needs Chromium, Chrome or Edge: install one (apt-get install chromium), or name it: INFER_CHROMIUM=/path/to/chrome npm run test:system',
  )
  process.exit(tally.close({tested: false}))
}
if (!bringStrace()) {
  console.error('test:system needs strace: apt-get install strace')
  process.exit(tally.close({tested: false}))
}

const tested = step(
  'node_modules/mocha/bin/mocha.js',
  '--no-config',
  '--forbid-only',
  '--timeout=60000',
  '--node-option=conditions=inferloop-source',
  '--reporter=scripts/reporter.mjs',
  'test/system/**/*.system.ts',
)
process.exit(tally.close({tested}))
