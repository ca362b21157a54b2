// A file's data held against the schema, with the environment's values where it refers to them.
import type {z} from 'zod'
import {InferError, nearest, type Path} from '@inferloop/contract'
import {type Fault, faulty} from './fault.ts'
import {fitted, leafOf, sectionPart} from './leaf-path.ts'
import type {Parsed} from './parse.ts'
import {badReference, hasReference, type Resolved, resolveReferences} from './references.ts'
import {isSecret, said} from './said.ts'
import {keyOf, SECTIONS, type SectionName} from './sections.ts'
import {type Config, keysAt, schema, VERSION} from './schema.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Checked {
  /** With references resolved; leaves that name a variable which is not set are left out. */
  readonly config: Config
  /** As it stands in the file. */
  readonly raw: unknown
  /** By path, as JSON. */
  readonly references: ReadonlyMap<string, Resolved>
}

/** @throws InferError INFER_CONFIG with every fault */
export function check({value: raw, lineOf}: Parsed, shown: string, environment: Environment): Checked {
  const place = (path: Path): string => {
    const line = lineOf(path)
    return line === undefined ? shown : `${shown}:${line}`
  }
  if (raw === null)
    throw faulty([{path: [], what: `is empty, and must have at least version: ${VERSION}`, place: place([])}])
  refuseNewer(raw, place)
  const references = new Map<string, Resolved>()
  const bad: Fault[] = []
  const actual = substituted(raw, [], {environment, references, place, bad})
  if (bad.length > 0) throw faulty(bad)
  const result = schema.safeParse(actual)
  if (result.success) return {config: result.data, raw, references}
  const faults = result.error.issues.flatMap(issue => faultsOf(issue, raw, place))
  throw faulty(faults.toSorted((a, b) => (lineOf(a.path) ?? 0) - (lineOf(b.path) ?? 0)))
}

function refuseNewer(raw: unknown, place: (path: Path) => string): void {
  const version = (raw as {version?: unknown}).version
  if (typeof version !== 'number' || version <= VERSION) return
  throw new InferError('INFER_CONFIG', {
    message: `version: is ${version}, and this infer reads up to ${VERSION}, ${place(['version'])}`,
    suggestions: ['npm install --global @inferloop/cli@latest', `version: ${VERSION}`],
  })
}

interface Substituting {
  readonly environment: Environment
  readonly references: Map<string, Resolved>
  readonly place: (path: Path) => string
  readonly bad: Fault[]
}

function substituted(value: unknown, path: Path, to: Substituting): unknown {
  const inner = (part: unknown, name: string | number) => substituted(part, [...path, name], to)
  if (Array.isArray(value)) {
    const items = value.map(inner)
    return items.includes(undefined) ? undefined : items
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, part]) => [name, inner(part, name)] as const)
    return Object.fromEntries(entries.filter(([, part]) => part !== undefined))
  }
  if (typeof value !== 'string' || !hasReference(value) || leafOf(path) === undefined) return value
  const what = badReference(value)
  if (what !== undefined) {
    const shown = isSecret(sectionPart(path)) ? 'has a ${ that opens no reference' : what
    to.bad.push({
      path,
      what: shown,
      place: to.place(path),
      instead: '${NAME}, ${NAME:-a default}, or $${ for ${',
    })
  }
  const resolved = resolveReferences(value, to.environment)
  to.references.set(JSON.stringify(path), resolved)
  return resolved.unset.length > 0 ? undefined : fitted(path, resolved.text)
}

function faultsOf(issue: z.core.$ZodIssue, raw: unknown, place: (path: Path) => string): Fault[] {
  const path = issue.path.map(part => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => stranger([...path, key], place))
  const value = path.reduce<unknown>((at, part) => (at as Record<string | number, unknown>)?.[part], raw)
  if (issue.code === 'invalid_key') return [{path, what: keyWords(issue), place: place(path)}]
  const quotes =
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? [`${String(path.at(-1))}: ${value}, without quotes`]
      : []
  const [instead] = quotes
  const what = `${issue.message}, was ${said(value, path)}`
  return [{path, what, place: place(path), ...(instead === undefined ? {} : {instead})}]
}

const keyWords = (issue: z.core.$ZodIssueInvalidKey): string =>
  issue.issues[0]?.message ?? 'is no name for a key'

function stranger(path: Path, place: (path: Path) => string): Fault {
  const key = String(path.at(-1))
  const known = keysAt(path.slice(0, -1)) ?? []
  const [part, inner] = sectionPart(path)
  const elsewhere = sectionOf(key, path)
  if (elsewhere !== undefined)
    return {
      path,
      what: `there is no such key here; there is ${elsewhere}.${key}`,
      place: place(path),
      instead: `${elsewhere}: {${key}: …}`,
    }
  const near = nearest(key, known) ?? SINGULARS[key]
  const meant = near !== undefined && known.includes(near) ? near : undefined
  const hint = meant === undefined ? '' : `; the nearest is ${meant}`
  const instead = meant ?? (inner === undefined ? undefined : `infer ${String(part)} --help`)
  return {
    path,
    what: `there is no such key${hint}`,
    place: place(path),
    ...(instead === undefined ? {} : {instead: meant === undefined ? instead : `${meant}: …`}),
  }
}

/** The section that has a key which stands beside the sections, or in the other one. */
function sectionOf(key: string, path: Path): string | undefined {
  const inside = sectionPart(path)
  const [section] = inside
  const isWithin = inside.length === 2 && Object.hasOwn(SECTIONS, String(section))
  if (inside.length !== 1 && !isWithin) return undefined
  return (Object.keys(SECTIONS) as SectionName[]).find(name => keyOf(name, key) !== undefined)
}

/** Flags that may be repeated, by the maps that stand for them. */
const SINGULARS: Readonly<Record<string, string>> = {type: 'types', option: 'options'}
