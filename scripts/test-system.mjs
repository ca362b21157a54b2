// `npm run test:system`, once everything is installed: what only a real browser can tell. Brings Chromium where it may. The last line counts.
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

/** Debian's own package, and letters to draw with; only where we may install. */
function installChromium() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  console.error('test:system: no Chromium here, installing the one of Debian')
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  if (apt('update').error === undefined)
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
}

function step(...args) {
  const env = {...process.env, INFER_TEST_COUNTS: tally.mocha, INFER_CHROMIUM: chromium}
  return spawnSync(process.execPath, args, {cwd: root, stdio: 'inherit', env}).status === 0
}

let chromium = findChromium()
if (chromium === undefined) {
  installChromium()
  chromium = findChromium()
}
if (chromium === undefined) {
  console.error(
    'test:system needs Chromium, Chrome or Edge: install one (apt-get install chromium), or name it: INFER_CHROMIUM=/path/to/chrome npm run test:system',
  )
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
