// A file that appears under its name only when it is whole: written beside the target, flushed to disk, then renamed.
import {rmSync} from 'node:fs'
import {type FileHandle, link, lstat, open, readlink, realpath, rename, stat, unlink} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {errnoOf} from '../system-error.ts'
import {openDeviceSink} from './device-sink.ts'
import {existsFault, folderFault, type OutputFlag, outputFault} from './faults.ts'
import {openPipeSink} from './pipe-sink.ts'
import type {Sink} from './sink.ts'

export interface FileOptions {
  /** Replace a file that is there. */
  readonly force: boolean
  /** The flag the path came by, for messages. */
  readonly flag: OutputFlag
  /** Ends the waiting for whoever reads a named pipe. */
  readonly signal: AbortSignal
}

/**
 * Writes to `<target>.<pid>.partial`, which is also removed when the process ends. A link to a file is followed; a device or a
 * pipe is written to directly. The target keeps the permissions of the file it replaces.
 *
 * @throws InferError INFER_OUTPUT_EXISTS, here and again in `commit`, when the target is there and `force` is not given;
 * INFER_OUTPUT_UNWRITABLE, INFER_WRITE_FAILED
 */
export async function openFileSink(path: string, {force, flag, signal}: FileOptions): Promise<Sink> {
  const found = await lstat(path).catch(() => undefined)
  const fault = (error: unknown) => outputFault(error, path, flag)
  const info = found === undefined ? undefined : await stat(path).catch(errnoOf)
  if (info === 'ENOENT') return openFileSink(await pointedAt(path), {force, flag, signal})
  if (typeof info === 'string') throw fault(await stat(path).catch((error: unknown) => error))
  if (info?.isDirectory() === true) throw folderFault(path, flag)
  if (info?.isFIFO() === true) return openPipeSink(path, signal)
  if (info !== undefined && !info.isFile()) return openDeviceSink(path)
  if (info !== undefined && !force) throw existsFault(path, flag)
  try {
    const target = info === undefined ? path : await realpath(path)
    const {file, partial} = await openPartial(target)
    if (info !== undefined) await file.chmod(info.mode & 0o777).catch(() => undefined)
    return fileSink({path, target, partial, file, force, flag}, fault)
  } catch (error) {
    throw fault(error)
  }
}

/** Where a link to nothing points: the file is made there. */
const pointedAt = async (path: string): Promise<string> => resolve(dirname(path), await readlink(path))

interface Place {
  readonly path: string
  readonly target: string
  readonly partial: string
  readonly file: FileHandle
  readonly force: boolean
  readonly flag: OutputFlag
}

function fileSink(
  {path, target, partial, file, force, flag}: Place,
  fault: (error: unknown) => unknown,
): Sink {
  let state: 'open' | 'finished' | 'named' | 'gone' = 'open'
  let bytes = 0
  // For an exit that does not wait for `abort`, which may have removed it this moment.
  const removeNow = () => rmSync(partial, {force: true})
  process.once('exit', removeNow)
  const failing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw fault(error)
    }
  }
  return {
    name: path,
    partial,
    ended: false,
    write: chunk =>
      failing(async () => {
        for (let from = 0; from < chunk.length; ) {
          const {bytesWritten} = await file.write(chunk, from)
          from += bytesWritten
        }
        bytes += chunk.length
      }),
    finish: () =>
      failing(async () => {
        const size = Math.max(bytes, (await file.stat()).size)
        await file.sync()
        await file.close()
        state = 'finished'
        return size
      }),
    commit: () =>
      failing(async () => {
        if (force) await rename(partial, target)
        else await moveToNew(partial, target, () => existsFault(path, flag))
        state = 'named'
        process.off('exit', removeNow)
        await syncFolder(dirname(target))
      }),
    async takeBack() {
      if (state !== 'named' || force) return
      state = 'gone'
      await unlink(target).catch(() => undefined)
    },
    async abort() {
      if (state === 'named' || state === 'gone') return
      if (state === 'open') await file.close().catch(() => undefined)
      state = 'gone'
      await unlink(partial).catch(() => undefined)
      process.off('exit', removeNow)
    },
  }
}

/** The name may be taken by a writer of ours at work on the same target, or be left over from a process that had our number. */
async function openPartial(target: string): Promise<{file: FileHandle; partial: string}> {
  for (let k = 1; ; k++) {
    const partial = `${target}.${process.pid}${k === 1 ? '' : `-${k}`}.partial`
    try {
      return {file: await open(partial, 'wx'), partial}
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || k === 100) throw error
    }
  }
}

/** Renames without replacing: `rename` would, so the new name is made by `link`, or where there are none by an exclusive open. */
async function moveToNew(partial: string, target: string, exists: () => Error): Promise<void> {
  try {
    await link(partial, target)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw exists()
    try {
      await (await open(target, 'wx')).close()
    } catch (second) {
      throw errnoOf(second) === 'EEXIST' ? exists() : second
    }
    await rename(partial, target)
    return
  }
  await unlink(partial)
}

/** So that the name, too, survives a power cut; Windows and some network drives cannot. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
