// Mutated files of every format through `generate`: each is learnt or refused with a code, in time and memory.
// node scripts/fuzz.mjs [--files 5000] [--seed 1] [--only csv,parquet,json,ndjson,arrow,excel] [--keep FOLDER]
import {fork} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {createRandom} from '@inferloop/random'
import {mutated} from './fuzz-mutations.mjs'

const MOST_SECONDS = 30
const MOST_BYTES = 2 ** 30
/** Files a child reads before another takes over, so that what one leaves behind is not held against the next. */
const FILES_A_CHILD = 250

const {values: given} = parseArgs({
  options: {
    files: {type: 'string', default: '5000'},
    seed: {type: 'string', default: '1'},
    only: {type: 'string', default: 'csv,parquet,json,ndjson,arrow,excel'},
    keep: {type: 'string'},
  },
})
const formats = given.only.split(',')
const count = Number(given.files)
const folder = mkdtempSync(join(tmpdir(), 'infer-fuzz-'))
const faults = []
const outcomes = new Map()
let lastPath = ''
try {
  const sources = await sourceFiles()
  for (let first = 0; first < count && faults.length < 20; ) first = await batch(sources, first)
} finally {
  rmSync(folder, {recursive: true, force: true})
}
for (const [code, files] of [...outcomes].toSorted((a, b) => b[1] - a[1])) console.log(`${files} ${code}`)
for (const {file, what} of faults) console.error(`FAULT file ${file}: ${what}`)
console.log(`${count} files, ${faults.length} faults`)
process.exit(faults.length > 0 ? 1 : 0)

/** A table in every format, plain and packed. */
async function sourceFiles() {
  const {generate} = await import('@inferloop/cli')
  const input = fileURLToPath(new URL('../examples/birdstrikes.csv', import.meta.url))
  const endings = {
    csv: '.csv',
    parquet: '.parquet',
    json: '.json',
    ndjson: '.ndjson',
    arrow: '.arrow',
    excel: '.xlsx',
  }
  const files = []
  const model = join(folder, 'model.infer')
  await generate({input, output: join(folder, 'first.csv'), rows: 10, saveModel: model, card: false})
  for (const format of formats)
    for (const packing of ['', '.gz', '.zst', '.zip']) {
      const name = `source${endings[format]}${packing}`
      await generate({model, output: join(folder, name), rows: 120, card: false})
      // Most of what is found is found in plain bytes.
      for (let times = packing === '' ? 5 : 1; times > 0; times--) files.push(name)
    }
  return files
}

/** Files from `first` on in one child; where to go on. */
function batch(sources, first) {
  return new Promise(resolve => {
    const child = fork(fileURLToPath(new URL('fuzz-reader.mjs', import.meta.url)), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr.on('data', chunk => (said = (said + chunk).slice(-2000)))
    let file = first
    let timer
    const next = () => {
      clearTimeout(timer)
      if (file >= count || file - first >= FILES_A_CHILD || faults.length >= 20)
        return child.send({end: true})
      timer = setTimeout(() => end(`no answer in ${MOST_SECONDS} s`), MOST_SECONDS * 1000)
      child.send({path: write(sources, file), output: join(folder, 'out.csv')})
    }
    const found = what => {
      faults.push({file, what})
      if (given.keep !== undefined) writeFileSync(join(given.keep, `fault-${file}`), readFileSync(lastPath))
    }
    const end = what => {
      clearTimeout(timer)
      found(what)
      file++
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      resolve(file)
    }
    child.on('message', ({code, message, rss}) => {
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
      if (code === 'INFER_BUG' || !code) found(`${code ?? 'no code'}: ${message}`)
      else if (rss > MOST_BYTES) found(`${Math.round(rss / 2 ** 20)} MB`)
      file++
      if (file % 500 === 0) console.log(`${file} of ${count}, ${faults.length} faults`)
      next()
    })
    child.on('exit', (status, signal) => {
      clearTimeout(timer)
      if (status !== 0 || signal !== null) {
        found(`the process ended with ${signal ?? status}: ${said.trim().split('\n').slice(-3).join(' | ')}`)
        file++
      }
      resolve(file)
    })
    next()
  })
}

/** The file is the same for the same seed and number. */
function write(sources, file) {
  const random = createRandom(`${given.seed}/${file}`)
  const source = sources[random.below(sources.length)]
  const others = readFileSync(join(folder, sources[random.below(sources.length)]))
  lastPath = join(folder, `mutated-${source}`)
  writeFileSync(lastPath, mutated(readFileSync(join(folder, source)), others, random))
  return lastPath
}
