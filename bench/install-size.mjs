// What an installation takes: infer for production from tarballs into an empty folder, by package, and with ctgan; with --pip the Python
// packages it is compared with, into a folder that is removed again. Writes the table of README.md and docs/install.md.
// node bench/install-size.mjs [--pip pip] [--peers sdv,mostlyai[local]]
import {existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {npm} from '../scripts/local-registry.mjs'
import {packAll} from '../scripts/pack-all.mjs'
import {writeBetween} from './documents.mjs'
import {machine, readJson, run, workPath, writeJson} from './setup.mjs'

const {values: given} = parseArgs({
  options: {pip: {type: 'string', default: ''}, peers: {type: 'string', default: 'sdv,mostlyai[local]'}},
})
const SHOWN_MB = 2

/** Megabytes (1e6 bytes) of blocks on the disk; links are not followed. */
function megabytes(path) {
  const stats = lstatSync(path)
  const inside = stats.isDirectory() ? readdirSync(path) : []
  return inside.reduce((sum, name) => sum + megabytes(join(path, name)), (stats.blocks * 512) / 1e6)
}

/** Packages in a node_modules folder with their megabytes, those inside others too. */
function packagesIn(modules) {
  return readdirSync(modules)
    .filter(name => !name.startsWith('.'))
    .flatMap(name =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map(inner => `${name}/${inner}`) : [name],
    )
    .map(name => ({name, size: megabytes(join(modules, name))}))
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'infer-size-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const ours = await inFolder(folder => {
  const tarballs = join(folder, 'tarballs')
  mkdirSync(tarballs)
  const packed = packAll(tarballs)
  const install = (target, keep) => {
    const files = packed.filter(({name}) => keep(name)).map(({filename}) => join(tarballs, filename))
    const where = join(folder, target)
    mkdirSync(where)
    npm(
      ['install', '--prefix', where, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...files],
      {
        cwd: where,
      },
    )
    const packages = packagesIn(join(where, 'node_modules'))
    const lock = readJson(join(where, 'node_modules/.package-lock.json')).packages
    return {
      megabytes: megabytes(join(where, 'node_modules')),
      packages: Object.keys(lock).length,
      ofNpm: Object.keys(lock).filter(path => path.startsWith('node_modules/npm/')).length,
      parts: packages,
    }
  }
  const neural = /generator-ctgan|tensor/
  return {
    tarball: packed.find(({name}) => name === '@inferloop/cli').size / 1e6,
    alone: install('alone', name => !neural.test(name)),
    withCtgan: install('with-ctgan', () => true),
  }
})

/** Wheels for this machine's Python, without what pip itself brings. */
const peers = []
if (given.pip !== '')
  for (const peer of given.peers.split(','))
    peers.push(
      await inFolder(async folder => {
        const target = join(folder, 'site')
        await run(given.pip, [
          'install',
          '--quiet',
          '--no-cache-dir',
          '--no-compile',
          '--target',
          target,
          peer,
        ])
        const packages = readdirSync(target).filter(name => name.endsWith('.dist-info')).length
        return {name: peer, megabytes: megabytes(target), packages}
      }),
    )

const path = workPath('results', 'install-size.json')
const before = existsSync(path) ? readJson(path).peers : []
const results = {machine: machine(), ours, peers: peers.length > 0 ? peers : before}
writeJson(path, results)

const row = (name, {packages, megabytes: size}) =>
  `| ${name} | ${packages} | ${Math.round(size).toLocaleString('en-US')} MB |`
writeBetween(
  'README.md',
  'install-size',
  [
    '',
    '| installed | packages | on disk |',
    '| --- | --- | --- |',
    row('`@inferloop/cli`', ours.alone),
    row('the same with `ctgan`', ours.withCtgan),
    ...results.peers.map(peer => row(`\`pip install ${peer.name}\``, peer)),
    '',
    `${process.platform}-${process.arch}, Node ${results.machine.node}, ${results.machine.date}. ${ours.alone.ofNpm} of infer's packages are npm's own, which installs plugins. Nine tenths of the Python ones is torch with CUDA libraries, PyPI's default for Linux. Written by \`bench/install-size.mjs\`.`,
    '',
  ].join('\n'),
)
const parts = ours.alone.parts.toSorted((a, b) => b.size - a.size)
const large = parts.filter(({size}) => size >= SHOWN_MB)
const rest = parts.slice(large.length)
writeBetween(
  'docs/install.md',
  'install-parts',
  [
    '',
    '| package | on disk |',
    '| --- | --- |',
    ...large.map(({name, size}) => `| ${name} | ${size.toFixed(1)} MB |`),
    `| ${rest.length} others | ${rest.reduce((sum, {size}) => sum + size, 0).toFixed(1)} MB |`,
    '',
    `\`npm pack\` of infer itself: ${(ours.tarball * 1000).toFixed(0)} kB. Node ${results.machine.node}, ${process.platform}-${process.arch}, ${results.machine.date}; written by \`bench/install-size.mjs\`.`,
    '',
  ].join('\n'),
)
for (const [name, one] of [
  ['infer', ours.alone],
  ['with ctgan', ours.withCtgan],
  ...results.peers.map(peer => [peer.name, peer]),
])
  console.log(`${name}: ${one.packages} packages, ${one.megabytes.toFixed(0)} MB`)
console.log(`npm pack: ${(ours.tarball * 1000).toFixed(0)} kB of 1,000; infer: at most 220 MB`)
const holds = ours.tarball <= 1 && ours.alone.megabytes <= 220
process.exit(holds ? 0 : 1)
