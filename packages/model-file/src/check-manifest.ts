// Checks a parsed manifest.json against the types in manifest.ts, and the facts of its arrays against each other.
import {PACKINGS, TABLE_FORMATS} from '@inferloop/contract'
import {
  asObject,
  type Check,
  either,
  Fault,
  fault,
  list,
  matching,
  number,
  object,
  oneOf,
  own,
  record,
  text,
  truth,
  whole,
} from './check.ts'
import {tableSchema} from './check-schema.ts'
import {DTYPES, type Dtype, elementBytes} from './dtypes.ts'
import {FORMAT, FORMAT_VERSION, isArrayName, type Manifest} from './manifest.ts'

const nothing: Check = (value, path) => {
  if (value !== null) throw fault(path, 'a number or null', value)
}

const sha256 = matching(/^[0-9a-f]{64}$/, '64 lower-case hex digits')

const entryFacts = {bytes: whole(), sha256}

const arrayFacts: Check = (value, path) => {
  object({...entryFacts, dtype: oneOf(...DTYPES), length: whole()})(value, path)
  const {dtype, length, bytes} = value as {dtype: Dtype; length: number; bytes: number}
  if (bytes !== length * elementBytes(dtype)) {
    throw fault(`${path}/bytes`, `${length * elementBytes(dtype)}, for ${length} of ${dtype}`, bytes)
  }
}

const arrays: Check = (value, path) => {
  for (const name of Object.keys(asObject(value, path))) {
    if (!isArrayName(name)) throw fault(path, 'named by letters, digits, "_", "-", "." and "/"', name)
  }
  record(arrayFacts)(value, path)
}

const dialect = object(
  {format: oneOf(...TABLE_FORMATS)},
  {
    delimiter: matching(/^[\t\x20-\x21\x23-\x7e]$/, 'one ASCII character other than a quote or a line end'),
    newline: oneOf('\n', '\r\n'),
    bom: truth,
    encoding: oneOf('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
    packing: oneOf(...PACKINGS),
    nested: list(text),
    raw: list(text),
    sheet: text,
  },
)

const options: Check = (value, path) => {
  record(either(either(text, truth), number))(value, path)
  oneOf('low', 'default', 'high')(own(value as object, 'privacy'), `${path}/privacy`)
}

const manifest = object(
  {
    infer: text,
    generator: object({name: text, version: text, contract: whole()}),
    schema: tableSchema,
    seed: either(text, whole(Number.MIN_SAFE_INTEGER)),
    options,
    trainedOn: object({file: text, rows: whole(), columns: whole(), sha256}, {sampledRows: whole()}),
    scores: list(object({name: text, metric: text, score: either(number, nothing)})),
    meta: object(entryFacts),
    arrays,
  },
  {dialect},
)

/** What a manifest turned out to be. */
export type Verdict =
  | {readonly is: 'ours'; readonly manifest: Manifest}
  | {readonly is: 'foreign'; readonly why: string}
  | {readonly is: 'newer'; readonly version: number}
  | {readonly is: 'faulty'; readonly fault: string}

export function checkManifest(value: unknown): Verdict {
  const isObject = typeof value === 'object' && value !== null
  if (!isObject || own(value, 'format') !== FORMAT) {
    return {is: 'foreign', why: `its manifest.json does not say "format": "${FORMAT}"`}
  }
  const version = own(value, 'formatVersion')
  if (typeof version === 'number' && Number.isSafeInteger(version) && version > FORMAT_VERSION) {
    return {is: 'newer', version}
  }
  try {
    whole(1)(version, 'formatVersion')
    manifest(value, '')
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return {is: 'faulty', fault: `manifest.json: ${error.message.replace(/^\//, '')}`}
  }
  return {is: 'ours', manifest: value as Manifest}
}
