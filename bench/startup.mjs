// How long infer takes to answer, with the plugins that come along and with every plugin of the repository installed.
// node bench/startup.mjs [--runs 15]; writes the table of docs/benchmarks.md.
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {writeBetween} from './documents.mjs'
import {machine, median, ROOT, workPath, writeJson} from './setup.mjs'

const {values: given} = parseArgs({options: {runs: {type: 'string', default: '15'}}})
const runs = Number(given.runs)
const COMMANDS = [['--version'], ['--help'], ['generate', '--help'], ['info']]
/** Promised with all plugins. */
const HELP_MS = 250

const plugins = readdirSync(join(ROOT, 'plugins')).map(name => {
  const root = join(ROOT, 'plugins', name)
  return {...JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')), root}
})

/** A home in which they were linked. */
function home(list) {
  const folder = mkdtempSync(join(tmpdir(), 'infer-startup-'))
  mkdirSync(join(folder, 'infer'))
  const linked = list.map(({name, root}) => ({name, root, type: 'link'}))
  writeFileSync(join(folder, 'infer/package.json'), JSON.stringify({oclif: {plugins: linked}}))
  return folder
}

function milliseconds(folder, args) {
  const [XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME] = [folder, folder, folder]
  const env = {...process.env, NODE_ENV: 'production', XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME}
  const begun = performance.now()
  const {status, stderr} = spawnSync(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`infer ${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - begun
}

const homes = [home([]), home(plugins)]
const commands = []
try {
  for (const args of COMMANDS) {
    // They take turns, after one that fills the compile cache.
    const times = homes.map(() => [])
    for (const folder of homes) milliseconds(folder, args)
    for (let turn = 0; turn < runs; turn++)
      for (const [i, folder] of homes.entries()) times[i].push(milliseconds(folder, args))
    const [alone, all] = times.map(median)
    commands.push({command: `infer ${args.join(' ')}`, alone, all})
  }
} finally {
  for (const folder of homes) rmSync(folder, {recursive: true, force: true})
}
const results = {machine: machine(), runs, plugins: plugins.length, commands}
writeJson(workPath('results', 'startup.json'), results)

const {processor, processors, node, date} = results.machine
writeBetween(
  'docs/benchmarks.md',
  'startup',
  [
    '',
    `| command | \`trees\` alone | all ${results.plugins} plugins |`,
    '| --- | --- | --- |',
    ...results.commands.map(
      ({command, alone, all}) => `| \`${command}\` | ${alone.toFixed(0)} ms | ${all.toFixed(0)} ms |`,
    ),
    '',
    `Median of ${runs} runs; ${processor}, ${processors} processors, Node ${node}, ${date}. Written by \`bench/startup.mjs\`.`,
    '',
  ].join('\n'),
)
for (const {command, alone, all} of results.commands)
  console.log(`${command}: ${alone.toFixed(0)} ms alone, ${all.toFixed(0)} ms with all plugins`)
const help = results.commands.find(({command}) => command === 'infer --help')
console.log(`infer --help with all plugins: at most ${HELP_MS} ms`)
process.exit(help.all <= HELP_MS ? 0 : 1)
