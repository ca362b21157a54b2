// A command's way in: finds the file, and lays flags over the environment over the file. Loads no parser where there is no file.
import {homedir} from 'node:os'
import {basename, extname, relative, resolve} from 'node:path'
import {InferError, nearest} from '@inferloop/contract'
import type {Environment} from './check.ts'
import {faulty} from './fault.ts'
import type {FileWithLines} from './file-layers.ts'
import type {PassedOver} from './find.ts'
import {type Hide, hiding} from './hide.ts'
import type {Layer, Leaf} from './leaf.ts'
import type {SectionName} from './sections.ts'

export interface Where {
  /** Named by the user; by INFER_CONFIG when left out; found when that is not set either. */
  readonly file?: string | undefined
  /** Read no file at all. */
  readonly none?: boolean | undefined
  /** Name of a job; INFER_JOB when left out. */
  readonly job?: string | undefined
  /** The current folder. */
  readonly folder: string
  readonly environment: Environment
}

export interface Opened {
  /** As it may be shown; undefined when there is none. */
  readonly file: string | undefined
  readonly job: string | undefined
  readonly jobs: readonly string[]
  /** Files that were found and not read. */
  readonly passedOver: readonly PassedOver[]
  /** A section's values, the last word of each; `typed` are those of flags. @throws InferError INFER_CONFIG */
  leavesOf(section: SectionName, typed?: Layer): Promise<Leaf[]>
}

/** @throws InferError INFER_CONFIG, INFER_FILE_MISSING or INFER_FILE_UNREADABLE */
export async function openConfig(where: Where): Promise<Opened> {
  const {folder, environment} = where
  const job = where.job ?? (environment['INFER_JOB'] || undefined)
  const {path, passedOver} = await locate(where)
  const file = path === undefined ? undefined : await load(path, folder, environment)
  const jobs = Object.keys(file?.config.jobs ?? {})
  if (job !== undefined && !jobs.includes(job)) throw unknownJob(job, jobs, file?.shown)
  return {
    file: file?.shown,
    job,
    jobs,
    passedOver,
    async leavesOf(section, typed = []) {
      const layers: Layer[] = []
      if (file !== undefined) {
        const {fileLayers} = await import('./file-layers.ts')
        layers.push(...fileLayers(file, section, job, folder))
      }
      if (Object.keys(environment).some(name => name.startsWith(`INFER_${section.toUpperCase()}_`))) {
        const {environmentLayer} = await import('./environment-layer.ts')
        layers.push(environmentLayer(section, environment))
      }
      const {merged} = await import('./merge.ts')
      return merged([...layers, typed])
    },
  }
}

async function locate({file, none, folder, environment}: Where) {
  const named = file ?? (environment['INFER_CONFIG'] || undefined)
  if (none === true) return {path: undefined, passedOver: []}
  if (named !== undefined) return {path: resolve(folder, named), passedOver: []}
  const {findConfig} = await import('./find.ts')
  const {file: path, passedOver} = await findConfig(folder, environment['HOME'] ?? homedir())
  return {path, passedOver: passedOver.map(({file: one, why}) => ({file: shownName(one, folder), why}))}
}

async function load(path: string, folder: string, environment: Environment): Promise<FileWithLines> {
  const shown = shownName(path, folder)
  const [{check}, {isCode}] = await Promise.all([import('./check.ts'), import('./find.ts')])
  if (isCode(path)) {
    const {loadModule} = await import('./load-module.ts')
    const parsed = {value: await loadModule(path, shown), lineOf: () => undefined}
    return {path, shown, lineOf: parsed.lineOf, ...check(parsed, shown, environment)}
  }
  const [{parse}, {readText}] = await Promise.all([import('./parse.ts'), import('./read-text.ts')])
  const text = await readText(path, shown)
  const whole = parse(text, shown, extname(path) === '.json' ? 'json' : 'yaml')
  const parsed = basename(path) === 'package.json' ? ofPackage(whole, shown) : whole
  return {path, shown, lineOf: parsed.lineOf, ...check(parsed, shown, environment)}
}

type Lines = Pick<FileWithLines, 'lineOf'> & {readonly value: unknown}

function ofPackage({value, lineOf}: Lines, shown: string): Lines {
  const own = (value as {infer?: unknown} | null)?.infer
  if (own === undefined) throw faulty([{path: [], what: 'has no property "infer"', place: shown}])
  return {value: own, lineOf: path => lineOf(['infer', ...path])}
}

/** From the current folder where that is shorter. */
function shownName(path: string, folder: string): string {
  const near = relative(folder, path)
  return near.length < path.length ? near : path
}

function unknownJob(job: string, jobs: readonly string[], file: string | undefined): InferError {
  const near = nearest(job, jobs)
  const known = jobs.length === 0 ? 'has no jobs' : `has the jobs ${jobs.join(', ')}`
  return new InferError('INFER_CONFIG', {
    message: `There is no job ${JSON.stringify(job)}: ${file === undefined ? 'no configuration file was found' : `${file} ${known}`}.`,
    suggestions: near === undefined ? ['infer info config', 'leave out --job'] : [`--job ${near}`],
  })
}

/** What `leaves` took from the environment by reference is put back as `${NAME}`. */
export function hideOf(leaves: readonly Leaf[]): Hide {
  return hiding(
    leaves.flatMap(({value, shown, references}) => {
      const values = references.flatMap(one => one.values)
      if (values.length === 0 || typeof value !== 'string' || typeof shown !== 'string') return values
      // Of a file's name, what it becomes when it is made relative, and its last part.
      const last = basename(value)
      const parts = values.filter(([, part]) => part.endsWith(last)).map(([name]) => [name, last] as const)
      return [...values, [shown, value] as const, ...parts]
    }),
  )
}

/** @throws InferError INFER_CONFIG for values that refer to a variable which is not set */
export function refuseUnset(section: SectionName, leaves: readonly Leaf[]): void {
  const faults = leaves.flatMap(({key, from, references}) => {
    const names = references.flatMap(({unset}) => unset)
    if (names.length === 0 || from.kind !== 'file') return []
    const place = from.line === undefined ? from.file : `${from.file}:${from.line}`
    return names.map(name => ({
      path: [section, ...key],
      what: `refers to \${${name}}, which is not set`,
      place,
      instead: `export ${name}=…, or \${${name}:-a default}`,
    }))
  })
  if (faults.length > 0) throw faulty(faults)
}
