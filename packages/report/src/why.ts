// Why a column's scores are low and what to try, as sentences.
import {instantText} from './instant-text.ts'
import type {JudgedColumn, Trait} from './judgement.ts'
import {percent} from './traits/percent.ts'

/** Below this a score is said to be low. */
const LOW = 0.95
/** A shape this far below its reachable accuracy is worth a word even when it is not low. */
const BEHIND = 0.03
/** Accuracy this many times as far from 1 as the reachable is still chance: in a small table a second sample of the real rows does no better. */
const CHANCE = 1.5
/** Fewer cells than this out of range or without a real label are what other real rows would have too. */
const FEW = 0.001

/** A column of numbers of which so large a share are frequent values is one of labels. */
const MADE_OF_SPIKES = 0.9

/** Empty where nothing is low. Advice names only what `infer generate` has and does. */
export function whyLow(column: JudgedColumn): string[] {
  const said = column.traits
    .filter(trait => (trait.score ?? 1) < LOW || isMissingBehind(trait, column))
    .flatMap(trait => [trait.said, ...advice(trait, column)])
  return [...new Set([...ofValidity(column), ...ofShape(column), ...ofCoverage(column), ...said])]
}

function ofShape(column: JudgedColumn): string[] {
  const {shape, accuracy, histogram, traits} = column
  const score = shape?.score ?? null
  const low = score !== null && score < LOW
  // Missing cells make accuracy low, too, and are a reason of their own.
  const missing = Math.max(0, ...traits.map(trait => missingApart(trait)))
  const behind = accuracy !== null && accuracy.reachable - accuracy.score - missing > BEHIND
  if ((!low && !behind) || isChance(column)) return []
  const much = low
    ? `${shape!.metric} ${score.toFixed(3)}`
    : `accuracy ${accuracy!.score.toFixed(3)}, ${accuracy!.reachable.toFixed(3)} can be reached`
  const where = histogram === null ? '' : ` ${widest(histogram)}`
  return [`The distribution differs from the real one (${much}).${where}`, ...adviceOnShape(column)]
}

/** None for cells that infer generate would not write: what is wrong with them has been said. */
function adviceOnShape(column: JudgedColumn): string[] {
  const {kind, validity, coverage, traits} = column
  if ((validity?.score ?? 1) < 1 - FEW) return []
  if (kind === 'categorical')
    return (coverage?.score ?? 1) < 1 ? ['--privacy low learns rarer labels by name.'] : []
  if (kind === 'numeric' && traits.some(({trait, real}) => trait === 'spikes' && real >= MADE_OF_SPIKES))
    return asLabels(column, 'learns the values as labels, for few make up most of it')
  return kind === 'numeric' || kind === 'datetime'
    ? ['--privacy low follows the distribution in finer detail.']
    : []
}

const isChance = ({accuracy}: JudgedColumn): boolean =>
  accuracy !== null && 1 - accuracy.score <= CHANCE * (1 - accuracy.reachable)

const missingApart = ({trait, real, synthetic}: Trait): number =>
  trait === 'missing' ? Math.abs(real - synthetic) : 0

const isMissingBehind = (trait: Trait, column: JudgedColumn): boolean =>
  column.accuracy !== null && missingApart(trait) > BEHIND && !isChance(column)

/** Nothing for names that the option cannot take: it parts names at commas. */
function asLabels({name}: JudgedColumn, does: string): string[] {
  if (name.includes(',')) return []
  const word = /^[\w.:@%+=/-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`
  return [`--categorical ${word} ${does}.`]
}

/** Where the shares are furthest apart. */
function widest(histogram: NonNullable<JudgedColumn['histogram']>): string {
  let at = 0
  const apart = (i: number) => Math.abs(histogram.real[i]! - histogram.synthetic[i]!)
  for (let i = 1; i < histogram.real.length; i++) if (apart(i) > apart(at)) at = i
  const shares = `${percent(histogram.synthetic[at]!)} of the synthetic values and ${percent(histogram.real[at]!)} of the real ones`
  if (histogram.type === 'labels') return `Most apart is "${histogram.labels[at]}": ${shares}.`
  const edge = (i: number) =>
    histogram.type === 'instants' ? instantText(histogram.edges[i]!) : String(histogram.edges[i])
  return `Most apart is ${edge(at)} to ${edge(at + 1)}: ${shares}.`
}

function ofValidity(column: JudgedColumn): string[] {
  const {validity, traits} = column
  const score = validity?.score ?? 1
  if (score >= 1 || validity === null) return []
  const wrong = percent(1 - score)
  if (validity.metric === 'KeyUniqueness') {
    const missing = traits.find(({trait}) => trait === 'missing')?.real ?? 0
    const real = missing > 0 ? ` Of the real ones ${percent(missing)} are missing.` : ''
    return [`${wrong} of the synthetic ids are missing or stand twice.${real}`]
  }
  if (1 - score < FEW) return []
  if (validity.metric === 'BoundaryAdherence')
    return [
      `${wrong} of the synthetic values lie beyond the real range, or are missing where no real one is; infer generate writes neither.`,
    ]
  return [
    `${wrong} of the synthetic cells hold a label that the real column lacks, or none where no real one is missing; infer generate writes neither.`,
  ]
}

function ofCoverage({coverage, histogram}: JudgedColumn): string[] {
  const score = coverage?.score ?? 1
  if (score >= LOW || coverage === null) return []
  if (coverage.metric === 'RangeCoverage')
    return [
      `The synthetic values reach ${percent(score)} of the real range; extreme values of single rows are kept back for privacy, and --privacy low keeps more of them.`,
    ]
  const occur = `${percent(score)} of the real labels occur`
  const lost = histogram?.type === 'labels' ? commonLost(histogram) : undefined
  if (lost !== undefined)
    return [`${occur}; "${lost.label}", which ${percent(lost.share)} of the real values are, does not.`]
  return [`${occur}; labels of few rows are kept back for privacy, and --privacy low keeps more of them.`]
}

/** A share of the real values from which on a label is no rare one. */
const COMMON = 0.05

function commonLost({labels, real, synthetic}: Extract<JudgedColumn['histogram'], {type: 'labels'}>) {
  const at = real.findIndex((share, i) => share >= COMMON && synthetic[i] === 0)
  return at === -1 ? undefined : {label: labels[at]!, share: real[at]!}
}

function advice({trait, real, synthetic}: Trait, column: JudgedColumn): string[] {
  if ((trait === 'upper-tail' || trait === 'lower-tail') && synthetic < real)
    return ['--privacy low keeps more of the tails.']
  if (trait === 'off-grid') return ['Round the values to the real grid; infer generate keeps it.']
  if (trait === 'spikes' && real >= MADE_OF_SPIKES)
    return asLabels(column, 'keeps every frequent value as it is')
  return []
}
