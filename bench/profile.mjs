// Where the time of a whole run goes: samples of V8's profiler, summed by room and by function, written into PROFILE.md.
// node bench/profile.mjs --data DIR [--short]
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative, sep} from 'node:path'
import {fileURLToPath} from 'node:url'
import {writeBetween} from './documents.mjs'
import {benchArguments, inferGenerate, machine, readJson, ROOT, run, workPath} from './setup.mjs'

const given = benchArguments()
const SHOWN = given.short ? 3 : 12

/** Runs that are looked at, with the arguments of `infer`. */
const RUNS = [
  {
    name: 'adult, 32,561 × 15, CSV to CSV',
    args: inferGenerate(join(given.data, 'adult/train.csv'), workPath('made', 'profiled.csv')),
  },
  {
    name: 'flights, 336,776 × 19, Parquet to Parquet',
    args: inferGenerate(
      join(given.data, 'nycflights13/flights.parquet'),
      workPath('made', 'profiled.parquet'),
    ),
  },
]

/** Functions of kernels.wasm have numbers; which is which stands in its name section. */
function kernelNames() {
  const module = new WebAssembly.Module(readFileSync(join(ROOT, 'packages/forest/dist/kernels.wasm')))
  const [section] = WebAssembly.Module.customSections(module, 'name')
  return section === undefined ? new Map() : namesIn(new Uint8Array(section))
}

/** Function names of a name section: subsection 1 is a list of (index, length, text), numbers in LEB128. */
function namesIn(bytes) {
  let at = 0
  const number = () => {
    let [value, shift] = [0, 0]
    for (;;) {
      const byte = bytes[at++]
      value |= (byte & 127) << shift
      if (byte < 128) return value
      shift += 7
    }
  }
  const names = new Map()
  while (at < bytes.length) {
    const [id, size] = [bytes[at++], number()]
    const end = at + size
    if (id === 1)
      for (let left = number(); left > 0; left--) {
        const [index, length] = [number(), number()]
        names.set(
          index,
          Buffer.from(bytes.subarray(at, at + length))
            .toString()
            .split('/')
            .at(-1),
        )
        at += length
      }
    at = end
  }
  return names
}

function roomOf(url, name) {
  if (name === '(garbage collector)') return 'garbage collector'
  if (name === '(idle)') return 'waiting'
  if (name === '(program)' || url.startsWith('node:')) return 'Node: modules, files, compiling'
  if (url.startsWith('wasm:')) return 'packages/forest/kernels'
  if (!url.startsWith('file:')) return 'builtins of V8'
  const parts = relative(ROOT, fileURLToPath(url)).split(sep)
  return ['packages', 'plugins', 'node_modules'].includes(parts[0]) ? parts.slice(0, 2).join('/') : 'src'
}

const kernels = kernelNames()

/** Seconds by room and by function of one profile. */
function summed({nodes, samples, timeDeltas}) {
  const byId = new Map(nodes.map(node => [node.id, node.callFrame]))
  const [rooms, functions] = [new Map(), new Map()]
  const add = (map, key, time) => map.set(key, (map.get(key) ?? 0) + time / 1e6)
  samples.forEach((id, i) => {
    const {functionName, url} = byId.get(id)
    const room = roomOf(url, functionName)
    const kernel = /^wasm-function\[(\d+)\]$/.exec(functionName)?.[1]
    const name = kernel === undefined ? functionName : (kernels.get(Number(kernel)) ?? functionName)
    add(rooms, room, timeDeltas[i])
    if (/^(packages|plugins|src)/.test(room))
      add(functions, `\`${name || 'anonymous'}\` of ${room}`, timeDeltas[i])
  })
  return {rooms, functions}
}

const largest = map => [...map].toSorted((a, b) => b[1] - a[1]).slice(0, SHOWN)
const parts = []
for (const {name, args} of RUNS) {
  const folder = mkdtempSync(join(tmpdir(), 'infer-profile-'))
  await run(process.execPath, ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`, ...args])
  const [file] = readdirSync(folder)
  const {rooms, functions} = summed(readJson(join(folder, file)))
  rmSync(folder, {recursive: true})
  const total = [...rooms.values()].reduce((sum, time) => sum + time, 0)
  const share = time => `${((100 * time) / total).toFixed(0)} %`
  parts.push(
    `### ${name}: ${total.toFixed(2)} s under the profiler, one thread`,
    '',
    '| room | share | | function | share |',
    '| --- | --- | --- | --- | --- |',
    ...largest(rooms).map(([room, time], i) => {
      const [what, its] = largest(functions)[i] ?? ['', undefined]
      return `| ${room} | ${share(time)} | | ${what} | ${its === undefined ? '' : share(its)} |`
    }),
    '',
  )
}
const {processor, node, date} = machine()
parts.push(
  `${processor}, Node ${node}, ${date}. Written by \`bench/profile.mjs\`; the same samples open as a flame graph in Chrome's developer tools.`,
)
if (given.short) console.log(parts.join('\n'))
else writeBetween('bench/PROFILE.md', 'profile', ['', ...parts, ''].join('\n'))
