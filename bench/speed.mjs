// How long whole processes take and how much memory they hold, ours against SDV's default synthesizer, in the same run.
// node bench/speed.mjs --data DIR --python PATH --sdv-python PATH [--runs 5] [--only adult|threads|flights] [--short]
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {
  BENCH,
  benchArguments,
  figure,
  inferGenerate,
  machine,
  measured,
  median,
  printFigures,
  readJson,
  run,
  workPath,
  writeJson,
} from './setup.mjs'

const given = benchArguments({
  'sdv-python': {type: 'string', default: process.env.INFER_BENCH_SDV_PYTHON ?? ''},
  runs: {type: 'string', default: '5'},
  only: {type: 'string', default: 'adult,threads,flights'},
})
const runs = given.short ? 1 : Number(given.runs)
const chosen = given.only.split(',')
const withPeer = given['sdv-python'] !== ''
if (!withPeer) console.error('no --sdv-python: the peer is left out, and with it the ratios')

const figures = []
const results = {machine: machine()}

const middle = (list, what) => (list.length === 0 ? undefined : median(list.map(one => one[what])))

/** Ours and the peer take turns, so that a busy minute hurts both. */
async function race(name, train, threads, out) {
  const [ours, peer] = [[], []]
  for (let turn = 0; turn < runs; turn++) {
    const made = workPath('made', `speed-${name}${out}`)
    ours.push(
      await measured(
        given.python,
        threads,
        process.execPath,
        inferGenerate(train, made, {threads, seed: turn + 1}),
      ),
    )
    if (withPeer) {
      const args = [join(BENCH, 'peer.py'), 'gaussian-copula', '--train', train, '--out', made]
      peer.push(await measured(given.python, threads, given['sdv-python'], args))
    }
    console.error(
      `${name} ${turn + 1} of ${runs}: ours ${ours.at(-1).wall_s} s, SDV ${peer.at(-1)?.wall_s ?? '-'} s`,
    )
  }
  const result = {
    threads,
    runs: ours.length,
    ours: {wall_s: middle(ours, 'wall_s'), max_rss_mb: middle(ours, 'max_rss_mb')},
    peer: {wall_s: middle(peer, 'wall_s'), max_rss_mb: middle(peer, 'max_rss_mb')},
  }
  results[name] = result
  return result
}

function compare(name, {ours, peer}, times, mostMb) {
  if (peer.wall_s !== undefined) {
    const ratio = peer.wall_s / ours.wall_s
    figures.push(
      figure(
        `${name}: at least ${times} times faster than SDV GaussianCopula`,
        `${ours.wall_s.toFixed(2)} s against ${peer.wall_s.toFixed(2)} s, ${ratio.toFixed(1)} times`,
        ratio >= times,
      ),
    )
  }
  figures.push(
    figure(`${name}: at most ${mostMb} MB`, `${ours.max_rss_mb.toFixed(0)} MB`, ours.max_rss_mb <= mostMb),
  )
}

const adult = join(given.data, 'adult/train.csv')

if (chosen.includes('adult')) compare('adult, one thread', await race('adult', adult, 1, '.csv'), 12, 300)

if (chosen.includes('threads')) {
  const seconds = {1: [], 2: []}
  for (let turn = 0; turn < runs; turn++) {
    for (const threads of [1, 2]) {
      const out = await run(process.execPath, [join(BENCH, 'fit-seconds.mjs'), adult, String(threads)])
      seconds[threads].push(Number(out))
    }
  }
  const [one, two] = [median(seconds[1]), median(seconds[2])]
  results.threads = {one_s: one, two_s: two}
  figures.push(
    figure(
      'adult: two threads fit at least 1.6 times faster than one',
      `${one.toFixed(2)} s and ${two.toFixed(2)} s, ${(one / two).toFixed(2)} times`,
      one / two >= 1.6,
    ),
  )
}

if (chosen.includes('flights')) {
  const flights = join(given.data, 'nycflights13/flights.parquet')
  compare('flights, two threads', await race('flights', flights, 2, '.parquet'), 20, 1000)
}

printFigures(figures)
// What was not measured this time stays as it was measured last.
const file = workPath('results', given.short ? 'speed-short.json' : 'speed.json')
const before = existsSync(file) ? readJson(file) : {figures: []}
const renewed = new Set(figures.map(({what}) => what))
const kept = before.figures.filter(({what}) => !renewed.has(what))
writeJson(file, {...before, ...results, figures: [...kept, ...figures]})
