// A disk with a page cache: what was written and named is durable only when it was flushed. Every operation is a point where power can go.
import {dirname, basename} from 'node:path'
import type {Disk, OpenFile} from '../../src/state/disk.ts'

/**
 * kill: the process alone dies. power-all-lost: bytes and names that were not flushed are gone. power-name-first: names are there, bytes
 * are not. power-torn: names are there, and all but the last 7 bytes.
 */
export const MODES = ['kill', 'power-all-lost', 'power-name-first', 'power-torn'] as const
export type Mode = (typeof MODES)[number]

export interface File {
  now: Buffer
  durable: Buffer
}
export interface Folder {
  now: Map<string, File | Folder>
  durable: Map<string, File | Folder>
}

export interface SimulatedDisk extends Disk {
  /** Operations so far that change something. */
  points: number
  /** Bytes of all files by path. */
  files(): Map<string, Buffer>
  /** The file as it is, to be spoilt; undefined where there is none. */
  put(path: string, bytes: Buffer | undefined): void
  /** What is left when the process or the power goes. */
  crash(mode: Mode, hooks?: Hooks): SimulatedDisk
}

export interface Hooks {
  /** Before each operation, and in the middle of each write; throws to crash or to fail. `point` counts those that change something. */
  before?(operation: string, path: string, point: number): Promise<void> | void
}

const READS = new Set(['read', 'names', 'open old'])

export const errno = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: ${path}`), {code, path})
const isFile = (node: File | Folder | undefined): node is File =>
  node !== undefined && Buffer.isBuffer(node.now)
export const folder = (): Folder => ({now: new Map(), durable: new Map()})

export function simulatedDisk(hooks: Hooks = {}, root: Folder = folder()): SimulatedDisk {
  const segments = (path: string) => path.split('/').filter(Boolean)
  function at(path: string): File | Folder | undefined {
    let node: File | Folder | undefined = root
    for (const segment of segments(path)) {
      if (node === undefined || isFile(node)) return undefined
      node = (node.now as Map<string, File | Folder>).get(segment)
    }
    return node
  }
  function parent(path: string): Folder {
    const node = at(dirname(path))
    if (node === undefined || isFile(node)) throw errno('ENOENT', path)
    return node as Folder
  }
  async function point(operation: string, path: string): Promise<void> {
    if (!READS.has(operation)) disk.points++
    await hooks.before?.(operation, path, disk.points)
  }
  function opened(file: File, path: string): OpenFile {
    return {
      size: async () => file.now.length,
      async write(bytes, from) {
        await point('write', path)
        const half = bytes.length >> 1
        file.now = spliced(file.now, bytes.subarray(0, half), from)
        await point('write half', path)
        file.now = spliced(file.now, bytes.subarray(half), from + half)
      },
      async truncate(size) {
        await point('truncate', path)
        file.now = file.now.subarray(0, size)
      },
      async sync() {
        await point('sync', path)
        file.durable = Buffer.from(file.now)
      },
      close: async () => undefined,
    }
  }
  const disk: SimulatedDisk = {
    points: 0,
    async read(path) {
      await point('read', path)
      const node = at(path)
      if (node !== undefined && !isFile(node)) throw errno('EISDIR', path)
      return node === undefined ? undefined : Buffer.from(node.now)
    },
    async names(path) {
      await point('names', path)
      const node = at(path)
      return node === undefined || isFile(node) ? [] : [...node.now.keys()]
    },
    isFolder: async path => {
      const node = at(path)
      return node !== undefined && !isFile(node)
    },
    async makeFolder(path) {
      await point('makeFolder', path)
      const there = at(path)
      if (isFile(there)) throw errno('ENOTDIR', path)
      if (there === undefined) parent(path).now.set(basename(path), folder())
    },
    async open(path, which) {
      await point(`open ${which}`, path)
      const node = at(path)
      if (which === 'old') {
        if (!isFile(node)) throw errno('ENOENT', path)
        return opened(node, path)
      }
      if (node !== undefined) throw errno('EEXIST', path)
      const file: File = {now: Buffer.alloc(0), durable: Buffer.alloc(0)}
      parent(path).now.set(basename(path), file)
      return opened(file, path)
    },
    async rename(from, to) {
      await point('rename', to)
      const node = at(from)
      if (node === undefined) throw errno('ENOENT', from)
      parent(from).now.delete(basename(from))
      parent(to).now.set(basename(to), node)
    },
    async link(from, to) {
      await point('link', to)
      const node = at(from)
      if (node === undefined) throw errno('ENOENT', from)
      if (at(to) !== undefined) throw errno('EEXIST', to)
      parent(to).now.set(basename(to), node)
    },
    async remove(path) {
      await point('remove', path)
      if (at(path) !== undefined) parent(path).now.delete(basename(path))
    },
    async syncFolder(path) {
      await point('syncFolder', path)
      const node = at(path)
      if (node === undefined || isFile(node)) throw errno('ENOENT', path)
      node.durable = new Map(node.now)
    },
    files() {
      const found = new Map<string, Buffer>()
      const walk = (node: Folder, path: string): void => {
        for (const [name, inner] of node.now)
          if (isFile(inner)) found.set(`${path}/${name}`, inner.now)
          else walk(inner, `${path}/${name}`)
      }
      walk(root, '')
      return found
    },
    put(path, bytes) {
      if (bytes === undefined) parent(path).now.delete(basename(path))
      else parent(path).now.set(basename(path), {now: Buffer.from(bytes), durable: Buffer.from(bytes)})
    },
    crash: (mode, next = {}) => simulatedDisk(next, afterCrash(root, mode) as Folder),
  }
  return disk
}

function spliced(before: Buffer, bytes: Uint8Array, at: number): Buffer {
  const after = Buffer.alloc(Math.max(before.length, at + bytes.length))
  before.copy(after)
  after.set(bytes, at)
  return after
}

/** A copy, so that one disk can crash in every way; two names of a file stay names of one file. */
function afterCrash(node: File | Folder, mode: Mode, copies = new Map<File, File>()): File | Folder {
  if (isFile(node)) {
    const copy = copies.get(node) ?? fileAfter(node, mode)
    copies.set(node, copy)
    return copy
  }
  const names = mode === 'power-all-lost' ? node.durable : node.now
  const kept = new Map([...names].map(([name, inner]) => [name, afterCrash(inner, mode, copies)]))
  return {now: kept, durable: new Map(kept)}
}

function fileAfter(file: File, mode: Mode): File {
  if (mode === 'kill') return {now: Buffer.from(file.now), durable: Buffer.from(file.durable)}
  const torn = file.now.subarray(0, Math.max(file.durable.length, file.now.length - 7))
  const left = Buffer.from(mode === 'power-torn' && !file.now.equals(file.durable) ? torn : file.durable)
  return {now: left, durable: Buffer.from(left)}
}
