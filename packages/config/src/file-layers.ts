// What a file says of a section: at the top, then in the job. Names of files become relative to the current folder.
import {type Path, pathSaid} from '@inferloop/contract'
import {dirname, isAbsolute, relative, resolve} from 'node:path'
import type {Checked} from './check.ts'
import {faulty} from './fault.ts'
import type {Layer, Leaf} from './leaf.ts'
import {leafOf, sectionPart} from './leaf-path.ts'
import {OWN_KEYS} from './own-keys.ts'
import {isSecret} from './said.ts'
import type {SectionName} from './sections.ts'

export interface FileWithLines extends Checked {
  /** Absolute. */
  readonly path: string
  /** The name in messages. */
  readonly shown: string
  readonly lineOf: (path: Path) => number | undefined
}

/** What `data` at the top and in a job is called in a section. */
const DATA: Readonly<Record<SectionName, string>> = {generate: 'data', validate: 'real'}

/** @throws InferError INFER_CONFIG for an option that is said twice */
export function fileLayers(
  file: FileWithLines,
  section: SectionName,
  job: string | undefined,
  folder: string,
): Layer[] {
  const tops: Path[] = job === undefined ? [[]] : [[], ['jobs', job]]
  return tops.flatMap(top => {
    const data = leavesAt(file, [...top, 'data'], [DATA[section]], folder)
    const own = Object.keys(objectAt(file.raw, [...top, section])).flatMap(name => {
      const path = [...top, section, name]
      if (leafOf(path)?.facts.shape !== 'map') return leavesAt(file, path, [name], folder)
      return Object.keys(objectAt(file.raw, path)).flatMap(inner => {
        const key = name === 'options' && OWN_KEYS.includes(inner) ? [inner] : [name, inner]
        return leavesAt(file, [...path, inner], key, folder)
      })
    })
    refuseTwice(own, file)
    return [data, own]
  })
}

function leavesAt(file: FileWithLines, path: Path, key: readonly string[], folder: string): Leaf[] {
  const raw = valueAt(file.raw, path)
  if (raw === undefined) return []
  const texts = Array.isArray(raw) ? raw.map((_, i) => [...path, i]) : [path]
  const references = texts.flatMap(one => file.references.get(JSON.stringify(one)) ?? [])
  const facts = leafOf(path)!.facts
  const given = valueAt(file.config, path)
  const listed = facts.shape === 'list' && typeof given === 'string' ? [given] : given
  const named = (name: unknown) =>
    typeof name === 'string' && facts.isFile ? fromFolder(name, dirname(file.path), folder) : name
  const value = Array.isArray(listed) ? listed.map(named) : named(listed)
  const line = file.lineOf(path)
  const from = {
    kind: 'file' as const,
    file: file.shown,
    key: pathSaid(path),
    ...(line === undefined ? {} : {line}),
  }
  const shown = isSecret(sectionPart(path)) ? '(not shown)' : references.length > 0 ? raw : value
  return [{key, value, shown, from, references}]
}

/** Standard input and output stay what they are. */
function fromFolder(name: string, base: string, folder: string): string {
  if (name === '-' || isAbsolute(name)) return name
  const path = relative(folder, resolve(base, name))
  return path === '' ? '.' : path.startsWith('-') ? `./${path}` : path
}

function refuseTwice(leaves: readonly Leaf[], file: FileWithLines): void {
  for (const name of OWN_KEYS) {
    const [first, second] = leaves.filter(({key}) => key.length === 1 && key[0] === name)
    if (first?.from.kind !== 'file' || second?.from.kind !== 'file') continue
    const place = second.from.line === undefined ? file.shown : `${file.shown}:${second.from.line}`
    throw faulty([{path: [], what: `${second.from.key}: stands twice, also as ${first.from.key}`, place}])
  }
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, part) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, part)
      ? (at as Record<string | number, unknown>)[part]
      : undefined
  }, value)

const objectAt = (value: unknown, path: Path): object => valueAt(value, path) ?? {}
