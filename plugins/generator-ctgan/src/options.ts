// Every option of the ctgan generator. Defaults marked "CTGAN" are those of the ctgan package 0.12 for Python.
import type {Options, OptionSpec} from '@inferloop/contract'

const PAPER = 'CTGAN, Xu et al. 2019'

const integer = (
  name: string,
  summary: string,
  value: number,
  [min, max]: readonly [number, number],
  unit: string,
  source: string,
): OptionSpec => ({name, type: 'integer', summary, default: value, min, max, unit, source})

const real = (
  name: string,
  summary: string,
  value: number,
  [min, max]: readonly [number, number],
  source: string,
  unit?: string,
): OptionSpec => ({name, type: 'number', summary, default: value, min, max, source, ...(unit && {unit})})

const truth = (name: string, summary: string, value: boolean, source: string): OptionSpec => ({
  name,
  type: 'boolean',
  summary,
  default: value,
  source,
})

export const options: readonly OptionSpec[] = [
  integer('epochs', 'how often all rows are gone through, at most', 300, [1, 100_000], 'epochs', PAPER),
  real(
    'max-time',
    'training ends after this time with the best there was; 0 is no limit',
    0,
    [0, 604_800],
    'docs/ctgan.md',
    'seconds',
  ),
  integer(
    'patience',
    'training ends when validation has not become better for so long; 0 never ends it early',
    100,
    [0, 100_000],
    'epochs',
    'docs/ctgan.md has the measurements',
  ),
  real(
    'validation-share',
    'rows held out to tell the best epoch, at most 2,500; tables under 500 rows and 0 hold out none',
    0.1,
    [0, 0.5],
    'docs/ctgan.md has the measurements',
  ),
  truth(
    'keep-best',
    'the epoch with the best validation is kept; false keeps the last, as the paper',
    true,
    'docs/ctgan.md has the measurements',
  ),
  truth(
    'calibrate',
    'after training, shares of labels and spreads of numbers are set to those learnt',
    true,
    'docs/ctgan.md has the measurements',
  ),
  integer('batch', 'rows in a step, rounded down to whole packs', 500, [2, 20_000], 'rows', PAPER),
  integer('pack', 'rows the discriminator sees together', 10, [1, 100], 'rows', 'PacGAN, Lin et al. 2018'),
  integer('noise', 'random numbers a row is made from', 128, [1, 1024], 'numbers', PAPER),
  integer('generator-width', 'width of a hidden layer of the generator', 256, [4, 1024], 'units', PAPER),
  integer('generator-layers', 'hidden layers of the generator', 2, [1, 6], 'layers', PAPER),
  integer(
    'discriminator-width',
    'width of a hidden layer of the discriminator',
    256,
    [4, 1024],
    'units',
    PAPER,
  ),
  integer('discriminator-layers', 'hidden layers of the discriminator', 2, [1, 6], 'layers', PAPER),
  integer(
    'discriminator-steps',
    'steps of the discriminator for one of the generator',
    1,
    [1, 20],
    'steps',
    'CTGAN; 5 in Gulrajani et al. 2017',
  ),
  real('generator-rate', 'learning rate of the generator', 2e-4, [1e-7, 0.1], PAPER),
  real('discriminator-rate', 'learning rate of the discriminator', 2e-4, [1e-7, 0.1], PAPER),
  real('generator-decay', 'weight decay of the generator', 1e-6, [0, 0.1], PAPER),
  real('discriminator-decay', 'weight decay of the discriminator', 1e-6, [0, 0.1], PAPER),
  real('beta1', 'decay of the mean of gradients in Adam', 0.5, [0, 0.999], PAPER),
  real('beta2', 'decay of the mean of squared gradients in Adam', 0.9, [0, 0.9999], PAPER),
  real('penalty', 'weight of the gradient penalty', 10, [0, 1000], 'Gulrajani et al. 2017'),
  real('dropout', 'share of the units the discriminator drops', 0.5, [0, 0.95], PAPER),
  real('temperature', 'of the Gumbel-softmax', 0.2, [0.01, 10], 'CTGAN; Jang et al. 2017'),
  real(
    'average',
    'the generator kept is the moving average of those along training, with this decay a step; 0 keeps the last, as the paper',
    0.99,
    [0, 0.99999],
    'Yazıcı et al. 2019; docs/ctgan.md has the measurements',
  ),
  truth('log-frequency', 'conditions are drawn by the logarithm of their counts in training', true, PAPER),
  integer('modes', 'most modes of a number', 10, [1, 50], 'modes', PAPER),
  real('mode-weight', 'least weight of a mode that is kept', 0.005, [0, 0.5], PAPER),
  real(
    'concentration',
    'of the weights of modes: the smaller, the fewer modes',
    0.001,
    [1e-6, 1000],
    'CTGAN; Blei & Jordan 2006',
  ),
  real(
    'atom-share',
    'least share of the rows that makes one value of a number a mode of its own; 1 makes none, as the paper',
    0.05,
    [0.001, 1],
    'CTAB-GAN, Zhao et al. 2021; docs/ctgan.md has the measurements',
  ),
  truth(
    'condition-numbers',
    'conditions ask for modes of numbers as well as for labels; false is the paper',
    true,
    'CTAB-GAN, Zhao et al. 2021; docs/ctgan.md has the measurements',
  ),
  integer(
    'most-categories',
    'labels of a column learnt one by one; rarer ones are learnt in groups',
    200,
    [2, 5000],
    'labels',
    'docs/ctgan.md has the measurements',
  ),
]

/** What a fit is run with: the options under names of their own. */
export interface Settings {
  readonly epochs: number
  /** Seconds; Infinity without a limit. */
  readonly maxTime: number
  readonly patience: number
  readonly validationShare: number
  readonly keepBest: boolean
  readonly calibrate: boolean
  readonly batch: number
  readonly pack: number
  readonly noise: number
  readonly generator: Network
  readonly discriminator: Network
  readonly discriminatorSteps: number
  readonly beta1: number
  readonly beta2: number
  readonly penalty: number
  readonly dropout: number
  readonly temperature: number
  /** Decay of the moving average of the generator's weights, a step. */
  readonly average: number
  readonly logFrequency: boolean
  readonly modes: number
  readonly modeWeight: number
  readonly concentration: number
  readonly atomShare: number
  readonly conditionNumbers: boolean
  readonly mostCategories: number
  /** Least rows behind a number that is kept as it is, such as a quantile, by privacy. */
  readonly leastRows: number
}

export interface Network {
  readonly width: number
  readonly layers: number
  readonly rate: number
  readonly decay: number
}

const LEAST_ROWS = {low: 4, default: 8, high: 16} as const

export function settingsOf(given: Options): Settings {
  const number = (name: string): number => Number(given[name])
  const network = (name: string): Network => ({
    width: number(`${name}-width`),
    layers: number(`${name}-layers`),
    rate: number(`${name}-rate`),
    decay: number(`${name}-decay`),
  })
  return {
    epochs: number('epochs'),
    maxTime: number('max-time') || Infinity,
    patience: given['keep-best'] === true && number('patience') > 0 ? number('patience') : Infinity,
    validationShare: number('validation-share'),
    keepBest: given['keep-best'] === true,
    calibrate: given['calibrate'] === true,
    batch: number('batch'),
    pack: number('pack'),
    noise: number('noise'),
    generator: network('generator'),
    discriminator: network('discriminator'),
    discriminatorSteps: number('discriminator-steps'),
    beta1: number('beta1'),
    beta2: number('beta2'),
    penalty: number('penalty'),
    dropout: number('dropout'),
    temperature: number('temperature'),
    average: number('average'),
    logFrequency: given['log-frequency'] === true,
    modes: number('modes'),
    modeWeight: number('mode-weight'),
    concentration: number('concentration'),
    atomShare: number('atom-share'),
    conditionNumbers: given['condition-numbers'] === true,
    mostCategories: number('most-categories'),
    leastRows: LEAST_ROWS[given.privacy],
  }
}
