// A command's way in: finds the file, and lays flags over the environment over the file. Loads no parser where there is no file.
import {homedir} from 'node:os'
import {resolve} from 'node:path'
import {InferError, nearest} from '@inferloop/contract'
import type {Environment} from './check.ts'
import type {PassedOver} from './find.ts'
import type {Layer, Leaf} from './leaf.ts'
import {loadFile, shownName} from './load-file.ts'
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
  const ofEnvironment = where.none === true ? undefined : environment['INFER_JOB'] || undefined
  const job = where.job ?? ofEnvironment
  const {path, passedOver} = await locate(where)
  const file = path === undefined ? undefined : await loadFile(path, folder, environment)
  const jobs = Object.keys(file?.config.jobs ?? {})
  if (job !== undefined && !jobs.includes(job))
    throw unknownJob(job, jobs, file?.shown, where.job === undefined)
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

function unknownJob(
  job: string,
  jobs: readonly string[],
  file: string | undefined,
  isVariable: boolean,
): InferError {
  const near = nearest(job, jobs)
  const known = jobs.length === 0 ? 'has no jobs' : `has the jobs ${jobs.join(', ')}`
  return new InferError('INFER_CONFIG', {
    message: `There is no job ${JSON.stringify(job)}${isVariable ? ', which INFER_JOB names' : ''}: ${file === undefined ? 'no configuration file was found' : `${file} ${known}`}.`,
    suggestions: [
      ...(near === undefined ? ['infer info config --no-config'] : [`--job ${near}`]),
      ...(isVariable ? ['unset INFER_JOB'] : near === undefined ? ['leave out --job'] : []),
    ],
  })
}
