// State in a folder. Durable means: bytes flushed, read again and compared, then named, then the folder flushed.
import {randomFillSync} from 'node:crypto'
import {dirname, join} from 'node:path'
import {errorCode} from '@inferloop/contract'
import type {Disk, OpenFile} from './disk.ts'
import {storageFault} from './storage-fault.ts'
import type {Storage} from './storage.ts'

/** Kept back for outcomes on a full disk: some 2,000 of them. */
const SPARE_BYTES = 1 << 20
const SPARE = 'spare'
const PARTIAL = '.partial'
const PLACE_TRIES = 10

/**
 * @param newId names files that are being written; two processes never get the same
 * @param spareBytes kept back in each folder that `prepare` was asked for
 */
export function localStorage(
  root: string,
  disk: Disk,
  newId: () => string,
  spareBytes = SPARE_BYTES,
): Storage {
  const pathOf = (name: string): string => join(root, ...segmentsOf(name))

  async function said<T>(doing: 'read' | 'write', name: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await operation()
    } catch (error) {
      throw storageFault(error, doing, pathOf(name))
    }
  }

  /** Flushed, and read again. */
  async function writeBeside(partial: string, bytes: Uint8Array): Promise<void> {
    await writeFlushed(() => disk.open(partial, 'new'), bytes, 0)
    const again = await disk.read(partial)
    if (again === undefined) throw Object.assign(new Error(`${partial} was removed`), {code: 'ENOENT'})
    if (Buffer.compare(again, bytes) !== 0)
      throw Object.assign(new Error('it reads back other than it was written'), {code: 'EIO'})
  }

  async function makeFolders(name: string): Promise<void> {
    let folder = root
    await makeRoot(disk, root)
    for (const segment of segmentsOf(name).slice(0, -1)) {
      const inner = join(folder, segment)
      if (!(await disk.isFolder(inner))) {
        await disk.makeFolder(inner)
        await disk.syncFolder(folder)
      }
      folder = inner
    }
  }

  /** As long as what another run tidies away in the middle of it is written once more. */
  async function place(name: string, bytes: Uint8Array, put: (partial: string) => Promise<void>) {
    await makeFolders(name)
    for (let tries = 1; ; tries++) {
      const partial = `${pathOf(name)}.${newId()}${PARTIAL}`
      try {
        await writeBeside(partial, bytes)
        await put(partial)
        await disk.remove(partial)
        return await disk.syncFolder(join(pathOf(name), '..'))
      } catch (error) {
        await disk.remove(partial).catch(() => undefined)
        if (tries === PLACE_TRIES || codeOf(error) !== 'ENOENT') throw error
      }
    }
  }

  async function filesBelow(folder: string): Promise<string[]> {
    const found: string[] = []
    for (const name of await disk.names(join(root, folder)))
      if (await disk.isFolder(join(root, folder, name))) found.push(...(await filesBelow(join(folder, name))))
      else found.push([...folder.split(/[\\/]/), name].filter(Boolean).join('/'))
    return found
  }

  return {
    read: name => said('read', name, () => disk.read(pathOf(name))),
    list: prefix =>
      said('read', prefix, async () =>
        (await filesBelow(prefix)).filter(name => !name.endsWith(PARTIAL) && !name.endsWith(SPARE)).sort(),
      ),
    create: (name, bytes) =>
      said('write', name, async () => {
        try {
          await place(name, bytes, partial => disk.link(partial, pathOf(name)))
          return true
        } catch (error) {
          if (codeOf(error) === 'EEXIST') return false
          throw error
        }
      }),
    append: (name, bytes, options) =>
      said('write', name, async () => {
        const path = pathOf(name)
        const {at, spare} = options
        try {
          await writeFlushed(() => disk.open(path, 'old'), bytes, at)
        } catch (error) {
          if (!spare || errorCode(storageFault(error, 'write', path)) !== 'INFER_DISK_FULL') throw error
          await disk.remove(join(root, segmentsOf(name)[0] ?? '', SPARE))
          await writeFlushed(() => disk.open(path, 'old'), bytes, at)
        }
      }),
    replace: (name, bytes) =>
      said('write', name, () => place(name, bytes, partial => disk.rename(partial, pathOf(name)))),
    remove: name => said('write', name, () => disk.remove(pathOf(name))),
    flush: name =>
      said('write', name, () => writeFlushed(() => disk.open(pathOf(name), 'old'), undefined, 0)),
    prepare: home =>
      said('write', home, async () => {
        await disk.syncFolder(root)
        for (const folder of ['', 'lock', 'journal', 'snapshots']) {
          const path = join(pathOf(home), folder)
          if (!(await disk.isFolder(path))) continue
          for (const name of await disk.names(path))
            if (name.endsWith(PARTIAL)) await disk.remove(join(path, name))
          await disk.syncFolder(path)
        }
        const spare = join(pathOf(home), SPARE)
        const there = (await disk.names(pathOf(home))).includes(SPARE)
        if (there && (await sizeOf(disk, spare)) >= spareBytes) return
        // Bytes no file system makes smaller.
        const bytes = randomFillSync(new Uint8Array(spareBytes))
        // A run that has lost the stack without knowing it may make or use it at the same time.
        await writeFlushed(() => disk.open(spare, there ? 'old' : 'new'), bytes, 0).catch(
          (error: unknown) => {
            if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOENT') throw error
          },
        )
      }),
  }
}

const codeOf = (error: unknown): unknown => (error as {code?: unknown} | null)?.code

/** With the folders above it, which may be links. */
async function makeRoot(disk: Disk, root: string): Promise<void> {
  if (await disk.isFolder(root)) return
  try {
    await disk.makeFolder(root)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(root) === root) throw error
    await makeRoot(disk, dirname(root))
    await disk.makeFolder(root)
  }
  await disk.syncFolder(dirname(root))
}

async function sizeOf(disk: Disk, path: string): Promise<number> {
  const file = await disk.open(path, 'old')
  try {
    return await file.size()
  } finally {
    await file.close()
  }
}

/** A file whose flush failed is never flushed again: the system may have dropped what it could not write, and say yes the second time. */
async function writeFlushed(
  open: () => Promise<OpenFile>,
  bytes: Uint8Array | undefined,
  at: number,
): Promise<void> {
  const file = await open()
  try {
    if (bytes !== undefined) {
      if ((await file.size()) > at) await file.truncate(at)
      await file.write(bytes, at)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Of a name that leads nowhere else. */
function segmentsOf(name: string): string[] {
  const segments = name.split('/').filter(Boolean)
  for (const segment of segments)
    if (!/^[\w-][\w.-]*$/.test(segment)) throw new Error(`${name} is no name within the state`)
  return segments
}
