// Reads model files, or their manifests alone, believing nothing that was not checked.
import {createHash} from 'node:crypto'
import type {SavedModel} from '@inferloop/contract'
import {checkManifest} from './check-manifest.ts'
import {fromBytes} from './dtypes.ts'
import {parseJson} from './json.ts'
import {LIMITS, type Limits, mostBytes} from './limits.ts'
import {
  arrayEntry,
  type EntryFacts,
  FORMAT_VERSION,
  GENERATOR_ENTRY,
  type Manifest,
  MANIFEST_ENTRY,
} from './manifest.ts'
import {damaged, foreign, tooMuch, tooNew} from './refusals.ts'
import {schemaExcess, tooManyColumns} from './schema-excess.ts'
import {type Source, withFile} from './source.ts'
import {readDirectory, shown, type ZipEntry} from './zip-directory.ts'
import {readEntry} from './zip-entry.ts'

/** A model file's facts and the model, ready for `Generator.load`. */
export interface ReadModel extends SavedModel {
  readonly manifest: Manifest
}

/**
 * The whole of a model file, every checksum compared.
 *
 * @throws InferError INFER_FILE_MISSING, INFER_FILE_IS_FOLDER, INFER_FILE_UNREADABLE, INFER_MODEL_FOREIGN,
 * INFER_MODEL_VERSION, INFER_MODEL_DAMAGED, INFER_MODEL_LIMIT
 */
export function readModelFile(path: string, limits: Limits = LIMITS): Promise<ReadModel> {
  return withFile(path, source => readModel(source, limits))
}

/**
 * The manifest alone: a few reads, whatever the size of the model. Throws as `readModelFile` does, but damage inside
 * the arrays or `generator.json` goes unseen.
 */
export function readManifest(path: string, limits: Limits = LIMITS): Promise<Manifest> {
  return withFile(path, async source => (await openModel(source, limits)).manifest)
}

export async function readModel(source: Source, limits: Limits): Promise<ReadModel> {
  const {manifest, entries} = await openModel(source, limits)
  const place = {path: source.path, entry: GENERATOR_ENTRY, maxDepth: limits.jsonDepth, refuse: damaged}
  const meta = parseJson(await readChecked(source, entries, GENERATOR_ENTRY, manifest.meta), place)
  const arrays: [string, SavedModel['arrays'][string]][] = []
  for (const [name, facts] of Object.entries(manifest.arrays)) {
    const bytes = await readChecked(source, entries, arrayEntry(name), facts)
    arrays.push([name, fromBytes(bytes, facts.dtype)])
  }
  return {manifest, meta: meta as SavedModel['meta'], arrays: Object.fromEntries(arrays)}
}

type Entries = ReadonlyMap<string, ZipEntry>

/** Reads the manifest and holds the table of contents against it. */
async function openModel(source: Source, limits: Limits): Promise<{manifest: Manifest; entries: Entries}> {
  const {path} = source
  const directory = await readDirectory(source, limits)
  const entry = directory.find(({name}) => name === MANIFEST_ENTRY)
  if (entry === undefined) throw foreign(path, `it has no ${MANIFEST_ENTRY}`)
  if (entry.bytes > limits.jsonBytes) throw tooLarge(path, MANIFEST_ENTRY, entry.bytes, limits.jsonBytes)
  const bytes = await readEntry(source, entry)
  const place = {path, entry: MANIFEST_ENTRY, maxDepth: limits.jsonDepth, refuse: foreign}
  const parsed = parseJson(bytes, place)
  const tooWide = tooManyColumns(parsed, limits)
  if (tooWide !== undefined) throw tooMuch(path, tooWide)
  const verdict = checkManifest(parsed)
  if (verdict.is === 'foreign') throw foreign(path, verdict.why)
  if (verdict.is === 'newer') throw tooNew(path, verdict.version, FORMAT_VERSION)
  if (verdict.is === 'faulty') throw damaged(path, verdict.fault)
  const excess = schemaExcess(verdict.manifest.schema, limits)
  if (excess !== undefined) throw tooMuch(path, excess)
  const entries = new Map(directory.map(one => [one.name, one]))
  if (entries.size < directory.length) throw damaged(path, `it has two entries ${shown(repeated(directory))}`)
  checkContents(path, entries, verdict.manifest)
  checkSizes(source, directory, limits)
  return {manifest: verdict.manifest, entries}
}

/** Exactly the entries of the manifest, each of the size it says: no strays, no `../`, nothing absent. */
function checkContents(path: string, entries: Entries, manifest: Manifest): void {
  const expected = new Map<string, EntryFacts | undefined>([
    [MANIFEST_ENTRY, undefined],
    [GENERATOR_ENTRY, manifest.meta],
    ...Object.entries(manifest.arrays).map(([name, facts]) => [arrayEntry(name), facts] as const),
  ])
  for (const name of entries.keys()) {
    if (!expected.has(name)) throw damaged(path, `its entry ${shown(name)} is not in its manifest`)
  }
  for (const [name, facts] of expected) {
    const entry = entries.get(name)
    if (entry === undefined) throw damaged(path, `its entry ${shown(name)} is missing`)
    if (facts !== undefined && entry.bytes !== facts.bytes) {
      throw damaged(
        path,
        `its entry ${shown(name)} has ${entry.bytes} bytes, its manifest says ${facts.bytes}`,
      )
    }
  }
}

function checkSizes({path, bytes}: Source, directory: readonly ZipEntry[], limits: Limits): void {
  const meta = directory.find(({name}) => name === GENERATOR_ENTRY)?.bytes ?? 0
  if (meta > limits.jsonBytes) throw tooLarge(path, GENERATOR_ENTRY, meta, limits.jsonBytes)
  const total = directory.reduce((sum, entry) => sum + entry.bytes, 0)
  const most = mostBytes(bytes, limits)
  if (total > most) throw tooMuch(path, `its ${bytes} bytes inflate to ${total}, more than ${most}`)
}

async function readChecked(
  source: Source,
  entries: Entries,
  name: string,
  facts: EntryFacts,
): Promise<Uint8Array> {
  const bytes = await readEntry(source, entries.get(name)!)
  if (createHash('sha256').update(bytes).digest('hex') !== facts.sha256) {
    throw damaged(source.path, `the checksum (SHA-256) of its entry ${shown(name)} does not match`)
  }
  return bytes
}

function repeated(directory: readonly ZipEntry[]): string {
  const names = directory.map(({name}) => name)
  return names.find((name, i) => names.indexOf(name) < i) ?? ''
}

function tooLarge(path: string, entry: string, bytes: number, most: number) {
  return tooMuch(path, `its ${entry} has ${bytes} bytes, more than ${most}`)
}
