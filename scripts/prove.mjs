// Runs the full form of every proof and writes the table of docs/reliability.md.
// npm run prove [-- --only NAME,NAME] [--short] [--processes N]; needs npm run build. INFER_PROVE_SEED goes on to the lifecycle proof.
import {spawn} from 'node:child_process'
import {existsSync, globSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {writeBetween} from '../bench/documents.mjs'
import {machine, ROOT} from '../bench/setup.mjs'
import {PROOFS} from './proofs.mjs'

const PAGE = 'docs/reliability.md'
const {values: given} = parseArgs({
  options: {
    only: {type: 'string'},
    short: {type: 'boolean', default: false},
    processes: {type: 'string', default: String(availableParallelism())},
  },
})
const processes = Number(given.processes)
const names = given.only?.split(',') ?? PROOFS.map(({name}) => name)
for (const name of names)
  if (!PROOFS.some(proof => proof.name === name)) {
    console.error(`There is no proof "${name}" (there are: ${PROOFS.map(proof => proof.name).join(', ')}).`)
    process.exit(2)
  }

const folder = mkdtempSync(join(tmpdir(), 'infer-prove-'))
const chosen = PROOFS.filter(({name}) => names.includes(name)).flatMap(proof => {
  const files = (proof.files ?? []).flatMap(file => globSync(file, {cwd: ROOT}).toSorted())
  if (proof.script !== undefined || files.length > 0) return [{...proof, files}]
  console.log(`${proof.name}: there are no files for it`)
  return []
})
const parts = chosen.flatMap(proof => {
  const of = proof.shared ? processes : 1
  return Array.from({length: of}, (_, i) => ({proof, part: `${i + 1}/${of}`}))
})
const ended = []
try {
  const beside = parts.filter(({proof}) => !proof.alone)
  await Promise.all(Array.from({length: processes}, () => lane(beside)))
  await lane(parts.filter(({proof}) => proof.alone))
  if (ended.some(({status}) => status !== 0)) process.exitCode = 1
} finally {
  rmSync(folder, {recursive: true})
}

/** Takes parts off the list until there are none. A proof is written down as soon as its last part has ended. */
async function lane(list) {
  for (let next = list.shift(); next !== undefined; next = list.shift()) {
    ended.push(await run(next))
    const {proof} = next
    const its = ended.filter(one => one.proof === proof)
    if (its.length === parts.filter(one => one.proof === proof).length)
      writeBetween(PAGE, 'proofs', tableWith(rowOf(proof, its)))
  }
}

function run({proof, part}) {
  const results = join(folder, `${proof.name}-${part.replace('/', '-')}`)
  const args =
    proof.script === undefined
      ? ['node_modules/mocha/bin/mocha.js', '--no-config', ...proof.files, '--timeout', '0']
      : [proof.script]
  const env = {
    ...process.env,
    NODE_OPTIONS: proof.script === undefined ? '--conditions=inferloop-source' : '',
    INFER_PROVE: given.short ? 'short' : 'full',
    INFER_PROVE_PART: part,
    INFER_PROVE_RESULTS: results,
  }
  const began = performance.now()
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, {cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe']})
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => (said = (said + chunk).slice(-20_000)))
    child.on('close', status => {
      const minutes = (performance.now() - began) / 60_000
      const [, passing = '0'] = /(\d+) passing/.exec(said) ?? []
      console.log(`${proof.name} ${part}: ${status === 0 ? 'held' : 'FAILED'}, ${minutes.toFixed(1)} min`)
      if (status !== 0) console.log(said)
      const lines = existsSync(results) ? readFileSync(results, 'utf8').trim().split('\n') : []
      resolve({proof, status, minutes, passing: Number(passing), lines: lines.map(line => JSON.parse(line))})
    })
  })
}

function rowOf({name, promise, tested, figure, script, byTests}, results) {
  const sums = new Map()
  for (const line of byTests ? [] : results.flatMap(({lines}) => lines))
    for (const [what, count] of Object.entries(line.counts ?? {cases: line.cases}))
      sums.set(what, (sums.get(what) ?? 0) + count)
  if (sums.size === 0)
    sums.set(
      'cases',
      results.reduce((sum, {passing}) => sum + passing, 0),
    )
  const said = [...sums].map(([what, count]) => `${shown(count)} ${what}`).join(', ')
  const held = results.every(({status}) => status === 0) ? 'held' : '**failed**'
  const minutes = results.reduce((sum, one) => sum + one.minutes, 0)
  const {date, processor, processors, node} = machine()
  const form = given.short && script === undefined ? 'short form: ' : ''
  const where = `${date}, ${processors} × ${processor}, Node ${node.slice(1)}, ${Math.ceil(minutes)} min of one`
  return `| \`${name}\` | ${promise} | ${tested} | ${figure} | ${form}${held}; ${said} | ${where} |`
}

function shown(count) {
  return Number.isInteger(count) ? count.toLocaleString('en-US') : count.toFixed(2)
}

/** Rows of other proofs stay as they are; one that never ran says so. */
function tableWith(row) {
  const before = readFileSync(join(ROOT, PAGE), 'utf8')
  const nameIn = one => /^\| `([a-z-]+)` \|/.exec(one)?.[1]
  const all = new Map([...before.split('\n'), row].flatMap(one => (nameIn(one) ? [[nameIn(one), one]] : [])))
  const head =
    '| proof | promised | tried | figure | result | when and where |\n| --- | --- | --- | --- | --- | --- |'
  const never = ({name, promise, tested, figure}) =>
    `| \`${name}\` | ${promise} | ${tested} | ${figure} | not run | |`
  return [head, ...PROOFS.map(proof => all.get(proof.name) ?? never(proof))].join('\n')
}
