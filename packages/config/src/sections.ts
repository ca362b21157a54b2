// Every key of the sections, called like the flag it stands for; what may be repeated there is a list or a map here.
import {PRIVACY_LEVELS, TABLE_FORMATS} from '@inferloop/contract'
import type {Key} from './facts.ts'
import {between, choice, columns, file, files, kindOfColumn, map, measure, optionValue} from './kinds.ts'
import {text, truth, whole} from './kinds.ts'

const ofColumns = {
  types: map(
    'what columns are, by name: numeric, datetime, categorical, ordinal, id, text or list; datetime:%d.%m.%Y names the format, ordinal:low<mid<high the order, list:; what parts the items',
    'a map from columns to what they are',
    kindOfColumn,
  ),
  categorical: columns('columns to take as labels, whatever they look like'),
  key: columns('columns to take as ids'),
  text: columns('columns to take as free text'),
  drop: columns('columns to leave out'),
} satisfies Record<string, Key>

const ofInputs = {
  sheet: text(
    'sheet of an Excel workbook to read',
    'the name of a sheet',
    'the first with cells that is not hidden',
  ),
  'max-unpacked': measure(
    'bytes that a packed or Parquet input may unpack to',
    'a size such as 64GB',
    /^\d+(\.\d+)?\s*[kmgt]?(i?b)?$/i,
    '32GB',
  ),
} satisfies Record<string, Key>

const seed = whole('whole number the randomness starts from', 0, 1)
const threads = whole('threads to use', 1, 'the processors there are, at most 8', 256)

export const generateKeys = {
  data: file('file, or folder of parts, to learn from; - is standard input', 'none'),
  model: file('saved model to draw from, in place of data', 'none'),
  generator: text(
    'installed generator to use; options of another are left behind',
    'the name of a generator',
    'trees',
  ),
  rows: whole('rows to make', 1, 'as many as were learnt from'),
  output: file('file to write, - is standard output', 'data.synthetic.csv beside data.csv'),
  format: choice('format to write', TABLE_FORMATS, "by the output's name, else that of the input"),
  seed,
  threads,
  privacy: choice('how far rows keep from those learnt', PRIVACY_LEVELS, 'default'),
  'fit-rows': whole('most rows to learn from, a sample that the seed decides', 2, 'as many as memory holds'),
  ...ofColumns,
  epochs: whole(
    'epochs of training, of a generator that trains; the same as options.epochs',
    1,
    "the generator's",
  ),
  'max-time': measure(
    'longest time to train, in seconds or such as 60s, 5m or 1h; the same as options.max-time',
    'a length of time such as 60s, 5m or 1h',
    /^\d+(\.\d+)?\s*(s|m|min|h|d)?$/i,
    "the generator's",
  ),
  options: map(
    "options of the generator's own, by name; infer info generator trees lists them",
    'a map from options to their values',
    optionValue,
  ),
  'save-model': file('file to keep what was learnt in, such as data.infer', 'not kept'),
  ...ofInputs,
  card: truth('write a data card beside the output, <output>.card.json', true),
  force: truth('replace files that are there', false),
} satisfies Record<string, Key>

export const validateKeys = {
  real: file('file that was learnt from; - is standard input', 'data'),
  synthetic: file('the synthetic one', "what generate writes, by its output or data's name"),
  holdout: file('real rows that were kept from the generator, for copying and membership', 'none'),
  target: columns('columns to predict: trained on synthetic rows, tested on real ones'),
  ...ofColumns,
  output: files('reports to write: .html, .json, .md, .xml (JUnit) or .sarif', 'none'),
  quick: truth(
    'columns, pairs and identical rows alone: no accuracy, detection, utility, distances or attacks',
    false,
  ),
  'min-quality': between('fail below this quality score', 0, 1, 'not judged'),
  'max-detection': between('fail above this detection AUC', 0.5, 1, 'not judged'),
  'max-copy-index': between('fail above this copy index; needs a holdout', 0, 1, 'not judged'),
  'max-identical': between(
    'fail above this share of rows equal to a real one',
    0,
    1,
    'what is natural for the table',
  ),
  baseline: file('report (.json) of an earlier run: shows what changed and fails on drift', 'none'),
  'max-drift': between('most a score may be worse than in the baseline', 0, 1, 0.02),
  card: file('data card to check the synthetic file against', 'the one beside the synthetic file'),
  seed,
  ...ofInputs,
  threads,
  force: truth('replace files that are no reports', false),
} satisfies Record<string, Key>

/** Sections by name, in the order people read them. */
export const SECTIONS = {generate: generateKeys, validate: validateKeys}

export type SectionName = keyof typeof SECTIONS

/** The key of a section; undefined for a name that there is not. */
export const keyOf = (section: SectionName, name: string): Key | undefined =>
  Object.hasOwn(SECTIONS[section], name) ? (SECTIONS[section] as Record<string, Key>)[name] : undefined
