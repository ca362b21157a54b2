// Why a column's scores are low and what to try, as sentences.
import type {JudgedColumn, Trait} from './judgement.ts'

/** Below this a score is said to be low. */
const LOW = 0.95
/** A shape this far below its reachable accuracy is worth a word even when it is not low. */
const BEHIND = 0.03

/** A column of numbers of which so large a share are frequent values is one of labels. */
const MADE_OF_SPIKES = 0.9

/** Empty where nothing is low. Advice names only options that `infer generate` has. */
export function whyLow(column: JudgedColumn): string[] {
  const said = column.traits
    .filter(({score}) => (score ?? 1) < LOW)
    .flatMap(trait => [trait.said, ...advice(trait, column)])
  return [...new Set([...ofValidity(column), ...ofShape(column), ...ofCoverage(column), ...said])]
}

function ofShape({name, kind, shape, accuracy, histogram, traits}: JudgedColumn): string[] {
  const score = shape?.score ?? null
  const low = score !== null && score < LOW
  const behind = accuracy !== null && accuracy.reachable - accuracy.score > BEHIND
  if (!low && !behind) return []
  const where = histogram === null ? '' : ` ${widest(histogram)}`
  const what = `The distribution differs from the real one (${shape?.metric ?? 'accuracy'} ${(score ?? accuracy!.score).toFixed(3)}).${where}`
  const isMade = traits.some(({trait, real}) => trait === 'spikes' && real >= MADE_OF_SPIKES)
  const likeLabels = kind === 'numeric' && isMade
  return [
    what,
    likeLabels
      ? `--categorical ${name} learns the values as labels, for there are few.`
      : '--privacy low keeps rarer labels and finer detail.',
  ]
}

/** Where the shares are furthest apart. */
function widest(histogram: NonNullable<JudgedColumn['histogram']>): string {
  let at = 0
  const apart = (i: number) => Math.abs(histogram.real[i]! - histogram.synthetic[i]!)
  for (let i = 1; i < histogram.real.length; i++) if (apart(i) > apart(at)) at = i
  const shares = `${percent(histogram.synthetic[at]!)} of the synthetic values and ${percent(histogram.real[at]!)} of the real ones`
  if (histogram.type === 'labels') return `Most apart is "${histogram.labels[at]}": ${shares}.`
  const edge = (i: number) =>
    histogram.type === 'instants'
      ? new Date(histogram.edges[i]!).toISOString().slice(0, 10)
      : String(histogram.edges[i])
  return `Most apart is ${edge(at)} to ${edge(at + 1)}: ${shares}.`
}

function ofValidity({validity}: JudgedColumn): string[] {
  const score = validity?.score ?? 1
  if (score >= 1 || validity === null) return []
  const wrong = percent(1 - score)
  if (validity.metric === 'BoundaryAdherence')
    return [
      `${wrong} of the synthetic values lie beyond the real range, or are missing where no real one is.`,
    ]
  if (validity.metric === 'KeyUniqueness')
    return [`${wrong} of the synthetic ids are missing or stand twice.`]
  return [`${wrong} of the synthetic cells hold a label that the real column lacks.`]
}

function ofCoverage({coverage}: JudgedColumn): string[] {
  const score = coverage?.score ?? 1
  if (score >= LOW || coverage === null) return []
  if (coverage.metric === 'RangeCoverage')
    return [
      `The synthetic values reach ${percent(score)} of the real range; extreme values of single rows are kept back for privacy, and --privacy low keeps more of them.`,
    ]
  return [
    `${percent(score)} of the real labels occur; labels of few rows are kept back for privacy, and --privacy low keeps more of them.`,
  ]
}

function advice({trait, real}: Trait, {name}: JudgedColumn): string[] {
  if (trait === 'upper-tail' || trait === 'lower-tail') return ['--privacy low keeps more of the tails.']
  if (trait === 'off-grid') return ['Round the values to the real grid; infer generate keeps it.']
  if (trait === 'spikes' && real >= MADE_OF_SPIKES)
    return [`--categorical ${name} keeps every frequent value as it is.`]
  return []
}

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.001 ? 3 : 1)} %`
