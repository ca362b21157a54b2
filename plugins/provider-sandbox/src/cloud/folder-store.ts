// A cloud's state in a folder: each version a file, the next one made by a hard link that fails where another process was quicker.
// No lock, so nothing to clear away: whoever is killed at any instant leaves the version before or the version after.
import {randomUUID} from 'node:crypto'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {InferError} from '@inferloop/contract'
import {digest} from './ids.ts'
import {emptyState, type CallRecord, type CloudState} from './state.ts'
import {completeDials, type Store} from './cloud.ts'

/** Older versions than so many are removed. */
const KEPT = 20

interface Version {
  readonly number: number
  readonly state: CloudState
}

/** @throws InferError INFER_OUTPUT_UNWRITABLE when the folder cannot be made */
export function folderStore(folder: string): Store {
  const versions = join(folder, 'versions')
  const log = join(folder, 'calls.ndjson')
  try {
    fs.mkdirSync(versions, {recursive: true})
    removeLeftovers(folder)
  } catch (error) {
    throw new InferError('INFER_OUTPUT_UNWRITABLE', {
      message: `The sandbox cannot keep its state in ${folder}: ${(error as Error).message}`,
      suggestions: ['set "folder" of the provider’s settings to a folder that can be written'],
      cause: error,
    })
  }
  const pathOf = (number: number): string => join(versions, `${number}.json`)
  let held: Version | undefined
  return {
    change(run) {
      for (;;) {
        const newest = newestIn(folder, versions)
        const state =
          held?.number === newest ? held.state : newest === 0 ? begun() : readState(pathOf(newest))
        if (state === undefined) continue
        const before: Version = {number: newest, state}
        // Whatever happens from here on, what is held may be half changed.
        held = undefined
        const {result, changed} = run(before.state)
        if (!changed && newest > 0) {
          held = before
          return result
        }
        if (isNext(folder, pathOf, before)) {
          held = {number: newest + 1, state: before.state}
          return result
        }
      }
    },
    note: record => fs.appendFileSync(log, `${JSON.stringify(record)}\n`),
    calls: () => (fs.existsSync(log) ? linesOf(fs.readFileSync(log, 'utf8')) : []),
    forgetCalls: () => fs.rmSync(log, {force: true}),
  }
}

const begun = (): CloudState => emptyState(digest(randomUUID()), completeDials({}))

/** Undefined where others were so quick that it is an old version by now, and removed. */
function readState(path: string): CloudState | undefined {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as CloudState
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** What killed processes were about to write. */
function removeLeftovers(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const path = join(folder, name)
    const age = Date.now() - (fs.statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? Date.now())
    if (name.endsWith('.part') && age > 60_000) fs.rmSync(path, {force: true})
  }
}

/** @throws InferError INFER_PROVIDER_UNREACHABLE when the folder was removed */
function newestIn(folder: string, versions: string): number {
  return namesIn(folder, versions).reduce((most, name) => {
    const number = /^(\d+)\.json$/.exec(name)?.[1]
    return number === undefined ? most : Math.max(most, Number(number))
  }, 0)
}

function namesIn(folder: string, versions: string): readonly string[] {
  try {
    return fs.readdirSync(versions)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new InferError('INFER_PROVIDER_UNREACHABLE', {
      message: `The folder of the sandbox is gone: ${folder}`,
      suggestions: ['put the folder back', 'infer deploy status'],
      cause: error,
    })
  }
}

/** Whether the changed state has become the next version. */
function isNext(folder: string, pathOf: (number: number) => string, {number, state}: Version): boolean {
  const written = join(folder, `${process.pid}-${randomUUID()}.part`)
  fs.writeFileSync(written, JSON.stringify(state))
  try {
    fs.linkSync(written, pathOf(number + 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new InferError('INFER_WRITE_FAILED', {
      message: `The sandbox could not keep what was done in ${folder}: ${(error as Error).message}`,
      suggestions: ['set "folder" of the provider’s settings to a folder on a disk that knows hard links'],
      cause: error,
    })
  } finally {
    fs.rmSync(written, {force: true})
  }
  // A process that slept while others went on finds its base removed, and with it the version it should have met.
  if (number > 0 && !fs.existsSync(pathOf(number))) {
    fs.rmSync(pathOf(number + 1), {force: true})
    return false
  }
  if (number > KEPT) fs.rmSync(pathOf(number - KEPT), {force: true})
  return true
}

/** The last line may be cut: its process was killed while it wrote. */
function linesOf(text: string): CallRecord[] {
  return text.split('\n').flatMap(line => {
    try {
      return line === '' ? [] : [JSON.parse(line) as CallRecord]
    } catch {
      return []
    }
  })
}
