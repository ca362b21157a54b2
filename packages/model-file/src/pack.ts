// A model as the bytes of its file. The same model gives the same bytes on every machine.
import {createHash} from 'node:crypto'
import {basename} from 'node:path'
import {zipSync} from 'fflate'
import {checkManifest} from './check-manifest.ts'
import {dtypeOf, toBytes} from './dtypes.ts'
import {deeperThan, jsonText} from './json.ts'
import {LIMITS, type Limits, mostBytes} from './limits.ts'
import {
  type ArrayFacts,
  arrayEntry,
  type EntryFacts,
  FORMAT,
  FORMAT_VERSION,
  GENERATOR_ENTRY,
  isArrayName,
  type Manifest,
  MANIFEST_ENTRY,
  type StoredModel,
} from './manifest.ts'
import {tooMuch} from './refusals.ts'
import {schemaExcess, tooManyColumns} from './schema-excess.ts'

/** Half the time of fflate's default, 6, for 2 % more bytes. */
const DEFLATE_LEVEL = 4

/**
 * The file's bytes; `path` is for messages.
 *
 * @throws InferError INFER_MODEL_LIMIT when no reader would take the file back
 * @throws Error when the manifest, an array's name or a number is not as the format wants it: a bug of whoever saves
 */
export function pack(
  path: string,
  {manifest: facts, meta, arrays}: StoredModel,
  limits: Limits = LIMITS,
): Uint8Array {
  const excess = tooManyColumns(facts, limits) ?? schemaExcess(facts.schema, limits)
  if (excess !== undefined) throw tooMuch(path, excess)
  const names = Object.keys(arrays).toSorted()
  const stray = names.find(name => !isArrayName(name))
  if (stray !== undefined)
    throw new Error(`The array name ${JSON.stringify(stray)} is not letters, digits, _ - . and /`)
  const contents = names.map(name => ({name, array: arrays[name]!, bytes: toBytes(arrays[name]!)}))
  const metaBytes = encode(path, GENERATOR_ENTRY, jsonText(meta, GENERATOR_ENTRY), limits)
  const arrayFacts = contents.map(({name, array, bytes}): [string, ArrayFacts] => [
    name,
    {dtype: dtypeOf(array), length: array.length, ...factsOf(bytes)},
  ])
  const manifest = jsonText(
    manifestOf(facts, factsOf(metaBytes), Object.fromEntries(arrayFacts)),
    MANIFEST_ENTRY,
  )
  const verdict = checkManifest(JSON.parse(manifest))
  if (verdict.is !== 'ours') throw new Error(`The model cannot be saved: ${JSON.stringify(verdict)}`)
  const entries = new Map([
    [MANIFEST_ENTRY, encode(path, MANIFEST_ENTRY, manifest, limits)],
    [GENERATOR_ENTRY, metaBytes],
  ])
  for (const {name, bytes} of contents) entries.set(arrayEntry(name), bytes)
  return zip(path, entries, limits)
}

/** In a fixed order of keys, whatever order the caller's has. */
function manifestOf(facts: StoredModel['manifest'], meta: EntryFacts, arrays: Manifest['arrays']): Manifest {
  const {infer, generator, trainedOn, seed, options, schema, scores, dialect} = facts
  const {name, version, contract} = generator
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    infer,
    generator: {name, version, contract},
    // A folder's name would tell more than the reader of a model needs to know.
    trainedOn: {...trainedOn, file: basename(trainedOn.file)},
    seed,
    options,
    schema,
    scores,
    ...(dialect === undefined ? {} : {dialect}),
    meta,
    arrays,
  }
}

function encode(path: string, entry: string, text: string, limits: Limits): Uint8Array {
  if (deeperThan(text, limits.jsonDepth)) {
    throw tooMuch(path, `its ${entry} would be nested more than ${limits.jsonDepth} deep`)
  }
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= limits.jsonBytes) return bytes
  throw tooMuch(path, `its ${entry} would have ${bytes.length} bytes, more than ${limits.jsonBytes}`)
}

function zip(path: string, entries: ReadonlyMap<string, Uint8Array>, limits: Limits): Uint8Array {
  const total = [...entries.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  if (total > limits.totalBytes)
    throw tooMuch(path, `it would hold ${total} bytes, more than ${limits.totalBytes}`)
  if (entries.size > limits.entries)
    throw tooMuch(path, `it would have ${entries.size} entries, more than ${limits.entries}`)
  const files = Object.fromEntries(entries)
  // The first day zip knows, at an hour no time zone skips; fflate writes local time.
  const mtime = new Date(1980, 0, 1, 12)
  const deflated = zipSync(files, {level: DEFLATE_LEVEL, mtime})
  // What deflates better than a reader believes is stored as it is.
  const fits = total <= mostBytes(deflated.length, limits)
  const packed = fits ? deflated : zipSync(files, {level: 0, mtime})
  if (packed.length <= limits.fileBytes) return packed
  throw tooMuch(path, `it would have ${packed.length} bytes, more than ${limits.fileBytes}`)
}

function factsOf(bytes: Uint8Array): EntryFacts {
  return {bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')}
}
