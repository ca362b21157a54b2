// A file that appears under its name only when it is whole: written beside the target, flushed to disk, then renamed.
import {unlinkSync} from 'node:fs'
import {type FileHandle, link, lstat, open, realpath, rename, stat, unlink} from 'node:fs/promises'
import {dirname} from 'node:path'
import {existsFault, folderFault, outputFault} from './faults.ts'
import {errnoOf} from '../system-error.ts'
import {openDeviceSink} from './device-sink.ts'
import type {Sink} from './sink.ts'

/**
 * Writes to `<target>.<pid>.partial`. A link to a file is followed; a device or a pipe is written to directly.
 * The target keeps the permissions of the file it replaces.
 *
 * @throws InferError INFER_OUTPUT_EXISTS, here and again in `commit`, when the target is there and `force` is not given;
 * INFER_OUTPUT_UNWRITABLE, INFER_WRITE_FAILED
 */
export async function openFileSink(path: string, force: boolean): Promise<Sink> {
  const found = await lstat(path).catch(() => undefined)
  const info = found === undefined ? undefined : await stat(path).catch(() => found)
  if (info?.isDirectory() === true) throw folderFault(path)
  if (info !== undefined && !info.isFile() && !info.isSymbolicLink()) return openDeviceSink(path)
  if (info !== undefined && !force) throw existsFault(path)
  const target = info?.isFile() === true ? await realpath(path) : path
  try {
    const {file, partial} = await openPartial(target)
    if (info !== undefined) await file.chmod(info.mode & 0o777).catch(() => undefined)
    return fileSink(path, target, partial, file, force)
  } catch (error) {
    throw outputFault(error, path)
  }
}

function fileSink(name: string, target: string, partial: string, file: FileHandle, force: boolean): Sink {
  let unfinished = true
  let bytes = 0
  // For an exit that does not wait for `abort`.
  const removeNow = () => unlinkSync(partial)
  process.once('exit', removeNow)
  async function abort(): Promise<void> {
    if (!unfinished) return
    unfinished = false
    await file.close().catch(() => undefined)
    await unlink(partial).catch(() => undefined)
    process.off('exit', removeNow)
  }
  return {
    name,
    partial,
    ended: false,
    async write(chunk) {
      for (let from = 0; from < chunk.length; ) {
        const {bytesWritten} = await file.write(chunk, from)
        from += bytesWritten
      }
      bytes += chunk.length
    },
    async commit() {
      const size = Math.max(bytes, (await file.stat()).size)
      await file.sync()
      await file.close()
      if (force) await rename(partial, target)
      else await moveToNew(partial, target, name)
      unfinished = false
      process.off('exit', removeNow)
      await syncFolder(dirname(target))
      return size
    },
    abort,
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
async function moveToNew(partial: string, target: string, name: string): Promise<void> {
  try {
    await link(partial, target)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw existsFault(name, error)
    try {
      await (await open(target, 'wx')).close()
    } catch (second) {
      throw errnoOf(second) === 'EEXIST' ? existsFault(name, second) : second
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
